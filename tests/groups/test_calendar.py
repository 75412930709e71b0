"""The calendar by month and by term, and the page of a meeting."""

from datetime import date

import pytest
from django.test import Client

from groups.models import Meeting
from tests.factories.groups import make_group, make_organisation, make_person, make_seat
from tests.factories.meetings import make_meeting, make_topic

pytestmark = [pytest.mark.usefixtures("in_english"), pytest.mark.django_db]

URL = "/kalenteri/"


@pytest.fixture(autouse=True)
def _demo_day(settings) -> None:
    settings.HYTE_TODAY = date(2024, 3, 14)


@pytest.fixture
def as_coordinator(client, personas) -> Client:
    client.cookies["django_language"] = "en"
    client.force_login(personas.coordinator)
    return client


def days_of(page) -> dict[date, list[Meeting]]:
    days = [day for week in page.context["weeks"] for day in week.days]
    return {day.on: [entry.meeting for entry in day.entries] for day in days if day.entries}


def test_month_has_whole_weeks_with_their_numbers_and_holidays(as_coordinator, personas) -> None:
    meeting = make_meeting(personas.group)
    page = as_coordinator.get(URL, {"kuukausi": "2024-03"})
    assert [week.number for week in page.context["weeks"]] == [9, 10, 11, 12, 13]
    assert days_of(page) == {date(2024, 3, 18): [meeting]}
    assert [(day.day, name) for day, name in page.context["holidays"]] == [(29, "Good Friday"), (31, "Easter Sunday")]
    assert page.context["weeks"][2].days[3].is_today


def test_last_evening_of_a_month_stays_in_it(as_coordinator, personas) -> None:
    meeting = make_meeting(personas.group, on=date(2024, 3, 31), hour=22)
    assert days_of(as_coordinator.get(URL, {"kuukausi": "2024-03"})) == {date(2024, 3, 31): [meeting]}
    assert days_of(as_coordinator.get(URL, {"kuukausi": "2024-04"})) == {}


@pytest.mark.parametrize("asked", ["", "2024-13", "maaliskuu", "0001-01", "9999-12", "2024-03-18"])
def test_strange_month_shows_this_one(as_coordinator, asked) -> None:
    assert as_coordinator.get(URL, {"kuukausi": asked}).context["period"].key == "2024-03"


@pytest.mark.parametrize(
    ("month", "before", "after"),
    [("2024-01", "2023-12", "2024-02"), ("1990-01", None, "1990-02"), ("2099-12", "2099-11", None)],
)
def test_months_lead_to_their_neighbours(as_coordinator, month, before, after) -> None:
    page = as_coordinator.get(URL, {"kuukausi": month})
    period = page.context["period"]
    assert [each and each.key for each in (period.before, period.after)] == [before, after]


def test_term_is_a_table_of_months_and_groups_with_themes(as_coordinator, personas) -> None:
    other = make_group(personas.county, "Toinen ryhmä")
    joint = make_meeting(personas.group, other, on=date(2024, 2, 26))
    single = make_meeting(other)
    body = make_organisation("Lautakunta", "committee", personas.county)
    decided = make_meeting(county=personas.county, body=body, on=date(2024, 4, 15))
    make_topic(single, name="Hyte-rakenteet", to_be_confirmed=True)
    page = as_coordinator.get(URL, {"kausi": "2024-kevat"})
    table = page.context["table"]
    cells = {
        line.month.month: [[entry.meeting for entry in cell] for _name, cell in line.cells] for line in table.lines
    }
    assert set(table.groups) == {personas.group, other} and table.has_bodies
    at = {group: table.groups.index(group) for group in table.groups}
    assert cells[2][at[other]] == cells[2][at[personas.group]] == [joint]
    assert cells[3][at[other]] == [single] and cells[3][at[personas.group]] == []
    assert cells[4][2] == [decided]
    assert 7 not in cells
    assert "Hyte-rakenteet" in page.content.decode() and "to be confirmed" in page.content.decode()


def test_july_is_in_the_table_when_somebody_meets_in_it(as_coordinator, personas) -> None:
    make_meeting(personas.group, on=date(2024, 7, 1))
    lines = as_coordinator.get(URL, {"kausi": "2024-kevat"}).context["table"].lines
    assert [line.month.month for line in lines] == [1, 2, 3, 4, 5, 6, 7]


