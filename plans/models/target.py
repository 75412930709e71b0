"""What an indicator should show when a goal or a measure succeeds."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from indicators.models import Indicator
from plans.models.aim import Aimed
from plans.models.chain import FocusArea, Goal
from plans.models.measure import Measure


class IndicatorTarget(Aimed):
    """An indicator tied to a focus area, a goal or a measure."""

    focus_area = models.ForeignKey(
        FocusArea, null=True, blank=True, on_delete=models.CASCADE, related_name="indicator_targets"
    )
    goal = models.ForeignKey(Goal, null=True, blank=True, on_delete=models.CASCADE, related_name="indicator_targets")
    measure = models.ForeignKey(
        Measure, null=True, blank=True, on_delete=models.CASCADE, related_name="indicator_targets"
    )
    indicator = models.ForeignKey(
        Indicator, verbose_name=_("indicator"), on_delete=models.PROTECT, related_name="targets"
    )

    class Meta:
        verbose_name = _("indicator and its target")
        verbose_name_plural = _("indicators and their targets")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(focus_area=None, goal=None, measure__isnull=False)
                | Q(focus_area=None, goal__isnull=False, measure=None)
                | Q(focus_area__isnull=False, goal=None, measure=None),
                name="target_of_one_thing",
            ),
            models.UniqueConstraint(fields=["focus_area", "indicator"], name="indicator_tied_once_to_focus_area"),
            models.UniqueConstraint(fields=["goal", "indicator"], name="indicator_tied_once_to_goal"),
            models.UniqueConstraint(fields=["measure", "indicator"], name="indicator_tied_once_to_measure"),
        ]

    def __str__(self) -> str:
        return f"{self.owner}: {self.indicator}"

    @property
    def owner(self) -> FocusArea | Goal | Measure:
        return self.focus_area or self.goal or self.measure
