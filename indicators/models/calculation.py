"""Calculations of the coefficient, frozen as they were made, and the results that were published elsewhere."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from groups.models import Organisation
from groups.standing import standing_of
from hyte.lib.models import NamedRecord
from indicators import coefficient as engine
from indicators.models.region import Region
from indicators.models.rule_set import RuleSet

EUROS = {"max_digits": 14, "decimal_places": 2, "null": True, "blank": True}
COEFFICIENT = {"max_digits": 15, "decimal_places": 12, "null": True, "blank": True}


class SharedOrOwnQuerySet(models.QuerySet):
    def visible_to(self, user) -> "SharedOrOwnQuerySet":
        """What all counties share, and what is one's own county's."""
        return self.filter(Q(county=None) | Q(county__in=standing_of(user).staff_counties))


class Calculation(NamedRecord):
    """One calculation of all areas. It never changes: a correction is a new one that says what it was made from.

    ``frozen`` has the rules, the inputs and every intermediate value as the engine had them, the areas by their codes;
    ``sources`` what is told of single figures: {area: {indicator or "": {"source": …, "state": …}}}.
    """

    class Depth(models.TextChoices):
        COEFFICIENTS = "A", _("Coefficients")
        POINTS = "B", _("Points of indicators")
        VALUES = "C", _("Values of indicators")

    class State(models.TextChoices):
        PRELIMINARY = "preliminary", _("Preliminary")
        FINAL = "final", _("Final")

    county = models.ForeignKey(
        Organisation, verbose_name=_("county"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    rule_set = models.ForeignKey(
        RuleSet, verbose_name=_("rules"), on_delete=models.PROTECT, related_name="calculations"
    )
    depth = models.CharField(_("entered as"), max_length=1, choices=Depth.choices)
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.PRELIMINARY)
    source = models.CharField(_("source"), max_length=500)
    source_on = models.DateField(_("date of the source"), null=True, blank=True)
    note = models.TextField(_("note"), max_length=3000, blank=True)
    is_demo = models.BooleanField(_("invented demo data"), default=False)
    frozen = models.JSONField(editable=False)
    sources = models.JSONField(default=dict, blank=True, editable=False)
    copied_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="copies")
    created_at = models.DateTimeField(_("made at"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = SharedOrOwnQuerySet.as_manager()

    class Meta:
        verbose_name = _("calculation of the coefficient")
        verbose_name_plural = _("calculations of the coefficient")
        ordering = ["-rule_set__year", "-created_at", "-pk"]

    def get_absolute_url(self) -> str:
        return reverse("indicators:calculation", args=[self.pk])

    def thawed(self) -> engine.Calculation:
        return engine.thaw(self.frozen)


class CalculatedArea(models.Model):
    """An area's result in a calculation, as rows for what looks at many calculations."""

    calculation = models.ForeignKey(Calculation, on_delete=models.CASCADE, related_name="areas")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    population = models.PositiveIntegerField()
    normalised = models.DecimalField(max_digits=15, decimal_places=12)
    rank = models.PositiveSmallIntegerField()
    euros = models.DecimalField(max_digits=14, decimal_places=2)
    flat = models.DecimalField(max_digits=14, decimal_places=2)

    class Meta:
        ordering = ["rank", "region__title_fi", "pk"]
        constraints = [models.UniqueConstraint(fields=["calculation", "region"], name="area_once_in_calculation")]

    def __str__(self) -> str:
        return f"{self.calculation_id}: {self.region_id}"

    @property
    def difference(self) -> Decimal:
        """Euros against an equal share."""
        return self.euros - self.flat


class PublishedResult(models.Model):
    """What was published of an area by somebody else: it stands beside what is calculated and is never overwritten.

    Those without a county are shared by all.
    """

    county = models.ForeignKey(
        Organisation, verbose_name=_("county"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    rule_set = models.ForeignKey(RuleSet, verbose_name=_("rules"), on_delete=models.PROTECT, related_name="published")
    region = models.ForeignKey(Region, verbose_name=_("area"), on_delete=models.PROTECT, related_name="+")
    published_on = models.DateField(_("published on"))
    source = models.CharField(_("source"), max_length=500)
    coefficient = models.DecimalField(_("coefficient"), **COEFFICIENT)
    euros = models.DecimalField(_("euros"), **EUROS)
    flat = models.DecimalField(_("flat share"), **EUROS)
    difference = models.DecimalField(_("difference"), **EUROS)

    objects = SharedOrOwnQuerySet.as_manager()

    class Meta:
        verbose_name = _("published result")
        verbose_name_plural = _("published results")
        ordering = ["-published_on", "region__title_fi", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["rule_set", "region", "published_on"],
                condition=Q(county=None),
                name="published_once_on_a_day",
            ),
            models.UniqueConstraint(
                fields=["county", "rule_set", "region", "published_on"], name="published_once_on_a_day_by_county"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.region}: {self.published_on:%Y-%m-%d}"
