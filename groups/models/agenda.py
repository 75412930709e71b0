"""What a meeting goes through, what was written of it, and what somebody promised to do."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from groups.models.decision import Decision
from groups.models.group import WorkingGroup
from groups.models.meeting import Meeting, MeetingTopic
from groups.models.person import Person


class AgendaItem(models.Model):
    """An item in the order of the agenda; what was said and decided under it goes into the memo."""

    class Kind(models.TextChoices):
        OPENING = "opening", _("Opening")
        TASKS = "tasks", _("Open tasks")
        DECISIONS = "decisions", _("Decisions to follow")
        TOPIC = "topic", _("Theme")
        MEASURES = "measures", _("Measures")
        OTHER = "other", _("Other matter")
        NEXT = "next", _("Next meeting")

    meeting = models.ForeignKey(
        Meeting, verbose_name=_("meeting"), on_delete=models.CASCADE, related_name="agenda_items"
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.OTHER)
    order = models.PositiveIntegerField(_("order"), default=0)
    title = models.CharField(_("title"), max_length=300)
    text = models.TextField(_("background and proposal"), blank=True, max_length=10_000)
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    presenter = models.ForeignKey(
        Person, verbose_name=_("presented by"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    topic = models.ForeignKey(
        MeetingTopic, verbose_name=_("theme"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decision = models.ForeignKey(
        Decision, verbose_name=_("decision"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    link = models.URLField(_("link to the material"), blank=True, max_length=500)
    discussion = models.TextField(_("what was said"), blank=True, max_length=10_000)
    decided = models.TextField(_("what was decided"), blank=True, max_length=10_000)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")
        ordering = ["meeting", "order", "pk"]

    def __str__(self) -> str:
        return self.title


class Memo(models.Model):
    """The memo of a meeting. While it is a draft it is put together from the records; at approval its content is frozen."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SENT = "sent", _("Waits for the chair's approval")
        APPROVED = "approved", _("Approved")

    meeting = models.OneToOneField(Meeting, verbose_name=_("meeting"), on_delete=models.PROTECT, related_name="memo")
    state = models.CharField(_("state"), max_length=20, choices=State.choices, default=State.DRAFT)
    summary = models.TextField(_("in short"), blank=True, max_length=10_000)
    guests = models.TextField(_("others present"), blank=True, max_length=2000)
    content = models.JSONField(_("frozen content"), null=True, blank=True, editable=False)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("written by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    sent_at = models.DateTimeField(_("sent to the chair at"), null=True, blank=True, editable=False)
    return_reason = models.TextField(_("why the chair returned it"), blank=True, max_length=2000)
    approved_at = models.DateTimeField(_("approved at"), null=True, blank=True, editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("approved by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    approved_by_name = models.CharField(_("name of the approver"), max_length=200, blank=True, editable=False)
    history = HistoricalRecords(excluded_fields=["content"])

    class Meta:
        verbose_name = _("memo")
        verbose_name_plural = _("memos")
        ordering = ["-meeting__starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(state="approved") & Q(approved_at__isnull=False, content__isnull=False))
                | (~Q(state="approved") & Q(approved_at=None, content=None)),
                name="approved_memo_is_frozen",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting} ({self.get_state_display()})"

    @property
    def is_approved(self) -> bool:
        return self.state == self.State.APPROVED


class AssignmentQuerySet(models.QuerySet):
    def visible_to(self, user) -> "AssignmentQuerySet":
        """Tasks of the groups that the user sees, and the user's own."""
        own = Q(person__user=user) if user.is_authenticated else Q(pk=None)
        return self.filter(own | Q(group__in=WorkingGroup.objects.visible_to(user).values("pk")))

    def open(self) -> "AssignmentQuerySet":
        return self.filter(state=Assignment.State.OPEN)


class Assignment(models.Model):
    """A task that somebody took in a meeting: what, who, by when."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        DONE = "done", _("Done")
        DROPPED = "dropped", _("Dropped")

    group = models.ForeignKey(
        WorkingGroup, verbose_name=_("group"), on_delete=models.PROTECT, related_name="assignments"
    )
    meeting = models.ForeignKey(
        Meeting,
        verbose_name=_("agreed in"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="assignments",
    )
    item = models.ForeignKey(
        AgendaItem,
        verbose_name=_("agenda item"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="assignments",
    )
    what = models.CharField(_("what is done"), max_length=500)
    person = models.ForeignKey(
        Person, verbose_name=_("who"), null=True, blank=True, on_delete=models.PROTECT, related_name="assignments"
    )
    due_on = models.DateField(_("by when"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=20, choices=State.choices, default=State.OPEN)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    outcome = models.TextField(_("what came of it"), blank=True, max_length=2000)
    created_at = models.DateTimeField(_("written at"), auto_now_add=True)
    history = HistoricalRecords()

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(state="open") & Q(ended_on=None)) | (~Q(state="open") & Q(ended_on__isnull=False)),
                name="ended_task_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return self.what
