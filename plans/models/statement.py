"""Statements, and what the county answers to each."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from groups.models import Organisation
from hyte.lib.files import StoredFile
from hyte.lib.models import LANGUAGES
from plans.models.consultation import Consultation, ConsultationQuestion, Invitee

STATEMENT_LENGTH = 20_000  # characters


class Response(models.TextChoices):
    ACCEPTED = "accepted", pgettext_lazy("response", "Accepted")
    PARTLY = "partly", pgettext_lazy("response", "Accepted in part")
    NOT_ACCEPTED = "not_accepted", pgettext_lazy("response", "Not accepted")
    NOTED = "noted", _("Noted")


NEEDS_REASON = (Response.PARTLY, Response.NOT_ACCEPTED)


class StatementQuerySet(models.QuerySet):
    def unanswered(self) -> "StatementQuerySet":
        """Those that the county hasn't responded to."""
        return self.filter(response="")


class Statement(models.Model):
    """A body's statement, or a private person's. History leaves out who wrote it."""

    consultation = models.ForeignKey(
        Consultation, verbose_name=_("consultation"), on_delete=models.PROTECT, related_name="statements"
    )
    invitee = models.ForeignKey(
        Invitee, verbose_name=_("invitee"), null=True, blank=True, on_delete=models.PROTECT, related_name="statements"
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=pgettext_lazy("consultation", "body"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="statements",
    )
    body_name = models.CharField(_("name of the body"), max_length=300, blank=True)
    is_private_person = models.BooleanField(_("a private person"), default=False)
    sender_name = models.CharField(_("your name"), max_length=200, blank=True)
    sender_email = models.EmailField(_("your e-mail"), blank=True)
    name_may_be_published = models.BooleanField(_("my name may be published with the statement"), default=False)
    text = models.TextField(_("statement"), max_length=STATEMENT_LENGTH, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES, default="fi")
    received_at = models.DateTimeField(_("received at"))
    changed_at = models.DateTimeField(_("changed at"), null=True, blank=True, editable=False)
    was_late = models.BooleanField(_("came after the deadline"), default=False, editable=False)
    receipt = models.CharField(_("receipt"), max_length=20, unique=True, editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("recorded by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    response = models.CharField(_("response"), max_length=20, choices=Response.choices, blank=True)
    response_text_fi = models.TextField(_("grounds in Finnish"), max_length=5000, blank=True)
    response_text_sv = models.TextField(_("grounds in Swedish"), max_length=5000, blank=True)
    response_text_en = models.TextField(_("grounds in English"), max_length=5000, blank=True)
    responded_at = models.DateTimeField(_("responded at"), null=True, blank=True, editable=False)
    responded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("responded by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    history = HistoricalRecords(excluded_fields=["sender_name", "sender_email"])

    objects = StatementQuerySet.as_manager()

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        ordering = ["received_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["consultation", "organisation"], name="body_gives_one_statement"),
            models.CheckConstraint(
                condition=Q(is_private_person=True, organisation=None, body_name="", invitee=None)
                | (Q(is_private_person=False) & (Q(organisation__isnull=False) | ~Q(body_name=""))),
                name="statement_is_of_a_body_or_a_person",
            ),
            models.CheckConstraint(
                condition=Q(name_may_be_published=False) | Q(is_private_person=True),
                name="consent_is_of_a_private_person",
            ),
            models.CheckConstraint(
                condition=~Q(response__in=[each.value for each in NEEDS_REASON]) | ~Q(response_text_fi=""),
                name="refusing_response_has_grounds",
            ),
        ]

    def __str__(self) -> str:
        return self.public_name

    def get_absolute_url(self) -> str:
        return reverse("plans:statement-detail", args=[self.pk])

    @property
    def public_name(self) -> str:
        """Whose statement it is, as everybody may know it."""
        if self.is_private_person:
            return self.sender_name if self.name_may_be_published and self.sender_name else str(_("Private person"))
        return self.organisation.name if self.organisation else self.body_name


class StatementAnswer(models.Model):
    statement = models.ForeignKey(
        Statement, verbose_name=_("statement"), on_delete=models.CASCADE, related_name="answers"
    )
    question = models.ForeignKey(
        ConsultationQuestion, verbose_name=_("question"), on_delete=models.PROTECT, related_name="answers"
    )
    text = models.TextField(_("answer"), max_length=STATEMENT_LENGTH)

    class Meta:
        verbose_name = _("answer in a statement")
        verbose_name_plural = _("answers in statements")
        ordering = ["question__order", "question__pk"]
        constraints = [models.UniqueConstraint(fields=["statement", "question"], name="question_answered_once")]

    def __str__(self) -> str:
        return f"{self.question}: {self.statement}"


class StatementFile(StoredFile):
    """An attachment. For the staff only: it may name people."""

    statement = models.ForeignKey(
        Statement, verbose_name=_("statement"), on_delete=models.CASCADE, related_name="files"
    )
    brought_at = models.DateTimeField(_("brought at"))

    class Meta:
        verbose_name = _("attachment of a statement")
        verbose_name_plural = _("attachments of statements")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.file_name
