"""The chain from phenomenon through focus area to goal."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from hyte.lib.models import in_language
from hyte.lib.text import fold
from indicators.models import Indicator, Theme
from plans.models.aim import Aimed
from plans.models.plan import Addressed, Plan, Section


class FocusArea(Addressed):
    plan = models.ForeignKey(Plan, verbose_name=_("plan"), on_delete=models.PROTECT, related_name="focus_areas")
    slug = models.SlugField(_("address"), max_length=60)
    description_fi = models.TextField(_("description in Finnish"), blank=True, max_length=5000)
    description_sv = models.TextField(_("description in Swedish"), blank=True, max_length=5000)
    description_en = models.TextField(_("description in English"), blank=True, max_length=5000)
    order = models.PositiveIntegerField(_("order"), default=0)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("focus area")
        verbose_name_plural = _("focus areas")
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["plan", "slug"], name="focus_area_address_once_in_plan")]


class Phenomenon(models.Model):
    """A concern or a strength that was recognised together, with the indicators that show it."""

    class Kind(models.TextChoices):
        CONCERN = "concern", _("Concern")
        STRENGTH = "strength", _("Strength")

    plan = models.ForeignKey(Plan, verbose_name=_("plan"), on_delete=models.PROTECT, related_name="phenomena")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.CONCERN)
    title_fi = models.CharField(_("title in Finnish"), max_length=300)
    title_sv = models.CharField(_("title in Swedish"), max_length=300, blank=True)
    title_en = models.CharField(_("title in English"), max_length=300, blank=True)
    description_fi = models.TextField(_("description in Finnish"), blank=True, max_length=5000)
    description_sv = models.TextField(_("description in Swedish"), blank=True, max_length=5000)
    description_en = models.TextField(_("description in English"), blank=True, max_length=5000)
    source = models.CharField(_("source"), max_length=300, blank=True)
    themes = models.ManyToManyField(Theme, verbose_name=_("themes"), blank=True, related_name="phenomena")
    focus_areas = models.ManyToManyField(FocusArea, verbose_name=_("focus areas"), blank=True, related_name="phenomena")
    order = models.PositiveIntegerField(_("order"), default=0)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("phenomenon")
        verbose_name_plural = _("phenomena")
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return in_language(self, "title")[0]


class PhenomenonIndicator(Aimed):
    """An indicator that shows the phenomenon, with the figure as its source told it."""

    phenomenon = models.ForeignKey(Phenomenon, on_delete=models.CASCADE, related_name="indicator_ties")
    indicator = models.ForeignKey(Indicator, verbose_name=_("indicator"), on_delete=models.PROTECT, related_name="+")
    figure_fi = models.CharField(_("figure in Finnish"), max_length=200, blank=True)
    figure_sv = models.CharField(_("figure in Swedish"), max_length=200, blank=True)
    figure_en = models.CharField(_("figure in English"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("indicator of a phenomenon")
        verbose_name_plural = _("indicators of phenomena")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["phenomenon", "indicator"], name="indicator_tied_once_to_phenomenon"),
        ]

    def __str__(self) -> str:
        return f"{self.phenomenon}: {self.indicator}"


class Worded(models.Model):
    """Approved wording that changes only by a decision or as a mended typing error; working text beside it."""

    wording_fi = models.TextField(_("wording in Finnish"), max_length=2000)
    wording_sv = models.TextField(_("wording in Swedish"), blank=True, max_length=2000)
    wording_en = models.TextField(_("wording in English"), blank=True, max_length=2000)
    working_text = models.TextField(
        _("working text"), blank=True, max_length=10_000, help_text=_("For the staff; the public doesn't see it.")
    )

    class Meta:
        abstract = True

    @property
    def wording(self) -> str:
        return in_language(self, "wording")[0]


class Goal(Worded):
    section = models.ForeignKey(Section, verbose_name=_("section"), on_delete=models.PROTECT, related_name="goals")
    identifier = models.CharField(_("identifier"), max_length=20)
    focus_areas = models.ManyToManyField(FocusArea, verbose_name=_("focus areas"), blank=True, related_name="goals")
    themes = models.ManyToManyField(Theme, verbose_name=_("themes"), blank=True, related_name="goals")
    order = models.PositiveIntegerField(_("order"), default=0)
    search_text = models.TextField(editable=False, default="")
    history = HistoricalRecords(excluded_fields=["search_text"])

    class Meta:
        verbose_name = _("goal")
        verbose_name_plural = _("goals")
        ordering = ["section__order", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["section", "identifier"], name="goal_identifier_once_in_section")
        ]

    def __str__(self) -> str:
        return f"{self.identifier} {self.wording}"

    def save(self, *args, **kwargs) -> None:
        self.search_text = self.folded()
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "search_text"}
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("plans:goal-detail", args=[self.pk])

    def folded(self) -> str:
        return fold(self.identifier, self.wording_fi, self.wording_sv, self.wording_en)
