"""Making, changing, cancelling and holding meetings."""

from datetime import date, datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from groups.models import Meeting, SentNotice
from groups.services.meetings import cancel_meeting, make_series, mark_held, save_meeting, save_rest_of_series
from hyte.lib.clock import local_moment
from tests.factories.groups import Personas, make_group, make_organisation, make_person, make_seat
from tests.factories.meetings import DAY, at, make_item, make_meeting, make_memo, make_turn

pytestmark = [pytest.mark.usefixtures("in_english"), pytest.mark.django_db]

CREATE = "/kokoukset/uusi/"
TODAY = date(2024, 2, 1)
NOW = datetime(2024, 2, 1, 9, tzinfo=timezone.get_default_timezone())


@pytest.fixture(autouse=True)
def _demo_day(settings) -> None:
    settings.HYTE_TODAY = TODAY
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def as_coordinator(client, personas) -> Client:
    client.cookies["django_language"] = "en"
    client.force_login(personas.coordinator)
    return client


@pytest.fixture
def group(personas: Personas):
    """With a member and a secretary that mail reaches."""
    make_seat(personas.group, make_person("Pysyvä", email="sihteeri@example.org"), "secretary")
    return personas.group


def typed(*groups, **fields) -> dict:
    return {
        "title": "Ryhmän kokous",
        "groups": [group.pk for group in groups],
        "on": "2024-03-18",
        "starts": "14:00",
        "ends": "15:50",
    } | fields


def errors_of(response) -> dict:
    assert response.status_code == 422
    return {name: list(errors) for name, errors in response.context["form"].errors.items()}


def test_meeting_of_several_groups_is_made_in_local_time(as_coordinator, personas, group) -> None:
    other = make_group(personas.county)
    assert as_coordinator.post(CREATE, typed(group, other, link="https://kokous.example")).status_code == 302
    meeting = Meeting.objects.get()
    assert timezone.localtime(meeting.starts_at).time() == time(14)
    assert set(meeting.groups.all()) == {group, other}
    assert (meeting.county, meeting.state, meeting.sequence) == (personas.county, "planned", 0)
    assert meeting.history.first().history_user == personas.coordinator


def test_meeting_of_a_body_is_the_coordinators(as_coordinator, client, personas, group) -> None:
    body = make_organisation("Lautakunta", "committee", personas.county)
    assert as_coordinator.post(CREATE, typed(body=body.pk)).status_code == 302
    assert Meeting.objects.get().body == body
    client.force_login(personas.chair)
    assert "groups" in errors_of(client.post(CREATE, typed(body=body.pk)))


@pytest.mark.parametrize(
    ("fields", "field", "message"),
    [
        (
            {"ends": "13:00"},
            "ends",
            "The meeting ends before it starts. A meeting that goes on past midnight is made as two.",
        ),
        (
            {"starts": "23:00", "ends": "01:00"},
            "ends",
            "The meeting ends before it starts. A meeting that goes on past midnight is made as two.",
        ),
        (
            {"on": "2024-03-31", "starts": "03:30"},
            "starts",
            "03:30 doesn't exist on that day: summer time begins and the clock jumps from 3 to 4.",
        ),
        ({"link": "http://kokous.example"}, "link", "The link begins with https://."),
        ({"groups": []}, "groups", "Choose the working groups that meet, or a body: one of the two."),
    ],
)
def test_bad_input_is_told_beside_its_field(as_coordinator, group, fields, field, message) -> None:
    assert errors_of(as_coordinator.post(CREATE, typed(group) | fields)) == {field: [message]}
    assert not Meeting.objects.exists()


def test_group_of_another_county_is_not_offered(as_coordinator, personas) -> None:
    theirs = make_group(personas.other_county)
    assert "groups" in errors_of(as_coordinator.post(CREATE, typed(theirs)))


