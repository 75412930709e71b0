"""The pages of negotiations ask the same number of questions at 3 and at 30 rows."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from groups.models import Meeting
from negotiations.models import Topic
from tests.factories.measured import make_compared
from tests.factories.negotiations import (
    make_agreement,
    make_discussion,
    make_highlight,
    make_material,
    make_negotiation,
    make_negotiation_round,
    make_party,
    make_party_address,
    make_point,
    make_representative,
    make_theme,
)
from tests.lasting import lasting

pytestmark = pytest.mark.django_db
MOST = 12
MOST_BY_LINK = 17  # highlights, themes, material, own points, agreements and the memo on one page
FEW, MANY = 3, 30


@lasting
def world(personas):
    """A round with a negotiation, and an earlier one of the same parties; ``grow`` fills them."""
    round_ = make_negotiation_round(personas.county)
    make_negotiation_round(personas.county, 2023)
    negotiation = make_negotiation(round_)
    Meeting.objects.filter(pk=negotiation.meeting_id).update(state="held")
    make_party(negotiation, personas.county, is_convener=True)
    compared = make_compared(personas.county)
    earlier = make_negotiation(round_, on=date(2023, 3, 7))
    return {"round": round_, "negotiation": negotiation, "earlier": earlier, "indicator": compared.indicator}


def grow(world: dict, rows: int) -> None:
    theme = make_theme()
    for number in range(rows):
        party = make_party(world["negotiation"])
        make_representative(party, was_present=True)
        make_point(party)
        make_agreement(world["negotiation"], party)
        make_agreement(world["earlier"], make_party(world["earlier"], party.organisation))
        make_highlight(world["round"], theme if number % 2 else make_theme(), indicator=world["indicator"])
        make_material(world["negotiation"])
        make_negotiation(world["round"], on=date(2024, 4, 1) + timedelta(days=number))
    for topic in Topic.values:
        if not world["negotiation"].discussions.filter(topic=topic).exists():
            make_discussion(world["negotiation"], topic, notes="Puhuttiin")


def count(client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize(
    "name",
    [
        "negotiation-list",
        "round-detail",
        "highlights",
        "negotiation-detail",
        "parties",
        "discussions",
        "discussion-edit",
        "memo",
        "points",
    ],
)
def test_pages_ask_the_same_at_3_and_at_30(client, world, personas, name):
    one = [world["negotiation"].pk]
    arguments = {
        "negotiation-list": [],
        "round-detail": [world["round"].pk],
        "highlights": [world["round"].pk],
        "discussion-edit": [*one, "cooperation"],
    }.get(name, one)
    address = reverse(f"negotiations:{name}", args=arguments)
    client.force_login(personas.coordinator)
    grow(world, FEW)
    client.get(address)
    few = count(client, address)
    grow(world, MANY - FEW)
    many = count(client, address)
    assert (many, many <= MOST) == (few, True)


def test_a_partys_page(client, world):
    grow(world, FEW)
    first = world["negotiation"].parties.exclude(is_convener=True).first()
    address = make_party_address(first.representatives.get())
    client.get(address)
    few = count(client, address)
    grow(world, MANY - FEW)
    for number in range(MANY):
        make_point(first, f"Huoli {number}")
        make_agreement(world["negotiation"], first)
    assert count(client, address) == few <= MOST_BY_LINK
