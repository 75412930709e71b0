"""The page of what the law asks and the clock's feed ask the same number of questions at 3 and at 30 rows."""

from datetime import date

import pytest
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from negotiations.models import STATUTORY_TOPICS, StandingParty
from reporting.models import LawLine
from tests.factories.clock import make_clock_address, make_clock_event
from tests.factories.groups import make_decision, make_group, make_organisation
from tests.factories.indicators import adopt, make_indicator, make_observation, make_region
from tests.factories.meetings import make_round
from tests.factories.negotiations import (
    make_discussion,
    make_document,
    make_negotiation,
    make_negotiation_round,
    make_party,
)
from tests.factories.plans import make_bare_plan, make_goal, make_measure, make_section
from tests.factories.statutory import make_statutory_note
from tests.lasting import lasting

pytestmark = pytest.mark.django_db
TODAY = date(2024, 11, 15)
FEW, MANY = 3, 30
MOST, MOST_FOR_FEED = 30, 34


@pytest.fixture(autouse=True)
def _demo_day(settings) -> None:
    settings.HYTE_TODAY = TODAY


@lasting
@override_settings(HYTE_TODAY=TODAY)
def world(personas) -> dict:
    county = personas.county
    plan = make_bare_plan(county)
    hus = make_organisation("HUS", kind="hus")
    StandingParty.objects.create(county=county, organisation=hus)
    for line in LawLine:
        make_statutory_note(county, line, note_fi="Tehty", body=personas.division)
    return {"plan": plan, "section": make_section(plan), "round": make_negotiation_round(county), "personas": personas}


def grow(world: dict, rows: int) -> None:
    personas, plan = world["personas"], world["plan"]
    county = personas.county
    for number in range(rows):
        make_group(county, kind="steering")
        make_measure(make_goal(world["section"], f"T{rows}-{number}"))
        make_bare_plan(county, f"luonnos-{rows}-{number}", approved=False)
        town = make_organisation(kind="municipality", parent=county, region_code=f"{rows}{number:02}")
        indicator = make_indicator()
        adopt(indicator, county)
        make_observation(indicator, make_region(town.region_code, "KUNTA"), 2023, 1, sex="female")
        for kind in ("report", "plan"):
            make_document(town, kind=kind)
        negotiation = make_negotiation(world["round"], state="held")
        make_party(negotiation, town)
        for topic in STATUTORY_TOPICS:
            make_discussion(negotiation, topic, notes="Puhuttiin")
        make_round(plan, f"Kierros {rows} {number}")
        make_clock_event(county, group=personas.group, body=personas.division)
        make_decision(county, personas.division, on=date(2024, 6, 4))


def count(client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return sum("SAVEPOINT" not in query["sql"] for query in asked)


@pytest.mark.parametrize("persona", ["coordinator", "reader"])
def test_the_page_asks_the_same(client, world, personas, persona):
    client.force_login(getattr(personas, persona))
    address = reverse("reporting:statutory")
    grow(world, FEW)
    few = count(client, address)
    grow(world, MANY - FEW)
    many = count(client, address)
    assert (many, many <= MOST) == (few, True)


def test_the_form_asks_the_same(client, world, personas):
    client.force_login(personas.coordinator)
    address = reverse("reporting:statutory-note", args=["hus"])
    grow(world, FEW)
    few = count(client, address)
    grow(world, MANY - FEW)
    assert count(client, address) == few <= 12


def test_the_feed_asks_the_same(client, world, personas):
    address = make_clock_address(personas.secretary.person, personas.county)
    grow(world, FEW)
    count(client, address)  # the first notes the use
    few = count(client, address)
    grow(world, MANY - FEW)
    many = count(client, address)
    assert (many, many <= MOST_FOR_FEED) == (few, True)