def test_group_of_another_county_is_refused_unless_shared(personas, group) -> None:
    theirs = make_group(personas.other_county)
    meeting = Meeting(county=personas.county, title="Yhteinen", starts_at=at(DAY), ends_at=at(DAY, 15))
    with pytest.raises(ValidationError, match="another county"):
        save_meeting(meeting, groups=[group, theirs], at=NOW, by=personas.coordinator)
    theirs.shared_with.add(personas.county)
    save_meeting(meeting, groups=[group, theirs], at=NOW, by=personas.coordinator)
    assert meeting.groups.count() == 2


def test_hour_that_comes_twice_means_summer_time_once_accepted(as_coordinator, group) -> None:
    data = typed(group, on="2024-10-27", starts="03:30", ends="05:00")
    page = as_coordinator.post(CREATE, data)
    assert "The clock shows 03:30 twice that day" in page.content.decode()
    as_coordinator.post(CREATE, data | {"accepted": page.context["form"].mark})
    assert Meeting.objects.get().starts_at == datetime.fromisoformat("2024-10-27T03:30+03:00")


@pytest.mark.parametrize(("on", "text"), [("2024-01-31", "The day is in the past"), ("2024-06-21", "Midsummer Eve")])
def test_what_speaks_against_the_day_has_to_be_accepted(as_coordinator, group, on, text) -> None:
    page = as_coordinator.post(CREATE, typed(group, on=on))
    assert page.status_code == 422 and text in page.content.decode()
    assert not Meeting.objects.exists()
    accepted = {"accepted": page.context["form"].mark}
    assert as_coordinator.post(CREATE, typed(group, on=on) | accepted).status_code == 302


def test_accepting_one_conflict_does_not_accept_another(as_coordinator, group) -> None:
    page = as_coordinator.post(CREATE, typed(group, on="2024-06-21"))
    accepted = {"accepted": page.context["form"].mark}
    assert as_coordinator.post(CREATE, typed(group, on="2024-12-24") | accepted).status_code == 422


def test_person_in_two_meetings_is_shown_before_saving(as_coordinator, personas, group) -> None:
    other = make_group(personas.county, "Toinen ryhmä")
    for each in (group, other):
        make_seat(
            each, personas.reader and make_person("Kiertävä") if each is group else group.seats.last().person, "expert"
        )
    standing = make_meeting(other, title="Toisen kokous")
    page = as_coordinator.post(CREATE, typed(group))
    assert "Also in Toisen kokous at 14:00–15:50: Kiertävä (rotating expert)" in page.content.decode()
    assert standing.get_absolute_url() in page.content.decode()


def edit_url(meeting: Meeting) -> str:
    return reverse("groups:meeting-edit", args=[meeting.pk])


def opened(client: Client, meeting: Meeting, **fields) -> dict:
    """What the browser would send of the opened form, with changes."""
    form = client.get(edit_url(meeting)).context["form"]
    shown = {bound.name: bound.value() for bound in form}
    plain = {name: value for name, value in shown.items() if value not in (None, False)}
    times = {"on": f"{plain['on']:%Y-%m-%d}", "starts": f"{plain['starts']:%H:%M}", "ends": f"{plain['ends']:%H:%M}"}
    return plain | times | fields


def test_change_of_place_raises_the_version_and_is_mailed_to_the_called(as_coordinator, group) -> None:
    meeting = make_meeting(group, state="called", called_at=NOW)
    before = meeting.changed_at
    assert (
        as_coordinator.post(edit_url(meeting), opened(as_coordinator, meeting, place="Kokoushuone")).status_code == 302
    )
    meeting.refresh_from_db()
    assert (meeting.place, meeting.sequence) == ("Kokoushuone", 1)
    assert meeting.changed_at > before
    assert SentNotice.objects.filter(recipient="sihteeri@example.org").count() == 1


def test_saving_without_a_change_tells_nobody(as_coordinator, group) -> None:
    meeting = make_meeting(group, state="called", called_at=NOW)
    as_coordinator.post(edit_url(meeting), opened(as_coordinator, meeting))
    meeting.refresh_from_db()
    assert meeting.sequence == 0
    assert not SentNotice.objects.exists()


