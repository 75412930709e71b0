"""Mail that goes out: a row first, so that a lost message of the queue is found and sent again."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from groups.models.person import Person

# How long after the mail was made the attempts after the first one are due: a mail server may be down for two days.
RETRY_AFTER = [timedelta(minutes=minutes) for minutes in (5, 10, 20, 40, 80, 160, 320, 640, 1280, 2880)]


class SentNoticeQuerySet(models.QuerySet):
    def given_up(self) -> "SentNoticeQuerySet":
        """Mails that never went: the address was refused, or every try has failed."""
        return self.filter(Q(is_refused=True) | Q(attempts__gte=len(RETRY_AFTER)), sent_at=None)

    def delayed(self) -> "SentNoticeQuerySet":
        """Mails that have failed at least once and are tried again."""
        return self.filter(sent_at=None, is_refused=False, attempts__lt=len(RETRY_AFTER)).exclude(error="")

    def waiting(self, at: datetime) -> "SentNoticeQuerySet":
        """Unsent mails whose next attempt is due: those that failed and those whose message the queue has lost."""
        due = Q()
        for attempts, delay in enumerate(RETRY_AFTER):
            due |= Q(attempts=attempts, created_at__lte=at - delay)
        return self.filter(due, sent_at=None, is_refused=False)


class NoticeKind(models.TextChoices):
    LINK = "link", _("Personal link")
    INVITATION = "invitation", _("Invitation to a meeting")
    MEMO = "memo", _("Memo")
    COMMENT = "comment", _("Answer to a comment")
    ROUND = "round", _("Update round")
    REMINDER = "reminder", _("Reminder")
    WEEKLY = "weekly", _("What one follows, weekly")
    OTHER = "other", _("Other")


class NoticeState(models.TextChoices):
    """What has become of a mail; worked out, not stored."""

    SENT = "sent", pgettext_lazy("mail", "Sent")
    WAITING = "waiting", pgettext_lazy("mail", "On its way")
    DELAYED = "delayed", pgettext_lazy("mail", "Not sent yet, tried again")
    REFUSED = "refused", pgettext_lazy("mail", "Refused: check the address")
    GIVEN_UP = "given_up", pgettext_lazy("mail", "Given up after many tries")


class SentNotice(models.Model):
    """One mail to one address. Its content is wiped when it has gone: it may carry a personal link."""

    recipient = models.EmailField(_("recipient"))
    person = models.ForeignKey(
        Person, verbose_name=_("person"), null=True, blank=True, on_delete=models.SET_NULL, related_name="notices"
    )
    kind = models.CharField(_("kind"), max_length=20, choices=NoticeKind.choices, default=NoticeKind.OTHER)
    subject = models.CharField(_("subject"), max_length=300)
    text = models.TextField(_("text"), blank=True, editable=False)
    html = models.TextField(_("text as HTML"), blank=True, editable=False)
    calendar = models.TextField(_("calendar file"), blank=True, editable=False)
    created_at = models.DateTimeField(_("made at"), auto_now_add=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    error = models.CharField(_("last error"), max_length=500, blank=True)
    is_refused = models.BooleanField(
        _("refused"), default=False, help_text=_("The mail server says that there is no such address.")
    )

    objects = SentNoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("sent mail")
        verbose_name_plural = _("sent mails")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["sent_at", "attempts"], name="notice_waiting")]

    def __str__(self) -> str:
        return f"{self.recipient}: {self.subject}"

    @property
    def is_given_up(self) -> bool:
        return self.sent_at is None and (self.is_refused or self.attempts >= len(RETRY_AFTER))

    @property
    def state(self) -> NoticeState:
        if self.sent_at:
            return NoticeState.SENT
        if self.is_given_up:
            return NoticeState.REFUSED if self.is_refused else NoticeState.GIVEN_UP
        return NoticeState.DELAYED if self.error else NoticeState.WAITING


class NoticeItem(models.Model):
    """A thing that a mail told of, so that it isn't told again too soon.

    Written in one transaction with the mail's row: a run that crashes in between neither repeats nor skips.
    """

    notice = models.ForeignKey(SentNotice, on_delete=models.CASCADE, related_name="items")
    recipient = models.EmailField(_("recipient"))
    key = models.CharField(_("thing"), max_length=100)
    stage = models.CharField(_("stage"), max_length=20)
    due_on = models.DateField(_("due on"))
    on = models.DateField(_("told on"))

    class Meta:
        verbose_name = _("thing told in a mail")
        verbose_name_plural = _("things told in mails")
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["recipient", "key"], name="thing_told_to_recipient")]
        constraints = [
            models.UniqueConstraint(fields=["recipient", "key", "stage", "due_on"], name="stage_of_a_thing_told_once"),
        ]

    def __str__(self) -> str:
        return f"{self.recipient}: {self.key} ({self.stage})"
