"""Frozen pictures of a plan: what was given to a body never moves."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from groups.models import Decision
from hyte.lib.models import NamedRecord
from plans.models.measure import Measure, Responsibility
from plans.models.plan import Plan
from plans.models.status import Progress, Status


class Snapshot(NamedRecord):
    plan = models.ForeignKey(Plan, verbose_name=_("plan"), on_delete=models.PROTECT, related_name="snapshots")
    on = models.DateField(_("picture of the day"))
    taken_at = models.DateTimeField(_("taken at"), auto_now_add=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("taken by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decision = models.ForeignKey(
        Decision, verbose_name=_("given to"), null=True, blank=True, on_delete=models.PROTECT, related_name="snapshots"
    )

    class Meta:
        verbose_name = _("snapshot")
        verbose_name_plural = _("snapshots")
        ordering = ["-on", "-pk"]
        constraints = [models.UniqueConstraint(fields=["plan", "name_fi"], name="snapshot_name_once_in_plan")]


class SnapshotRow(models.Model):
    """A measure as it stood: texts are copied, so that later changes of the plan don't reach them."""

    snapshot = models.ForeignKey(Snapshot, on_delete=models.CASCADE, related_name="rows")
    measure = models.ForeignKey(Measure, null=True, on_delete=models.SET_NULL, related_name="+")
    position = models.PositiveIntegerField()
    section_slug = models.CharField(max_length=60)
    section_name_fi = models.CharField(max_length=300)
    section_name_sv = models.CharField(max_length=300, blank=True)
    section_name_en = models.CharField(max_length=300, blank=True)
    goal_identifier = models.CharField(max_length=20)
    goal_wording_fi = models.TextField()
    goal_wording_sv = models.TextField(blank=True)
    goal_wording_en = models.TextField(blank=True)
    identifier = models.CharField(max_length=20, blank=True)
    wording_fi = models.TextField(blank=True)
    wording_sv = models.TextField(blank=True)
    wording_en = models.TextField(blank=True)
    status = models.CharField(max_length=20, choices=Status.choices, blank=True)
    progress = models.CharField(max_length=20, choices=Progress.choices, blank=True)
    public_text_fi = models.TextField(blank=True)
    public_text_sv = models.TextField(blank=True)
    public_text_en = models.TextField(blank=True)
    updated_on = models.DateField(null=True)
    responsible = models.CharField(max_length=300, blank=True)
    responsibility_state = models.CharField(max_length=20, choices=Responsibility.State.choices, blank=True)
    other_responsible = models.TextField(blank=True)
    partners = models.TextField(blank=True)
    years = models.CharField(max_length=20, blank=True)
    is_continuous = models.BooleanField(default=False)
    grounds = models.TextField(blank=True)  # why it was discontinued, or the identifier of what it was merged into

    class Meta:
        verbose_name = _("row of a snapshot")
        verbose_name_plural = _("rows of snapshots")
        ordering = ["snapshot", "position"]
        constraints = [models.UniqueConstraint(fields=["snapshot", "position"], name="snapshot_position_once")]

    def __str__(self) -> str:
        return f"{self.snapshot}: {self.identifier or self.goal_identifier}"