def test_planned_meeting_changes_without_mail(as_coordinator, group) -> None:
    meeting = make_meeting(group)
    as_coordinator.post(edit_url(meeting), opened(as_coordinator, meeting, starts="13:00"))
    meeting.refresh_from_db()
    assert meeting.sequence == 1 and timezone.localtime(meeting.starts_at).hour == 13
    assert not SentNotice.objects.exists()


def test_colleagues_newer_time_is_not_undone(as_coordinator, group) -> None:
    meeting = make_meeting(group)
    data = opened(as_coordinator, meeting, place="Minun paikkani")
    meeting.starts_at, meeting.ends_at = at(DAY, 9), at(DAY, 10)
    meeting.save()
    page = as_coordinator.post(edit_url(meeting), data)
    assert page.status_code == 409
    assert "09:00" in page.content.decode() and "Minun paikkani" in page.content.decode()
    meeting.refresh_from_db()
    assert meeting.place == ""


def test_cancelled_meeting_is_neither_changed_nor_held(as_coordinator, personas, group) -> None:
    meeting = make_meeting(group, state="cancelled", cancel_reason="Sairaus")
    page = as_coordinator.post(edit_url(meeting), opened(as_coordinator, meeting, place="Uusi"))
    assert "The meeting was cancelled: make a new one instead of changing it." in page.content.decode()
    with pytest.raises(ValidationError, match="can't have been held"):
        mark_held(meeting, by=personas.coordinator)
    meeting.refresh_from_db()
    assert (meeting.place, meeting.state) == ("", "cancelled")


def test_meeting_whose_memo_is_approved_does_not_change(personas, group) -> None:
    meeting = make_meeting(group, state="held")
    make_memo(meeting, state="approved", approved_at=NOW, content={})
    with pytest.raises(ValidationError, match="memo of the meeting was approved"):
        save_meeting(meeting, groups=[group], at=NOW, by=personas.coordinator)


def test_group_that_leaves_takes_its_turn_along(personas, group) -> None:
    other = make_group(personas.county)
    meeting = make_meeting(group, other)
    make_turn(meeting, make_person(), group)
    make_turn(meeting, make_person(), other)
    save_meeting(meeting, groups=[group], at=NOW, by=personas.coordinator)
    assert [turn.group for turn in meeting.secretary_turns.all()] == [group]
    assert meeting.sequence == 1


def test_cancelling_tells_first_and_asks_for_a_reason(as_coordinator, group) -> None:
    meeting = make_meeting(group, state="planned")
    as_coordinator.post(reverse("groups:meeting-call", args=[meeting.pk]))
    url = reverse("groups:meeting-cancel", args=[meeting.pk])
    assert "1 person has been invited and gets a mail" in as_coordinator.get(url).content.decode()
    assert "reason" in errors_of(as_coordinator.post(url, {"reason": " "}))
    as_coordinator.post(url, {"reason": "Sali ei ole käytössä"})
    meeting.refresh_from_db()
    assert (meeting.state, meeting.cancel_reason, meeting.sequence) == ("cancelled", "Sali ei ole käytössä", 2)
    assert SentNotice.objects.filter(recipient="sihteeri@example.org", text__contains="Sali ei ole").count() == 1


def test_cancelling_twice_is_refused(personas, group) -> None:
    meeting = make_meeting(group)
    cancel_meeting(meeting, reason="Sairaus", at=NOW, by=personas.coordinator)
    with pytest.raises(ValidationError):
        cancel_meeting(meeting, reason="Toinen", at=NOW, by=personas.coordinator)


def test_meeting_is_held_when_its_day_has_come_and_can_be_taken_back(as_coordinator, group) -> None:
    ahead, today = make_meeting(group), make_meeting(group, on=TODAY)
    for meeting in (ahead, today):
        as_coordinator.post(reverse("groups:meeting-held", args=[meeting.pk]))
        meeting.refresh_from_db()
    assert (ahead.state, today.state) == ("planned", "held")
    as_coordinator.post(reverse("groups:meeting-held", args=[today.pk]))
    today.refresh_from_db()
    assert (today.state, today.sequence) == ("planned", 2)


