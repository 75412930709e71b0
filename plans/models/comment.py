"""Comments on measures, agenda items and drafts of memos by members of the groups and staff."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from groups.models import AgendaItem, Memo, Person
from plans.models.measure import Measure


class CommentQuerySet(models.QuerySet):
    def open(self) -> "CommentQuerySet":
        return self.filter(state=Comment.State.OPEN)


class Comment(models.Model):
    """Staff and group members read it; the public doesn't. Written by an account, or by a person through a personal link.

    No name is copied: when the account or the person goes, so does the name.
    """

    class State(models.TextChoices):
        OPEN = "open", _("Waits for an answer")
        ANSWERED = "answered", _("Answered")
        CLOSED = "closed", _("Closed")

    measure = models.ForeignKey(
        Measure, verbose_name=_("measure"), null=True, blank=True, on_delete=models.CASCADE, related_name="comments"
    )
    item = models.ForeignKey(
        AgendaItem, verbose_name=_("agenda item"), null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    memo = models.ForeignKey(
        Memo, verbose_name=_("memo"), null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    text = models.TextField(_("comment"), max_length=5000)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    person = models.ForeignKey(
        Person, verbose_name=_("person"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    written_at = models.DateTimeField(_("written at"), auto_now_add=True)
    state = models.CharField(_("state"), max_length=20, choices=State.choices, default=State.OPEN)
    answer = models.TextField(_("answer"), blank=True, max_length=5000)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("answered by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["written_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(measure__isnull=False, item=None, memo=None)
                | Q(measure=None, item__isnull=False, memo=None)
                | Q(measure=None, item=None, memo__isnull=False),
                name="comment_has_one_target",
            ),
            models.CheckConstraint(condition=~Q(state="answered") | ~Q(answer=""), name="answered_comment_has_answer"),
        ]

    def __str__(self) -> str:
        return f"{self.target}: {self.writer}"

    @property
    def target(self) -> models.Model:
        return self.measure or self.item or self.memo

    @property
    def writer(self) -> str:
        return str(self.by or self.person or _("Removed person"))
