"""Pages of groups, seats, turns and the structure: the same number of questions at 3 rows and at 30, 12 at most."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from groups.models import Counterpart
from tests.factories.groups import make_group, make_organisation, make_person, make_seat
from tests.factories.meetings import make_meeting, make_turn
from tests.test_query_counts import count_queries

MOST = 12  # session and user counted
TODAY = date(2025, 1, 31)


@pytest.fixture(autouse=True)
def _demo_day(settings) -> None:
    settings.HYTE_TODAY = TODAY


class GrowingGroups:
    """A group, a person and a county with ever more seats, meetings, turns, groups and organisations."""

    def __init__(self, personas) -> None:
        self.personas, self.size = personas, 0
        self.person = make_person("Monessa mukana", organisation=personas.division)
        self.leads = make_group(personas.county, "Vastaavat", "divisions")

    def grow(self, size: int) -> None:
        for number in range(self.size, size):
            self.add(number)
        self.size = size

    def add(self, number: int) -> None:
        personas, person = self.personas, make_person(f"Henkilö {number}")
        county, group = personas.county, personas.group
        division = make_organisation(f"Toimiala {number}", "division", county)
        city = make_organisation(f"Kunta {number}", "municipality", county)
        make_organisation(f"Neuvosto {number}", "advisory_body", city)
        make_organisation(f"Johtoryhmä {number}", "management_board", division)
        seat = make_seat(group, person, "expert", represents=division, deputy=make_person())
        seat.deputy = self.person
        seat.save()
        make_seat(self.leads, person, represents=division)
        other = make_group(county, f"Ryhmä {number}")
        make_seat(other, person, "expert", represents=city)
        make_seat(other, self.person, represents=city, deputy=person)
        turn = make_turn(make_meeting(group, on=TODAY + timedelta(days=number)), person)
        turn.instead_of, turn.person = person, self.person
        turn.save()
        Counterpart.objects.create(county=county, name_fi=f"Asia {number}", organisation=city, person=self.person)

    def pages(self) -> list[str]:
        group, county = self.personas.group.pk, self.personas.county.pk
        of_group = ("group-detail", "group-turns", "seat-history", "rotation-make")
        of_county = ("structure", "counterparts", "organisation-seats")
        return [
            reverse("groups:group-list"),
            *(reverse(f"groups:{name}", args=[group]) for name in of_group),
            *(reverse(f"groups:{name}", args=[county]) for name in of_county),
            reverse("groups:person-seats", args=[self.person.pk]),
        ]


@pytest.mark.parametrize("reader", ["coordinator", "secretary"])
def test_pages_of_groups_ask_few_questions_however_long_they_are(client, personas, reader) -> None:
    growing = GrowingGroups(personas)
    client.force_login(getattr(personas, reader))
    growing.grow(3)
    few = {page: count_queries(client, page) for page in growing.pages()}
    growing.grow(30)
    many = {page: count_queries(client, page) for page in growing.pages()}
    assert {page: (few[page], count) for page, count in many.items() if few[page] != count} == {}
    assert {page: count for page, count in many.items() if count > MOST} == {}
