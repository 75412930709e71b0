"""A round of negotiations, and the highlights that it brings to the table."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from groups.models import Organisation
from groups.standing import standing_of
from hyte.lib.models import NamedRecord, in_language
from indicators.models import Indicator, Region, Sex, Theme
from plans.models import Plan
from plans.models.plan import YEAR


class NegotiationRoundQuerySet(models.QuerySet):
    def visible_to(self, user) -> "NegotiationRoundQuerySet":
        return self.filter(county__in=standing_of(user).staff_counties)


class NegotiationRound(NamedRecord):
    """The negotiations of a year, or those of a council term, with the material that they share."""

    class Scope(models.TextChoices):
        YEAR = "year", _("Of a year")
        TERM = "term", _("Of a council term")

    county = models.ForeignKey(
        Organisation, verbose_name=_("county"), on_delete=models.PROTECT, related_name="negotiation_rounds"
    )
    scope = models.CharField(_("scope"), max_length=10, choices=Scope.choices, default=Scope.YEAR)
    first_year = models.PositiveSmallIntegerField(_("first year"), validators=YEAR)
    last_year = models.PositiveSmallIntegerField(_("last year"), validators=YEAR)
    plan = models.ForeignKey(
        Plan,
        verbose_name=_("plan"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="negotiation_rounds",
        help_text=_("Its focus areas, goals and measures are what is negotiated about."),
    )
    answers_by = models.DateField(
        _("answers by"),
        null=True,
        blank=True,
        help_text=_("The last day on which the parties can tell their concerns."),
    )
    is_demo = models.BooleanField(_("invented demo data"), default=False, editable=False)
    history = HistoricalRecords()

    objects = NegotiationRoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("round of negotiations")
        verbose_name_plural = _("rounds of negotiations")
        ordering = ["-first_year", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["county", "scope", "first_year"], name="one_negotiation_round_a_year"),
            models.CheckConstraint(
                condition=Q(last_year__gte=F("first_year")), name="negotiation_round_years_in_order"
            ),
            models.CheckConstraint(
                condition=Q(scope="term") | Q(last_year=F("first_year")), name="yearly_negotiation_round_has_one_year"
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("negotiations:round-detail", args=[self.pk])

    @property
    def years(self) -> str:
        return str(self.first_year) if self.first_year == self.last_year else f"{self.first_year}–{self.last_year}"


class Highlight(models.Model):
    """What the figures say under a theme: one sentence, and the figure behind it, from an indicator or with a source."""

    round = models.ForeignKey(
        NegotiationRound, verbose_name=_("round"), on_delete=models.CASCADE, related_name="highlights"
    )
    theme = models.ForeignKey(Theme, verbose_name=_("theme"), on_delete=models.PROTECT, related_name="+")
    order = models.PositiveIntegerField(_("order"), default=0)
    text_fi = models.CharField(_("highlight in Finnish"), max_length=500)
    text_sv = models.CharField(_("highlight in Swedish"), max_length=500, blank=True)
    text_en = models.CharField(_("highlight in English"), max_length=500, blank=True)
    indicator = models.ForeignKey(
        Indicator, verbose_name=_("indicator"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    region = models.ForeignKey(
        Region,
        verbose_name=_("area"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Empty: the county itself."),
    )
    sex = models.CharField(_("sex"), max_length=6, choices=Sex.choices, default=Sex.TOTAL)
    year = models.PositiveSmallIntegerField(
        _("year"), null=True, blank=True, validators=YEAR, help_text=_("Empty: the latest that there is.")
    )
    figure = models.CharField(
        _("figure in words"), max_length=200, blank=True, help_text=_("Where no indicator has it: 40 per cent (2023).")
    )
    source = models.CharField(_("source of the figure"), max_length=300, blank=True)
    is_demo = models.BooleanField(_("invented demo data"), default=False, editable=False)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("highlight")
        verbose_name_plural = _("highlights")
        ordering = ["theme__classification__order", "theme__order", "order", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(figure="") | ~Q(source=""), name="figure_of_highlight_has_source"),
            models.CheckConstraint(condition=Q(figure="") | Q(indicator=None), name="highlight_has_one_figure"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        return in_language(self, "text")[0]