def test_filters_narrow_to_a_group_and_to_own_groups(client, personas) -> None:
    other = make_group(personas.county)
    own, theirs = make_meeting(personas.group), make_meeting(other)
    client.force_login(personas.chair)
    march = {"kuukausi": "2024-03"}
    assert set(days_of(client.get(URL, march))[date(2024, 3, 18)]) == {own, theirs}
    assert days_of(client.get(URL, march | {"ryhma": other.pk})) == {date(2024, 3, 18): [theirs]}
    assert days_of(client.get(URL, march | {"omat": "1"})) == {date(2024, 3, 18): [own]}


@pytest.mark.parametrize("asked", ["0", "x", "9" * 40, "1 OR 1=1"])
def test_strange_filter_is_left_out(as_coordinator, personas, asked) -> None:
    meeting = make_meeting(personas.group)
    page = as_coordinator.get(URL, {"kuukausi": "2024-03", "ryhma": asked, "maakunta": asked})
    assert days_of(page) == {date(2024, 3, 18): [meeting]}


def test_meetings_of_another_county_are_not_there(as_coordinator, personas) -> None:
    theirs = make_group(personas.other_county)
    make_meeting(theirs, title="Vieras kokous")
    page = as_coordinator.get(URL, {"kuukausi": "2024-03", "ryhma": theirs.pk})
    assert days_of(page) == {} and "Vieras kokous" not in page.content.decode()


def test_member_sees_own_groups_and_the_bodies(client, personas) -> None:
    own = make_meeting(personas.group)
    make_meeting(make_group(personas.county))
    body = make_organisation("Lautakunta", "committee", personas.county)
    decided = make_meeting(county=personas.county, body=body)
    client.force_login(personas.member)
    assert set(days_of(client.get(URL))[date(2024, 3, 18)]) == {own, decided}


def test_cancelled_meeting_is_shown_as_such(as_coordinator, personas) -> None:
    make_meeting(personas.group, state="cancelled", cancel_reason="Sairaus")
    assert "entry--cancelled" in as_coordinator.get(URL).content.decode()


def test_empty_month_leads_to_the_next_meeting(as_coordinator, personas) -> None:
    make_meeting(personas.group, on=date(2024, 5, 6), title="Peruttu", state="cancelled", cancel_reason="Loma")
    coming = make_meeting(personas.group, on=date(2024, 5, 13), title="Toukokuun kokous")
    assert coming.get_absolute_url() in as_coordinator.get(URL, {"kuukausi": "2024-04"}).text
    assert as_coordinator.get(URL, {"kuukausi": "2024-06"}).context["following"] is None


def test_conflicts_are_shown_in_the_calendar_and_on_both_meetings(as_coordinator, personas) -> None:
    expert, other = make_person("Kiertävä asiantuntija"), make_group(personas.county, "Toinen ryhmä")
    for group in (personas.group, other):
        make_seat(group, expert, "expert")
        make_seat(group, make_person(), "secretary")
    meetings = [make_meeting(group) for group in (personas.group, other)]
    for address in (f"{URL}?kuukausi=2024-03", f"{URL}?kuukausi=2024-03&nakyma=lista", f"{URL}?kausi=2024-kevat"):
        page = as_coordinator.get(address)
        assert [entry.meeting for entry in page.context["in_conflict"]] == meetings
        assert "Kiertävä asiantuntija (rotating expert)" in page.content.decode()
    for meeting in meetings:
        page = as_coordinator.get(meeting.get_absolute_url())
        assert [conflict.kind for conflict in page.context["conflicts"]] == ["expert"]


def test_meeting_page_offers_acts_to_those_who_run_it(client, personas) -> None:
    meeting = make_meeting(personas.group)
    edit = f"/kokoukset/{meeting.pk}/muokkaa/"
    client.force_login(personas.member)
    assert edit not in client.get(meeting.get_absolute_url()).content.decode()
    client.force_login(personas.secretary)
    assert edit in client.get(meeting.get_absolute_url()).content.decode()
