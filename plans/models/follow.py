"""What somebody wants to hear about."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from groups.models import WorkingGroup
from plans.models.chain import Goal
from plans.models.measure import Measure


class Follow(models.Model):
    """A user follows a measure, a goal with its measures, or a group with its meetings and memos."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="follows")
    measure = models.ForeignKey(Measure, null=True, blank=True, on_delete=models.CASCADE, related_name="follows")
    goal = models.ForeignKey(Goal, null=True, blank=True, on_delete=models.CASCADE, related_name="follows")
    group = models.ForeignKey(WorkingGroup, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(_("since"), auto_now_add=True)

    class Meta:
        verbose_name = _("something followed")
        verbose_name_plural = _("things followed")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "measure"], name="measure_followed_once"),
            models.UniqueConstraint(fields=["user", "goal"], name="goal_followed_once"),
            models.UniqueConstraint(fields=["user", "group"], name="group_followed_once"),
            models.CheckConstraint(
                condition=Q(measure__isnull=False, goal=None, group=None)
                | Q(measure=None, goal__isnull=False, group=None)
                | Q(measure=None, goal=None, group__isnull=False),
                name="follow_has_one_target",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.measure or self.goal or self.group}"