@pytest.fixture
def series(personas, group) -> list[Meeting]:
    """Before and after summer time begins, and one with another group."""
    days = (date(2024, 3, 18), date(2024, 4, 15), date(2024, 5, 13))
    meetings = [Meeting(county=personas.county, title="Sarja", starts_at=at(day), ends_at=at(day, 15)) for day in days]
    sets = ([group], [group], [group, make_group(personas.county, "Vieraana")])
    return make_series(zip(meetings, sets, strict=True), at=NOW, by=personas.coordinator)


def hours(meeting: Meeting) -> tuple[date, int]:
    return meeting.on, timezone.localtime(meeting.starts_at).hour


def test_rest_of_the_series_follows_and_keeps_its_days_and_groups(as_coordinator, series) -> None:
    _first, second, third = series
    second.title = "Oma nimi"
    second.save()
    as_coordinator.post(edit_url(second), opened(as_coordinator, second, starts="13:00", place="Sali", rest="on"))
    for meeting in series:
        meeting.refresh_from_db()
    assert [hours(meeting) for meeting in series] == [
        (date(2024, 3, 18), 14),
        (date(2024, 4, 15), 13),
        (date(2024, 5, 13), 13),
    ]
    assert [(each.title, each.place) for each in series] == [("Sarja", ""), ("Oma nimi", "Sali"), ("Sarja", "Sali")]
    assert third.groups.count() == 2


def test_time_of_the_rest_is_that_of_the_local_clock_over_the_change(personas, series) -> None:
    first = series[0]
    first.starts_at, first.ends_at = local_moment(first.on, time(9)), local_moment(first.on, time(10))
    save_rest_of_series(first, groups=first.groups.all(), at=NOW, by=personas.coordinator)
    for meeting in series:
        meeting.refresh_from_db()
    assert [hours(meeting)[1] for meeting in series] == [9, 9, 9]
    assert series[1].starts_at.astimezone(timezone.get_default_timezone()).utcoffset() == timedelta(hours=3)


def test_rest_leaves_what_was_held_cancelled_or_is_not_ones_own(personas, series) -> None:
    first, second, third = series
    mark_held(second, by=personas.coordinator)
    third.groups.set([make_group(personas.county)])
    first.place = "Sali"
    save_rest_of_series(first, groups=first.groups.all(), at=NOW, by=personas.chair)
    assert list(Meeting.objects.filter(place="Sali")) == [first]


def test_only_this_one_changes_unless_told(as_coordinator, series) -> None:
    as_coordinator.post(edit_url(series[0]), opened(as_coordinator, series[0], place="Sali"))
    assert list(Meeting.objects.filter(place="Sali")) == [series[0]]


@pytest.mark.parametrize(
    ("state", "told", "button"),
    [
        (None, "finish the memo", "Write the memo"),
        ("sent", "The memo waits for the chair", "Read the memo"),
        ("approved", "The memo has been approved", "Read the memo"),
    ],
)
def test_page_tells_how_far_the_memo_of_a_held_meeting_is(as_coordinator, group, state, told, button) -> None:
    meeting = make_meeting(group, on=TODAY - timedelta(days=1), state="held")
    frozen = {"approved_at": NOW, "content": {}} if state == "approved" else {}
    if state:
        make_memo(meeting, state=state, sent_at=NOW, **frozen)
    page = as_coordinator.get(meeting.get_absolute_url()).text
    assert told in page and button in page
    assert ("It was not held after all" in page) == (state is None)


def test_page_tells_whether_the_agenda_has_been_begun(as_coordinator, group) -> None:
    meeting = make_meeting(group)
    assert "Make the agenda</a>" in as_coordinator.get(meeting.get_absolute_url()).text
    make_item(meeting)
    assert "Finish the agenda</a>" in as_coordinator.get(meeting.get_absolute_url()).text


def test_without_groups_it_is_told_where_they_are_made(as_coordinator, personas) -> None:
    personas.group.seats.all().delete()
    personas.group.delete()
    add = reverse("admin:groups_workinggroup_add")
    assert add in as_coordinator.get(reverse("groups:group-list")).text
    for address in (CREATE, reverse("groups:series-create")):
        assert "There are no groups yet" in as_coordinator.get(address).text
