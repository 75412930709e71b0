"""What an indicator should show when a goal or a measure succeeds."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from indicators.models import Indicator
from plans.models.chain import Goal
from plans.models.measure import Measure
from plans.models.plan import YEAR

VALUE = {"max_digits": 16, "decimal_places": 4, "null": True, "blank": True}
VALUE_YEAR = {"null": True, "blank": True, "validators": YEAR}


class IndicatorTarget(models.Model):
    """An indicator tied to a goal or to a measure: baseline, target and outcome in the indicator's unit."""

    goal = models.ForeignKey(Goal, null=True, blank=True, on_delete=models.CASCADE, related_name="indicator_targets")
    measure = models.ForeignKey(
        Measure, null=True, blank=True, on_delete=models.CASCADE, related_name="indicator_targets"
    )
    indicator = models.ForeignKey(
        Indicator, verbose_name=_("indicator"), on_delete=models.PROTECT, related_name="targets"
    )
    baseline = models.DecimalField(_("baseline"), **VALUE)
    baseline_year = models.PositiveSmallIntegerField(_("year of the baseline"), **VALUE_YEAR)
    target = models.DecimalField(_("target"), **VALUE)
    target_year = models.PositiveSmallIntegerField(_("year of the target"), **VALUE_YEAR)
    outcome = models.DecimalField(_("outcome"), **VALUE)
    outcome_year = models.PositiveSmallIntegerField(_("year of the outcome"), **VALUE_YEAR)

    class Meta:
        verbose_name = _("indicator and its target")
        verbose_name_plural = _("indicators and their targets")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(goal=None, measure__isnull=False) | Q(goal__isnull=False, measure=None),
                name="target_of_goal_or_measure",
            ),
            models.UniqueConstraint(fields=["goal", "indicator"], name="indicator_tied_once_to_goal"),
            models.UniqueConstraint(fields=["measure", "indicator"], name="indicator_tied_once_to_measure"),
        ]

    def __str__(self) -> str:
        return f"{self.goal or self.measure}: {self.indicator}"
