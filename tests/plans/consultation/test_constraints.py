"""What the database refuses."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from tests.factories.consultations import (
    DAY,
    make_answer,
    make_consultation,
    make_invitee,
    make_private_statement,
    make_statement,
)
from tests.factories.groups import make_organisation

pytestmark = pytest.mark.django_db


def refused(make, *args, **fields) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make(*args, **fields)


def test_closing_before_opening(plan):
    refused(make_consultation, plan, closes_on=DAY - timedelta(days=11))


def test_a_summary_of_one_that_was_never_opened(plan, consultation):
    refused(make_consultation, plan, opened=False, published_summary_at=consultation.opened_at)


def test_a_person_twice(consultation, invitee):
    refused(make_invitee, consultation, invitee.organisation, invitee.person)
    refused(make_invitee, consultation, make_organisation(), invitee.person)


def test_a_body_with_two_statements(consultation, town):
    make_statement(consultation, organisation=town)
    refused(make_statement, consultation, organisation=town)


def test_a_private_person_who_speaks_for_a_body(consultation, town, invitee):
    for fields in ({"organisation": town}, {"body_name": "Yhdistys"}, {"invitee": invitee}):
        refused(make_private_statement, consultation, **fields)
    refused(make_statement, consultation, body_name="")


def test_consent_of_a_body(consultation):
    refused(make_statement, consultation, name_may_be_published=True)


def test_a_refusing_response_without_grounds(consultation):
    for response in ("partly", "not_accepted"):
        refused(make_statement, consultation, response=response)


def test_a_question_answered_twice_and_one_removed_under_its_answer(consultation, question):
    statement = make_statement(consultation)
    make_answer(statement, question)
    refused(make_answer, statement, question)
    with pytest.raises(ProtectedError):
        question.delete()


def test_a_receipt_twice(consultation):
    refused(make_statement, consultation, receipt=make_statement(consultation).receipt)


def test_a_consultation_removed_under_its_statements(consultation):
    make_statement(consultation)
    with pytest.raises(ProtectedError):
        consultation.delete()
