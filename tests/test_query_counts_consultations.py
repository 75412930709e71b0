"""The pages of consultations ask the same number of questions at 3 and at 30 rows."""

import pytest
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plans.models import Consultation
from plans.queries.reminders import due_reminders
from tests.factories.consultations import (
    DAY,
    make_answer,
    make_closed,
    make_consultation,
    make_invitee,
    make_invitee_address,
    make_question,
    make_statement,
)
from tests.factories.plans import make_bare_plan
from tests.lasting import lasting

pytestmark = pytest.mark.django_db
FEW, MANY = 3, 30
MOST = 20


@pytest.fixture(autouse=True)
def _demo_day(settings) -> None:
    settings.HYTE_TODAY = DAY


@lasting
@override_settings(HYTE_TODAY=DAY)
def running(personas) -> Consultation:
    return make_consultation(make_bare_plan(personas.county))


def grow(consultation: Consultation, rows: int) -> None:
    questions = [make_question(consultation) for _number in range(rows)]
    for _number in range(rows):
        make_consultation(consultation.plan)
        make_closed(consultation.plan, told=True)
        make_invitee(consultation)
        invitee = make_invitee(consultation)
        statement = make_statement(consultation, organisation=invitee.organisation, invitee=invitee)
        for question in questions:
            make_answer(statement, question)


def count(client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return sum("SAVEPOINT" not in query["sql"] for query in asked)


PUBLIC = ("list", "detail", "give")
INNER = ("summary", "summary-word", "statement", "record")


@pytest.mark.parametrize(
    ("persona", "page"), [(None, page) for page in PUBLIC] + [("coordinator", page) for page in (*PUBLIC, *INNER)]
)
def test_a_page_asks_the_same(client, running, personas, persona, page):
    if persona:
        client.force_login(getattr(personas, persona))
    grow(running, FEW)
    address = {
        "list": reverse("plans:consultation-list"),
        "give": reverse("plans:statement-give", args=[running.pk]),
        "statement": running.statements.first().get_absolute_url(),
        "record": reverse("plans:statement-record", args=[running.pk]),
    }.get(page) or reverse(f"plans:consultation-{page}", args=[running.pk])
    few = count(client, address)
    grow(running, MANY - FEW)
    many = count(client, address)
    assert (many, many <= MOST) == (few, True)


def test_a_bodys_own_page_asks_the_same(client, running):
    grow(running, FEW)
    address = make_invitee_address(running.invitees.first())
    count(client, address)  # the first notes the use
    few = count(client, address)
    grow(running, MANY - FEW)
    assert count(client, address) == few <= MOST


def test_reminders_ask_the_same(running, django_assert_num_queries):
    for rows in (FEW, MANY - FEW):
        grow(running, rows)
        with django_assert_num_queries(2):
            assert len(due_reminders(running.closes_on)) == 1
