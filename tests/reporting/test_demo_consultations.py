"""The demo's consultation of autumn 2023: three statements, each with its response; the private person stays unnamed."""

from datetime import date

import pytest
from django.test import override_settings
from django.urls import reverse

from plans.models import Consultation, Statement
from plans.queries.consultation import statements_summary
from tests.factories.reporting import demo_account, load_demo
from tests.lasting import lasting

DEMO_TODAY = date(2025, 1, 31)


@pytest.fixture(autouse=True)
def _demo_day(settings) -> None:
    settings.HYTE_TODAY = DEMO_TODAY


@lasting
@override_settings(HYTE_TODAY=DEMO_TODAY)
def autumn(db) -> Consultation:
    load_demo()
    return Consultation.objects.get(plan__slug="vake-2023-2025")


def test_it_ran_on_the_days_of_the_plan(autumn) -> None:
    assert (autumn.opens_on, autumn.closes_on) == (date(2023, 9, 11), date(2023, 10, 16))
    assert autumn.state(DEMO_TODAY) == "closed" and autumn.is_told and autumn.questions.count() == 3
    for statement in autumn.statements.all():
        statement.full_clean(exclude=["response"])
        assert autumn.opens_on <= statement.received_at.date() <= autumn.closes_on


def test_three_statements_each_with_a_response(autumn) -> None:
    told = statements_summary(autumn)
    assert [(each.is_private_person, each.response, len(each.answers)) for each in told] == [
        (False, "partly", 3),
        (False, "accepted", 3),
        (True, "noted", 1),
    ]
    assert [each.body for each in told[:2]] == ["Vantaan kaupunki", "Vanhusneuvosto"]
    assert all(each.response_text for each in told)
    assert not Statement.objects.filter(response_text_sv="").exists()


def test_everybody_reads_the_summary_without_the_persons_name(autumn, client) -> None:
    private = autumn.statements.get(is_private_person=True)
    page = client.get(reverse("plans:consultation-summary", args=[autumn.pk])).content.decode()
    assert private.text in page and private.sender_name not in page


def test_one_is_open_on_the_demos_day(autumn, client) -> None:
    running = Consultation.objects.running(DEMO_TODAY).get()
    assert client.get(reverse("plans:statement-give", args=[running.pk])).context["is_open"]
    assert running.plan.publication == "consultation"


def test_they_go_with_the_demo(autumn) -> None:
    by = demo_account("koordinaattori")
    autumn.closes_on = date(2023, 10, 20)
    autumn._history_user = by
    autumn.save()
    load_demo("--reset")
    assert Consultation.objects.count() == 2 and Statement.objects.count() == 3
    assert Consultation.history.count() == 2
