"""The memo of a negotiation, and what the parties said of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from groups.models import Person
from negotiations.models.negotiation import Negotiation
from negotiations.models.party import Party


class NegotiationMemo(models.Model):
    """While it is a draft it is put together from the records; what goes to the parties is frozen, and so they approve it."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SENT = "sent", _("Waits for the parties' approval")
        APPROVED = "approved", _("Approved")

    negotiation = models.OneToOneField(
        Negotiation, verbose_name=_("negotiation"), on_delete=models.PROTECT, related_name="memo"
    )
    state = models.CharField(_("state"), max_length=20, choices=State.choices, default=State.DRAFT)
    summary = models.TextField(_("in short"), blank=True, max_length=10_000)
    version = models.PositiveIntegerField(
        _("version"), default=0, editable=False, help_text=_("How many times it has gone to the parties.")
    )
    content = models.JSONField(_("frozen content"), null=True, blank=True, editable=False)
    sent_at = models.DateTimeField(_("sent to the parties at"), null=True, blank=True, editable=False)
    approve_by = models.DateField(_("answers by"), null=True, blank=True)
    approved_at = models.DateTimeField(_("approved at"), null=True, blank=True, editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("closed by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    closing_note = models.CharField(
        _("note on the approval"), max_length=500, blank=True, help_text=_("For example which parties stayed silent.")
    )
    history = HistoricalRecords(excluded_fields=["content"])

    class Meta:
        verbose_name = _("memo of a negotiation")
        verbose_name_plural = _("memos of negotiations")
        ordering = ["-negotiation__meeting__starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft", content=None) | (~Q(state="draft") & Q(content__isnull=False)),
                name="sent_negotiation_memo_is_frozen",
            ),
            models.CheckConstraint(
                condition=Q(state="approved", approved_at__isnull=False) | (~Q(state="approved") & Q(approved_at=None)),
                name="approved_negotiation_memo_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.negotiation} ({self.get_state_display()})"

    @property
    def is_approved(self) -> bool:
        return self.state == self.State.APPROVED


class MemoAnswer(models.Model):
    """A party's approval of one version of the memo, or why it doesn't approve. The name stays when the person goes."""

    class Verdict(models.TextChoices):
        APPROVED = "approved", _("Approved")
        RETURNED = "returned", _("To be corrected")

    memo = models.ForeignKey(NegotiationMemo, verbose_name=_("memo"), on_delete=models.CASCADE, related_name="answers")
    party = models.ForeignKey(Party, verbose_name=_("party"), on_delete=models.PROTECT, related_name="memo_answers")
    version = models.PositiveIntegerField(_("version"))
    verdict = models.CharField(_("answer"), max_length=10, choices=Verdict.choices)
    comment = models.TextField(_("comment"), blank=True, max_length=2000)
    person = models.ForeignKey(
        Person, verbose_name=_("person"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    person_name = models.CharField(_("name"), max_length=200)
    answered_at = models.DateTimeField(_("answered at"))

    class Meta:
        verbose_name = _("answer to a memo")
        verbose_name_plural = _("answers to memos")
        ordering = ["memo", "party", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["memo", "party", "version"], name="party_answers_once_to_a_version"),
            models.CheckConstraint(condition=~Q(verdict="returned") | ~Q(comment=""), name="returned_memo_has_comment"),
        ]

    def __str__(self) -> str:
        return f"{self.party}: {self.get_verdict_display()}"
