"""The life of a consultation: prepared, opened, told of."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hyte.lib.models import Publication
from hyte.lib.templatetags.hyte import day
from plans.models import Consultation, ConsultationQuestion
from plans.services.plan import change_publication
from plans.services.record import add_record, save_record


@transaction.atomic
def save_consultation(consultation: Consultation, *, by) -> Consultation:
    return save_record(consultation, by=by)


@transaction.atomic
def open_consultation(consultation: Consultation, *, on: date, at: datetime, by) -> Consultation:
    """Begin it today. An internal plan that is itself out for statements can be read by everybody from now on."""
    if consultation.opened_at:
        raise ValidationError(_("The consultation has been opened already."), code="opened")
    if consultation.closes_on < on:
        text = _("Statements were to come by %(day)s. Change the day first, then open the consultation.")
        raise ValidationError(text, "over", {"day": day(consultation.closes_on)})
    consultation.opens_on, consultation.opened_at, consultation.opened_by = on, at, by
    save_record(consultation, by=by)
    if makes_plan_readable(consultation):
        change_publication(consultation.plan, Publication.CONSULTATION, by=by, at=at)
    return consultation


def makes_plan_readable(consultation: Consultation) -> bool:
    """Whether opening it lets everybody read the plan: not where something else than the plan is out for statements."""
    return not consultation.about_fi and consultation.plan.publication == Publication.INTERNAL


@transaction.atomic
def publish_summary(consultation: Consultation, *, on: date, at: datetime, by) -> Consultation:
    """Show everybody who said what and what was answered."""
    if consultation.state(on) != Consultation.State.CLOSED:
        raise ValidationError(_("The summary can be published when the time for statements is over."), code="open")
    missing = consultation.statements.unanswered().count()
    if missing:
        text = ngettext(
            "%(count)s statement has no response yet. Respond to it first.",
            "%(count)s statements have no response yet. Respond to them first.",
            missing,
        )
        raise ValidationError(text, "responses", {"count": missing})
    consultation.published_summary_at, consultation.published_summary_by = at, by
    return save_record(consultation, by=by)


@transaction.atomic
def withdraw_summary(consultation: Consultation, *, by) -> Consultation:
    """Take it out of sight: something in it must be mended first."""
    consultation.published_summary_at = consultation.published_summary_by = None
    return save_record(consultation, by=by)


@transaction.atomic
def remove_consultation(consultation: Consultation, *, by) -> None:
    """One to which nobody has given a statement."""
    if consultation.statements.exists():
        raise ValidationError(_("Statements have been given, so the consultation stays."), code="statements")
    consultation._history_user = by
    consultation.delete()


@transaction.atomic
def add_question(question: ConsultationQuestion, *, by) -> ConsultationQuestion:
    return add_record(question, question.consultation.questions.all(), by=by)


@transaction.atomic
def remove_question(question: ConsultationQuestion, *, by) -> None:
    question._history_user = by
    try:
        question.delete()
    except ProtectedError as error:
        raise ValidationError(_("The question has been answered, so it stays."), code="answered") from error
