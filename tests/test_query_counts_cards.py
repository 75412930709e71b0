"""The cards and the documents of municipalities ask the same number of questions at 3 and at 30 rows."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from groups.models import Organisation
from negotiations.models import Agreement
from plans.models import Phenomenon, PhenomenonIndicator
from tests.factories.groups import make_organisation
from tests.factories.indicators import adopt, make_indicator, make_region, make_series, make_source
from tests.factories.negotiations import (
    make_agreement,
    make_document,
    make_negotiation,
    make_negotiation_round,
    make_party,
)
from tests.factories.plans import (
    make_bare_plan,
    make_goal,
    make_measure,
    make_responsibility,
    make_section,
    make_update,
)
from tests.lasting import lasting

pytestmark = pytest.mark.django_db
MOST = 12
FEW, MANY = 3, 30


@lasting
def world(personas):
    """A municipality with its area, the county's and the country's, a plan and a negotiation; ``grow`` fills them."""
    Organisation.objects.filter(pk=personas.county.pk).update(region_code="04")
    personas.county.refresh_from_db()
    town = make_organisation("Kaupunki", kind="municipality", parent=personas.county, region_code="092")
    regions = [make_region("092", "KUNTA"), make_region("04"), make_region("358", "MAA")]
    plan = make_bare_plan(personas.county, public=True)
    negotiation = make_negotiation(make_negotiation_round(personas.county))
    return {
        "town": town,
        "regions": regions,
        "plan": plan,
        "goal": make_goal(make_section(plan)),
        "party": make_party(negotiation, town),
    }


@pytest.fixture(autouse=True)
def _plan_runs(settings) -> None:
    settings.HYTE_TODAY = date(2024, 4, 1)


def grow(world: dict, rows: int) -> None:
    for _number in range(rows):
        indicator = make_indicator(source=make_source())
        adopt(indicator, world["plan"].county, direction="up")
        for region in world["regions"]:
            make_series(indicator, region, {year: 10 + year % 7 for year in range(2015, 2024)})
        phenomenon = Phenomenon.objects.create(plan=world["plan"], title_fi="Ilmiö")
        PhenomenonIndicator.objects.create(phenomenon=phenomenon, indicator=indicator)
        measure = make_measure(world["goal"])
        make_responsibility(measure, world["town"], kind="partner")
        make_update(measure)
        make_agreement(world["party"].negotiation, world["party"])
        make_document(world["town"])
        make_document(make_organisation(kind="municipality", parent=world["plan"].county))


def count(client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


CARDS, CARD, DOCUMENTS = "reporting:municipality-cards", "reporting:municipality-card", "negotiations:document-list"


@pytest.mark.parametrize(
    ("name", "reader"),
    [(name, reader) for name in (CARDS, CARD) for reader in ("coordinator", "secretary", None)]
    + [(DOCUMENTS, "coordinator")],
)
def test_pages_ask_the_same_at_3_and_at_30(client, world, personas, name, reader):
    if reader:
        client.force_login(getattr(personas, reader))
    address = reverse(name, args=["kaupunki"] if name == CARD else [])
    grow(world, FEW)
    client.get(address)
    few = count(client, address)
    grow(world, MANY - FEW)
    many = count(client, address)
    assert (many, many <= MOST) == (few, True)


def test_the_card_that_was_counted_shows_everything(client, world, personas):
    """Otherwise the counts above would count an empty page."""
    grow(world, FEW)
    client.force_login(personas.coordinator)
    card = client.get(reverse(CARD, args=["kaupunki"])).context["card"]
    shown = (card.figures.tiles, card.phenomena, card.measures, card.agreements)
    assert [len(each) for each in shown] == [FEW] * 4
    assert Agreement.objects.count() == FEW
