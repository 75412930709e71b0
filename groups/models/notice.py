"""Mail that goes out: a row first, so that a lost message of the queue is found and sent again."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SentNoticeQuerySet(models.QuerySet):
    MAX_ATTEMPTS = 8

    def waiting(self) -> "SentNoticeQuerySet":
        return self.filter(sent_at=None, attempts__lt=self.MAX_ATTEMPTS)


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
