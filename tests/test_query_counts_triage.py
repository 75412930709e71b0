"""The list of the coefficient's indicators asks the same number of questions whatever its length."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from indicators.models import RuleIndicator, Triage
from plans.services.triage import save_triage
from tests.factories.coefficient import make_calculation, make_rule_indicator, make_rule_set
from tests.factories.plans import make_bare_plan, make_goal, make_measure, make_section

pytestmark = pytest.mark.django_db
MOST = 14


def judge_all(personas, group, measure) -> None:
    for indicator in RuleIndicator.objects.filter(group=group, triages=None):
        triage = Triage(county=personas.county, indicator=indicator, action="wide", owner=personas.contact.person)
        save_triage(triage, [measure], by=personas.coordinator)
        triage.notes.create(on="2024-03-11", text="x", created_at="2024-03-11T10:00Z", by=personas.coordinator)


def count(client) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(reverse("plans:triage-list")).status_code == 200
    return len(asked)


def test_the_list(client, personas):
    personas.county.region_code = "04"
    personas.county.save()
    rule_set = make_rule_set(personas.county, groups={"process": 3})
    group = rule_set.groups.get()
    measure = make_measure(make_goal(make_section(make_bare_plan(personas.county))))
    make_calculation(rule_set, personas.county)
    judge_all(personas, group, measure)
    client.force_login(personas.coordinator)
    client.get(reverse("plans:triage-list"))
    few = count(client)
    for number in range(4, 31):
        make_rule_indicator(group, f"process-{number}")
    judge_all(personas, group, measure)
    assert count(client) == few <= MOST
