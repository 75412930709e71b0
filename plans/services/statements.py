"""Giving statements, recording those that came on paper, and responding to them."""

import secrets
from base64 import b32encode
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.files.storage import Storage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from groups.models import SentNotice
from groups.services.mail import queue_mail
from hyte.lib.templatetags.hyte import day
from plans.models import Consultation, Statement, StatementAnswer, StatementFile
from plans.services.record import save_record

MOST_FILES = 5
RECEIPT_LENGTH = 16  # letters of 5 bits


@transaction.atomic
def give_statement(
    statement: Statement, *, answers: Mapping[int, str], files: Sequence[File] = (), on: date, at: datetime
) -> Statement:
    """Save a new statement, or a changed one of a body; ``answers`` are texts by the question's id.

    After the deadline it is refused, and the refusal tells whom to turn to.
    """
    consultation = statement.consultation
    if consultation.state(on) == Consultation.State.CLOSED:
        text = _("Statements could be given until %(day)s. Ask whether a late one is taken: %(contact)s")
        told = {"day": day(consultation.closes_on), "contact": consultation.contact}
        raise ValidationError(text, "closed", told)
    if consultation.state(on) == Consultation.State.COMING:
        raise ValidationError(_("The consultation isn't open yet."), code="coming")
    if statement.pk:
        statement.changed_at = at
    else:
        statement.received_at = at
    return _save(statement, answers, files, at=at, by=None)


@transaction.atomic
def record_statement(
    statement: Statement, *, answers: Mapping[int, str], files: Sequence[File] = (), on: date, at: datetime, by
) -> Statement:
    """Write in one that came on paper or by mail on the day ``on``; a late one is taken and marked."""
    consultation = statement.consultation
    if consultation.opened_at is None or on < consultation.opens_on:
        raise ValidationError(_("The consultation wasn't open yet on that day."), code="coming")
    if statement.organisation and consultation.statements.filter(organisation=statement.organisation).exists():
        raise ValidationError({"organisation": _("The body has given its statement already.")}, code="twice")
    statement.was_late, statement.recorded_by = on > consultation.closes_on, by
    return _save(statement, answers, files, at=at, by=by)


@transaction.atomic
def respond_to_statement(statement: Statement, *, at: datetime, by) -> Statement:
    """Say what the county does about it; refusing, also in part, needs its grounds."""
    statement.responded_at, statement.responded_by = at, by
    if not statement.response:
        statement.responded_at = statement.responded_by = None
    return save_record(statement, by=by)


@transaction.atomic
def remove_statement(statement: Statement, *, by) -> None:
    """For what is no statement, and for a private person who wants it erased: its history goes, too."""
    if statement.consultation.is_told:
        raise ValidationError(
            _("The summary has been published. Withdraw it first, then remove the statement."), code="told"
        )
    for each in statement.files.all():
        _delete_later(each.file.storage, each.file.name)
    past = Statement.history.filter(id=statement.pk)
    statement._history_user = by
    statement.delete()
    past.delete()


@transaction.atomic
def remove_file(file: StatementFile) -> None:
    """The file goes when the removal has been committed."""
    storage, name = file.file.storage, file.file.name
    file.delete()
    _delete_later(storage, name)


def receipt_of(consultation: Consultation, submission: UUID | None = None) -> str:
    """A code that can't be guessed; the same form sent twice gets the same one."""
    secret = f"{consultation.pk}:{submission}" if submission else secrets.token_hex(16)
    return b32encode(sha256(secret.encode()).digest()).decode()[:RECEIPT_LENGTH]


def mail_receipt(statement: Statement, *, with_copy: bool) -> SentNotice | None:
    """Tell the sender that it came, where there is an address.

    The copy goes only to invited people, whose addresses we know: else anybody could mail anything to anybody through us.
    """
    person = statement.invitee.person if statement.invitee else None
    recipient = person.email if person else statement.sender_email
    if not recipient:
        return None
    with translation.override(person.language if person else statement.language):
        context = {
            "statement": statement,
            "consultation": statement.consultation,
            "answers": statement.answers.select_related("question") if with_copy else (),
            "with_copy": with_copy,
            "county": statement.consultation.plan.county,
        }
        return queue_mail(
            recipient=recipient,
            person=person,
            subject=_("Your statement has come: %(name)s") % {"name": statement.consultation.name},
            text=render_to_string("plans/mail/statement_receipt.txt", context),
        )


def _save(statement: Statement, answers: Mapping[int, str], files: Sequence[File], *, at: datetime, by) -> Statement:
    there = statement.files.count() if statement.pk else 0
    if there + len(files) > MOST_FILES:
        raise ValidationError({"files": _("At most %(count)s files can be attached.") % {"count": MOST_FILES}})
    statement.receipt = statement.receipt or receipt_of(statement.consultation)
    save_record(statement, by=by)
    _save_answers(statement, answers)
    for file in files:
        name = file.name[-200:]
        StatementFile.objects.create(statement=statement, file=file, file_name=name, file_size=file.size, brought_at=at)
    return statement


def _save_answers(statement: Statement, answers: Mapping[int, str]) -> None:
    told = {pk: text.strip() for pk, text in answers.items() if text.strip()}
    statement.answers.exclude(question__in=told).delete()
    for pk, text in told.items():
        StatementAnswer.objects.update_or_create(statement=statement, question_id=pk, defaults={"text": text})


def _delete_later(storage: Storage, name: str | None) -> None:
    if name:
        transaction.on_commit(lambda: storage.delete(name))
