"""The annual clock: a county's own events in a year and in a council term."""

from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from groups.models import Organisation, WorkingGroup
from groups.standing import standing_of
from hyte.lib.models import NamedRecord
from plans.models.plan import YEAR

MONTH = [MinValueValidator(1), MaxValueValidator(12)]


class CouncilTerm(models.Model):
    """The years of a county council's term, the inner ring of the clock."""

    county = models.ForeignKey(
        Organisation, verbose_name=_("county"), on_delete=models.PROTECT, related_name="council_terms"
    )
    first_year = models.PositiveSmallIntegerField(_("first year"), validators=YEAR)
    last_year = models.PositiveSmallIntegerField(_("last year"), validators=YEAR)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("council term")
        verbose_name_plural = _("council terms")
        ordering = ["-first_year", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["county", "first_year"], name="council_term_begins_once"),
            models.CheckConstraint(condition=Q(last_year__gte=F("first_year")), name="council_term_years_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.first_year}–{self.last_year}"


class ClockEventQuerySet(models.QuerySet):
    def visible_to(self, user) -> "ClockEventQuerySet":
        return self.filter(county__in=standing_of(user).staff_counties)


class ClockEvent(NamedRecord):
    """Something that comes in a year: on a day, in a month, or in the whole year, which is the term's ring."""

    county = models.ForeignKey(
        Organisation, verbose_name=_("county"), on_delete=models.PROTECT, related_name="clock_events"
    )
    year = models.PositiveSmallIntegerField(_("year"), validators=YEAR)
    month = models.PositiveSmallIntegerField(
        _("month"),
        null=True,
        blank=True,
        validators=MONTH,
        help_text=_("Empty: the whole year, in the ring of the council term."),
    )
    last_month = models.PositiveSmallIntegerField(
        _("until the month"), null=True, blank=True, validators=MONTH, help_text=_("Where it takes several months.")
    )
    on = models.DateField(_("day"), null=True, blank=True, help_text=_("Where the day is known."))
    body = models.ForeignKey(
        Organisation,
        verbose_name=_("responsible body"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    group = models.ForeignKey(
        WorkingGroup,
        verbose_name=_("responsible group"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    document = models.CharField(_("document"), max_length=300, blank=True)
    document_link = models.URLField(_("link to the document"), blank=True, max_length=500)
    is_demo = models.BooleanField(_("invented demo data"), default=False, editable=False)
    history = HistoricalRecords()

    objects = ClockEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event of the annual clock")
        verbose_name_plural = _("events of the annual clock")
        ordering = ["year", F("month").asc(nulls_first=True), F("on").asc(nulls_first=True), "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(on=None) | Q(month__isnull=False), name="clock_day_has_its_month"),
            models.CheckConstraint(
                condition=Q(last_month=None) | Q(month__isnull=False, on=None, last_month__gte=F("month")),
                name="clock_months_in_order",
            ),
        ]

    def clean(self) -> None:
        """A day tells its month and year; several months are told without a day."""
        if self.on:
            self.year, self.month = self.on.year, self.on.month
        if self.last_month and self.on:
            raise ValidationError({"last_month": _("Tell either the day or several months.")}, code="both")
        if self.last_month and (self.month is None or self.last_month < self.month):
            raise ValidationError({"last_month": _("The last month is before the first one.")}, code="order")

    @property
    def starts_on(self) -> date:
        return self.on or date(self.year, self.month or 1, 1)
