"""The meetings of a term are found, looked at and made in one act."""

from datetime import date, time

import pytest
from django.test import Client
from django.utils import timezone

from groups.models import Meeting
from tests.factories.groups import make_group, make_person, make_seat
from tests.factories.meetings import make_meeting

pytestmark = [pytest.mark.usefixtures("in_english"), pytest.mark.django_db]

URL = "/kokoukset/sarja/"


@pytest.fixture(autouse=True)
def _demo_day(settings) -> None:
    settings.HYTE_TODAY = date(2024, 1, 31)


@pytest.fixture
def as_chair(client, personas) -> Client:
    client.cookies["django_language"] = "en"
    client.force_login(personas.chair)
    return client


def asked(group, **fields) -> dict:
    return {
        "title": "Ryhmän kokous",
        "groups": [group.pk],
        "starts": "14:00",
        "ends": "15:50",
        "way": "monthly",
        "first": "2024-02-01",
        "last": "2024-05-31",
        "weekday": "0",
        "which": "2",
        "step": "preview",
    } | fields


def chosen(page, **changes) -> dict:
    """What the browser would send of the rows as they stand, with the mark of what was shown."""
    data = {"step": "make", "mark": page.context["mark"]}
    for row in page.context["series"].rows:
        data[f"{row.prefix}-shown"] = "1"
        data[f"{row.prefix}-groups"] = [str(pk) for pk in row.group_ids]
        if row.is_kept:
            data[f"{row.prefix}-keep"] = "on"
    return data | changes


def rows_of(page) -> dict[date, bool]:
    return {row.on: row.is_kept for row in page.context["series"].rows}


def test_preview_makes_nothing_yet(as_chair, personas) -> None:
    page = as_chair.post(URL, asked(personas.group))
    assert page.status_code == 200
    assert rows_of(page) == {
        date(2024, 2, 12): True,
        date(2024, 3, 11): True,
        date(2024, 4, 8): True,
        date(2024, 5, 13): True,
    }
    assert not Meeting.objects.exists()


def test_chosen_days_are_made_as_one_series_in_local_time_over_the_change(as_chair, personas) -> None:
    data = asked(personas.group)
    sent = data | chosen(as_chair.post(URL, data))
    del sent["2024-02-12-keep"]
    assert as_chair.post(URL, sent).status_code == 302
    made = list(Meeting.objects.all())
    assert [meeting.on for meeting in made] == [date(2024, 3, 11), date(2024, 4, 8), date(2024, 5, 13)]
    assert {timezone.localtime(meeting.starts_at).time() for meeting in made} == {time(14)}
    assert len({meeting.series for meeting in made}) == 1 and made[0].series


def test_holidays_and_july_are_left_out_until_ticked(as_chair, personas) -> None:
    data = asked(personas.group, way="days", days="30.4.2024\n1.5.2024\n1.7.2024")
    page = as_chair.post(URL, data)
    assert rows_of(page) == {date(2024, 4, 30): True, date(2024, 5, 1): False, date(2024, 7, 1): False}
    assert "Public holiday: May Day" in page.content.decode()


def test_each_day_may_have_its_own_groups(client, personas) -> None:
    client.force_login(personas.coordinator)
    other = make_group(personas.county, "Toinen ryhmä")
    data = asked(personas.group, way="days", days="26.2.2024 11.3.2024")
    sent = data | chosen(client.post(URL, data), **{"2024-02-26-groups": [personas.group.pk, other.pk]})
    assert client.post(URL, sent).status_code == 302
    assert [meeting.groups.count() for meeting in Meeting.objects.all()] == [2, 1]


def test_conflicts_of_each_day_are_shown(as_chair, personas) -> None:
    other = make_group(personas.county, "Toinen ryhmä")
    for group in (personas.group, other):
        make_seat(group, personas.member.person, "expert")
    make_meeting(other, on=date(2024, 3, 11), title="Toisen kokous")
    page = as_chair.post(URL, asked(personas.group)).content.decode()
    assert page.count("member henkilö (rotating expert)") == 1


def test_what_has_come_against_a_day_since_is_shown_before_anything_is_made(as_chair, personas) -> None:
    data = asked(personas.group)
    sent = data | chosen(as_chair.post(URL, data))
    make_meeting(personas.group, on=date(2024, 4, 8), title="Ehti ensin")
    page = as_chair.post(URL, sent)
    assert page.status_code == 422 and "Ehti ensin" in page.content.decode()
    assert Meeting.objects.count() == 1
    assert as_chair.post(URL, sent | {"mark": page.context["mark"]}).status_code == 302
    assert Meeting.objects.count() == 5


def test_days_that_overlap_each_other_are_told(as_chair, personas) -> None:
    make_seat(personas.group, make_person())
    data = asked(personas.group, way="weekly", every="1", last="2024-02-12")
    assert [len(row.conflicts) for row in as_chair.post(URL, data).context["series"].rows] == [0, 0]


def test_day_without_the_hour_cannot_be_made(as_chair, personas) -> None:
    data = asked(personas.group, way="days", days="24.3.2024 31.3.2024", starts="03:30", ends="04:30")
    page = as_chair.post(URL, data)
    assert rows_of(page) == {date(2024, 3, 24): True, date(2024, 3, 31): False}
    sent = data | chosen(page) | {"2024-03-31-keep": "on"}
    assert as_chair.post(URL, sent).status_code == 422
    assert not Meeting.objects.exists()


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"last": "2024-01-01"}, "last"),
        ({"first": ""}, "first"),
        ({"way": "days", "days": "huomenna"}, "days"),
        ({"way": "days", "days": ""}, "days"),
        ({"way": "weekly", "every": "1", "last": "2026-12-31"}, "last"),
        ({"ends": "13:00"}, "ends"),
        ({"link": "http://kokous.example"}, "link"),
        ({"groups": []}, "groups"),
    ],
)
def test_bad_input_is_told_beside_its_field(as_chair, personas, fields, field) -> None:
    page = as_chair.post(URL, asked(personas.group) | fields)
    assert page.status_code == 422
    assert list(page.context["form"].errors) == [field]


def test_no_day_chosen_makes_nothing(as_chair, personas) -> None:
    data = asked(personas.group)
    sent = data | {key: value for key, value in chosen(as_chair.post(URL, data)).items() if not key.endswith("-keep")}
    assert "No day is chosen" in as_chair.post(URL, sent).content.decode()


def test_groups_of_others_are_not_offered(as_chair, personas) -> None:
    other = make_group(personas.county, "Toinen ryhmä")
    assert list(as_chair.post(URL, asked(other)).context["form"].errors) == ["groups"]
