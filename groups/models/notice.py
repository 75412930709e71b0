"""Mail that goes out: a row first, so that a lost message of the queue is found and sent again."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

# How long after the mail was made the attempts after the first one are due: a mail server may be down for two days.
RETRY_AFTER = [timedelta(minutes=minutes) for minutes in (5, 10, 20, 40, 80, 160, 320, 640, 1280, 2880)]


class SentNoticeQuerySet(models.QuerySet):
    def waiting(self, at: datetime) -> "SentNoticeQuerySet":
        """Unsent mails whose next attempt is due: those that failed and those whose message the queue has lost."""
        due = Q()
        for attempts, delay in enumerate(RETRY_AFTER):
            due |= Q(attempts=attempts, created_at__lte=at - delay)
        return self.filter(due, sent_at=None)


class SentNotice(models.Model):
    """One mail to one address. The text is wiped when it has gone: it may carry a personal link."""

    recipient = models.EmailField(_("recipient"))
    subject = models.CharField(_("subject"), max_length=300)
    text = models.TextField(_("text"), blank=True, editable=False)
    created_at = models.DateTimeField(_("made at"), auto_now_add=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    error = models.CharField(_("last error"), max_length=500, blank=True)

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
        return self.sent_at is None and self.attempts >= len(RETRY_AFTER)
