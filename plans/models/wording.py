"""Earlier wordings: approved text is superseded, never lost."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from groups.models import Decision
from plans.models.chain import Goal
from plans.models.measure import Measure


class WordingVersion(models.Model):
    """A wording that a decision has superseded; the one in force stands on the goal or measure itself."""

    goal = models.ForeignKey(Goal, null=True, blank=True, on_delete=models.CASCADE, related_name="earlier_wordings")
    measure = models.ForeignKey(
        Measure, null=True, blank=True, on_delete=models.CASCADE, related_name="earlier_wordings"
    )
    wording_fi = models.TextField(_("wording in Finnish"))
    wording_sv = models.TextField(_("wording in Swedish"), blank=True)
    wording_en = models.TextField(_("wording in English"), blank=True)
    superseded_by = models.ForeignKey(
        Decision, verbose_name=_("superseded by"), on_delete=models.PROTECT, related_name="superseded_wordings"
    )
    superseded_on = models.DateField(_("superseded on"))

    class Meta:
        verbose_name = _("earlier wording")
        verbose_name_plural = _("earlier wordings")
        ordering = ["-superseded_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(goal=None, measure__isnull=False) | Q(goal__isnull=False, measure=None),
                name="wording_of_goal_or_measure",
            ),
        ]

    def __str__(self) -> str:
        return self.wording_fi
