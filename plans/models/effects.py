"""The ex-ante assessment: whom a proposal touches, and how."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from hyte.lib.models import in_language
from plans.models.plan import Plan


class EffectDirection(models.TextChoices):
    POSITIVE = "positive", _("Positive effect")
    NEGATIVE = "negative", _("Negative effect")
    NEUTRAL = "neutral", _("No effect")
    UNCLEAR = "unclear", _("Effect not known")


class Effect(models.Model):
    """The effects on one population group, and what is done about the harmful ones."""

    population_fi = models.CharField(_("population group in Finnish"), max_length=200)
    population_sv = models.CharField(_("population group in Swedish"), max_length=200, blank=True)
    population_en = models.CharField(_("population group in English"), max_length=200, blank=True)
    direction = models.CharField(
        _("direction of the effect"),
        max_length=10,
        choices=EffectDirection.choices,
        default=EffectDirection.UNCLEAR,
    )
    effects_fi = models.TextField(_("effects in Finnish"), max_length=5000)
    effects_sv = models.TextField(_("effects in Swedish"), blank=True, max_length=5000)
    effects_en = models.TextField(_("effects in English"), blank=True, max_length=5000)
    mitigation_fi = models.TextField(_("what is done about harm, in Finnish"), blank=True, max_length=5000)
    mitigation_sv = models.TextField(_("what is done about harm, in Swedish"), blank=True, max_length=5000)
    mitigation_en = models.TextField(_("what is done about harm, in English"), blank=True, max_length=5000)
    order = models.PositiveIntegerField(_("order"), default=0)

    class Meta:
        abstract = True
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return in_language(self, "population")[0]


class PlanEffect(Effect):
    plan = models.ForeignKey(Plan, verbose_name=_("plan"), on_delete=models.CASCADE, related_name="effects")
    history = HistoricalRecords()

    class Meta(Effect.Meta):
        verbose_name = _("effect of a plan")
        verbose_name_plural = _("effects of plans")
