"""Organisations: counties, their divisions and boards, municipalities, and everybody they work with."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from hyte.lib.models import NamedRecord


class OrganisationQuerySet(models.QuerySet):
    def counties(self) -> "OrganisationQuerySet":
        return self.filter(kind=Organisation.Kind.COUNTY)

    def of_county(self, county: "Organisation") -> "OrganisationQuerySet":
        """The county itself, its own organisations, and those that several counties share (HUS)."""
        return self.filter(Q(pk=county.pk) | Q(county=county) | (Q(county=None) & ~Q(kind=Organisation.Kind.COUNTY)))

    def active(self, on) -> "OrganisationQuerySet":
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=on))


class Organisation(NamedRecord):
    """A county is a root organisation; the others belong to one, or to none when several counties share them."""

    class Kind(models.TextChoices):
        COUNTY = "county", _("Wellbeing services county")
        DIVISION = "division", _("Division")
        UNIT = "unit", _("Unit")
        MANAGEMENT_BOARD = "management_board", _("Management board")
        MUNICIPALITY = "municipality", _("Municipality")
        HUS = "hus", _("HUS Group")
        NGO = "ngo", _("Non-governmental organisations")
        PARISH = "parish", _("Parish")
        COMPANY = "company", _("Company")
        ADVISORY_BODY = "advisory_body", _("Advisory body")
        COMMITTEE = "committee", _("Committee")
        COUNTY_BOARD = "county_board", _("County board")
        COUNTY_COUNCIL = "county_council", _("County council")
        OTHER = "other", _("Other body")

    DECISION_BODIES = (Kind.MANAGEMENT_BOARD, Kind.COMMITTEE, Kind.COUNTY_BOARD, Kind.COUNTY_COUNCIL)

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    short_name = models.CharField(_("short name"), max_length=60, blank=True)
    parent = models.ForeignKey(
        "self", verbose_name=_("parent"), null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    county = models.ForeignKey(
        "self",
        verbose_name=_("county"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="organisations",
    )
    successor = models.ForeignKey(
        "self",
        verbose_name=_("successor"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="predecessors",
    )
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    region_code = models.CharField(
        _("region code"), max_length=10, blank=True, help_text=_("The official code of the county or municipality.")
    )
    languages = models.CharField(
        _("languages"),
        max_length=20,
        default="fi",
        help_text=_("Of a county: the languages of its public pages, separated by commas: fi,sv."),
    )
    order = models.PositiveIntegerField(_("order"), default=0)
    history = HistoricalRecords()

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["order", "name_fi", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(parent=F("pk")), name="organisation_not_its_own_parent"),
            models.CheckConstraint(condition=~Q(successor=F("pk")), name="organisation_not_its_own_successor"),
            models.CheckConstraint(condition=~Q(kind="county") | Q(parent=None), name="county_is_a_root"),
        ]

    def clean(self) -> None:
        if self.parent and self.pk and self.pk in self.parent.ancestor_ids():
            raise ValidationError({"parent": _("An organisation can't stand below itself.")}, code="circle")

    def save(self, *args, **kwargs) -> None:
        self.county = self.parent.root_county if self.parent else None
        super().save(*args, **kwargs)

    @property
    def root_county(self) -> "Organisation | None":
        return self if self.kind == self.Kind.COUNTY else self.county

    @property
    def language_codes(self) -> list[str]:
        return [code.strip() for code in self.languages.split(",") if code.strip()]

    def ancestor_ids(self) -> set[int]:
        """Ids of the organisation itself and of all above it; ends also where the data has a circle."""
        found: set[int] = set()
        organisation: Organisation | None = self
        while organisation and organisation.pk not in found:
            found.add(organisation.pk)
            organisation = organisation.parent
        return found


class AgeGroup(NamedRecord):
    county = models.ForeignKey(
        Organisation, verbose_name=_("county"), on_delete=models.PROTECT, related_name="age_groups"
    )
    order = models.PositiveIntegerField(_("order"), default=0)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("age group")
        verbose_name_plural = _("age groups")
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["county", "name_fi"], name="age_group_once_in_county")]
