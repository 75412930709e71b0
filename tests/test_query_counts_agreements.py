"""The pages of agreements ask the same number of questions however many agreements, notes and parties there are."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from negotiations.models import AgreementNote
from tests.factories.groups import make_organisation
from tests.factories.negotiations import (
    make_agreement,
    make_discussion,
    make_negotiation,
    make_negotiation_round,
    make_party,
)
from tests.factories.plans import make_bare_plan, make_goal, make_measure, make_section, make_update

pytestmark = pytest.mark.django_db
MOST = 12  # with the session and the account


class Rows:
    """One negotiation with as many parties, agreements of them all, measures and notes as are asked for."""

    def __init__(self, county) -> None:
        self.county = county
        self.negotiation = make_negotiation(make_negotiation_round(county))
        self.goal = make_goal(make_section(make_bare_plan(county)))
        self.measure = make_measure(self.goal)
        self.first = None

    def grow(self, count: int) -> None:
        for number in range(count):
            town = make_organisation(kind="municipality", parent=self.county)
            party = make_party(self.negotiation, town)
            measure = make_measure(self.goal)
            make_update(measure)
            agreement = make_agreement(self.negotiation, party, measure=measure, goal=self.goal)
            make_agreement(self.negotiation, party, measure=self.measure)
            self.first = self.first or agreement
            self.first.responsible.add(party)
            AgreementNote.objects.create(
                agreement=self.first, on=date(2024, 6, 1), text=f"Etenee {number}", state="open", due_on="2026-01-01"
            )
            later = make_negotiation(self.negotiation.round, on=date(2024, 7, 1))
            make_party(later, town)
            make_discussion(later, notes="Puhuttiin")


@pytest.fixture
def rows(personas) -> Rows:
    return Rows(personas.county)


ADDRESSES = {
    "register": lambda rows: "/sovitut/",
    "filtered": lambda rows: f"/sovitut/?tila=open&kierros={rows.negotiation.round_id}&ilman=merkintoja&q=ryhm%C3%A4",
    "workbook": lambda rows: "/sovitut/tyokirja/",
    "detail": lambda rows: f"/sovitut/{rows.first.pk}/",
    "of measure": lambda rows: f"/toimenpiteet/{rows.measure.pk}/sovitut/",
    "statutory": lambda rows: "/neuvottelut/velvoitteet/?vuosi=2024",
}


@pytest.mark.parametrize("name", sorted(ADDRESSES))
def test_pages_of_agreements(client, personas, rows, name):
    client.force_login(personas.coordinator)
    rows.grow(3)
    client.get("/sovitut/")
    few = counted(client, ADDRESSES[name](rows))
    rows.grow(27)
    assert counted(client, ADDRESSES[name](rows)) == few <= MOST


def counted(client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)
