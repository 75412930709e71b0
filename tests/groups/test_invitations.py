"""Invitations: one mail for each person, with a calendar file and a link of the person's own; nobody gets one twice."""

import re
from datetime import timedelta

import icalendar
import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from groups.models import LinkPurpose, Meeting, NoticeKind, Person, SentNotice
from groups.queries.invitees import invitees_of
from groups.services.answers import answer_meeting
from groups.services.invitations import announce_cancellation, announce_change, call_meeting, invite_deputies
from groups.services.links import find_link
from groups.services.mail import deliver
from groups.services.meetings import cancel_meeting, save_meeting
from tests.factories.groups import make_county, make_group, make_person, make_seat
from tests.factories.meetings import DAY, at, make_meeting, make_topic, make_turn

pytestmark = pytest.mark.django_db
BEFORE = DAY - timedelta(days=14)


@pytest.fixture
def meeting() -> Meeting:
    group = make_group(make_county(), "Työikäisten ryhmä")
    return make_meeting(group, place="Kielotie 13", title="Työikäisten kokous")


@pytest.fixture
def members(meeting) -> list[Person]:
    people = [make_person(f"Jäsen {name}", email=f"{name.lower()}@example.org") for name in ("Aino", "Eero")]
    for person in people:
        make_seat(meeting.groups.get(), person)
    return people


def when(**fields) -> dict:
    return {"on": BEFORE, "at": timezone.now(), "by": None} | fields


def recipients(notices: list[SentNotice]) -> list[str]:
    return sorted(notice.recipient for notice in notices)


def event_in(notice: SentNotice) -> icalendar.Event:
    calendar = icalendar.Calendar.from_ical(notice.calendar)
    (event,) = calendar.walk("VEVENT")
    assert calendar.errors == event.errors == []
    event.method = calendar["method"]
    return event


def refusal(meeting: Meeting, **fields) -> str:
    with pytest.raises(ValidationError) as refused:
        call_meeting(meeting, **when(**fields))
    assert not SentNotice.objects.exists()
    return " ".join(refused.value.messages)


def test_everybody_gets_one_mail_whatever_the_number_of_seats(meeting, members):
    other = make_group(meeting.county, "Lapset ja nuoret")
    meeting.groups.add(other)
    make_seat(other, members[0], "expert")
    notices = call_meeting(meeting, **when())
    assert recipients(notices) == ["aino@example.org", "eero@example.org"]
    assert {(notice.kind, notice.person.email) for notice in notices} == {
        (NoticeKind.INVITATION, "aino@example.org"),
        (NoticeKind.INVITATION, "eero@example.org"),
    }


def test_calling_makes_the_meeting_called_and_raises_its_version(meeting, members):
    call_meeting(meeting, **when())
    meeting.refresh_from_db()
    assert (meeting.state, meeting.called_at is not None, meeting.sequence) == ("called", True, 1)
    assert meeting.history.first().state == "called"


def test_invitation_has_the_calendar_file_of_its_reader_alone(meeting, members):
    notices = call_meeting(meeting, **when())
    event = event_in(next(notice for notice in notices if notice.recipient == "eero@example.org"))
    assert (event.method, event["uid"], event["sequence"]) == ("REQUEST", str(meeting.uid), 1)
    assert (event["attendee"], event["attendee"].params["CN"]) == ("mailto:eero@example.org", "Jäsen Eero")
    assert (event["summary"], event["location"], event["status"]) == ("Työikäisten kokous", "Kielotie 13", "CONFIRMED")
    assert event["dtstart"].dt == at(DAY, 14)
    assert event["url"] == f"http://localhost:8000/kokoukset/{meeting.pk}/"
    assert "/k/" not in "".join(notice.calendar for notice in notices)  # calendars are shared with others


def test_mail_is_in_the_language_of_its_reader(meeting, members):
    Person.objects.filter(pk=members[1].pk).update(language="en")
    make_topic(meeting, name="Hyte-rakenteet", to_be_confirmed=True)
    by_address = {notice.recipient: notice for notice in call_meeting(meeting, **when())}
    english = by_address["eero@example.org"]
    assert english.subject == "Invitation: Työikäisten kokous, 18 Mar 2024"
    for words in ("18\N{NO-BREAK SPACE}Mar", "Hyte-rakenteet (to be confirmed)", "Kielotie 13", "Jäsen Eero"):
        assert words in english.text and words in english.html
    assert '<html lang="en">' in english.html
    finnish = by_address["aino@example.org"]
    assert "18.3.2024" in finnish.text and '<html lang="fi">' in finnish.html


def test_link_in_the_mail_is_the_readers_own_and_lasts_over_the_meeting(meeting, members):
    notices = call_meeting(meeting, **when())
    links = {}
    for notice in notices:
        (token,) = set(re.findall(r"http://localhost:8000/k/([^/\s\"]+)/", notice.text + notice.html))
        links[notice.recipient] = find_link(token, LinkPurpose.MEETING, at=timezone.now())
    assert {address: link.person.email for address, link in links.items()} == {each: each for each in links}
    assert all(link.meeting == meeting for link in links.values())
    assert all(link.expires_at > max(timezone.now(), meeting.ends_at) + timedelta(days=59) for link in links.values())


def test_names_and_titles_are_text_in_the_html(meeting, members):
    Meeting.objects.update(title='Kokous <script>alert("x")</script> & muuta')
    for notice in call_meeting(meeting, **when()):
        assert "<script>" not in notice.html and "&lt;script&gt;" in notice.html
        assert '<script>alert("x")</script> & muuta' in notice.text


def test_html_of_mails_brings_nothing_from_elsewhere(meeting, members):
    html = call_meeting(meeting, **when())[0].html
    assert not re.search(r"<(img|script|link|iframe)\b|url\(|\son\w+=", html)


def test_secretary_in_turn_is_invited_and_told_so(meeting, members):
    Person.objects.update(language="en")
    writer = make_person("Vuorossa Oleva", email="vuoro@example.org", language="en")
    make_turn(meeting, writer)
    make_turn(meeting, members[0], make_group(meeting.county, "Lapset"))
    told = {notice.recipient: "It is your turn" in notice.text for notice in call_meeting(meeting, **when())}
    assert told == {"vuoro@example.org": True, "aino@example.org": True, "eero@example.org": False}


def test_secretaries_whose_turn_it_is_not_are_left_in_peace(meeting, members):
    make_seat(meeting.groups.get(), make_person("Ei Vuorossa", email="ei@example.org"), "secretary_pool")
    assert "ei@example.org" not in recipients(call_meeting(meeting, **when()))


def test_whom_mail_does_not_reach_is_told_to_the_caller(in_english, meeting, members):
    group = meeting.groups.get()
    make_seat(group, make_person("Osoitteeton Olli"))
    make_seat(group, make_person("Lähtenyt Liisa", email="liisa@example.org", left_on=DAY - timedelta(days=1)))
    make_seat(group, None, "chair")
    make_seat(group, make_person("Entinen Esa", email="esa@example.org"), ends_on=DAY - timedelta(days=1))
    assert recipients(call_meeting(meeting, **when())) == ["aino@example.org", "eero@example.org"]
    assert sorted(str(each) for each in invitees_of(meeting).unreached) == [
        "Chair, Työikäisten ryhmä (The seat is vacant)",
        "Lähtenyt Liisa (Has left)",
        "Osoitteeton Olli (No e-mail address)",
    ]


def test_calling_again_reaches_newcomers_only_unless_everybody_is_asked_for(meeting, members):
    call_meeting(meeting, **when())
    assert call_meeting(meeting, **when()) == []
    make_seat(meeting.groups.get(), make_person("Uusi Jäsen", email="uusi@example.org"))
    assert recipients(call_meeting(meeting, **when())) == ["uusi@example.org"]
    assert len(call_meeting(meeting, **when(), again=True)) == 3
    meeting.refresh_from_db()
    assert meeting.sequence == 1


def test_mended_address_is_invited_anew(meeting, members):
    call_meeting(meeting, **when())
    Person.objects.filter(pk=members[0].pk).update(email="oikea@example.org")
    assert recipients(call_meeting(meeting, **when())) == ["oikea@example.org"]


def test_two_people_with_one_address_both_get_theirs(meeting, members):
    Person.objects.update(email="kirjaamo@example.org")
    assert len(call_meeting(meeting, **when())) == 2
    assert call_meeting(meeting, **when()) == []


def test_meetings_that_are_over_cancelled_or_of_a_body_are_not_called(in_english, meeting, members):
    over = "The meeting has been held already, so nobody is invited any more."
    assert refusal(meeting, on=DAY + timedelta(days=1)) == over
    Meeting.objects.update(state="held")
    assert refusal(meeting) == over
    Meeting.objects.update(state="cancelled", cancel_reason="Este")
    assert refusal(meeting) == "The meeting has been cancelled, so nobody is invited."
    Meeting.objects.update(state="planned")
    meeting.groups.clear()
    assert refusal(meeting).startswith("A body calls its own meetings")


# Changes and cancellations


def change(meeting: Meeting, **fields) -> Meeting:
    meeting = Meeting.objects.get(pk=meeting.pk)
    for name, value in fields.items():
        setattr(meeting, name, value)
    return save_meeting(meeting, groups=meeting.groups.all(), at=timezone.now(), by=None)


def test_change_keeps_the_uid_and_raises_the_version(meeting, members):
    first = event_in(call_meeting(meeting, **when())[0])
    change(meeting, place="Keravan kaupungintalo")
    notices = announce_change(meeting, **when())
    second = event_in(notices[0])
    assert recipients(notices) == ["aino@example.org", "eero@example.org"]
    assert (second.method, second["uid"], second["location"]) == ("REQUEST", first["uid"], "Keravan kaupungintalo")
    assert (first["sequence"], second["sequence"]) == (1, 2)
    assert second["dtstamp"].dt >= first["dtstamp"].dt


def test_cancellation_keeps_the_uid_raises_the_version_and_tells_why(meeting, members):
    Person.objects.update(language="en")
    first = event_in(call_meeting(meeting, **when())[0])
    cancel_meeting(Meeting.objects.get(), reason="Puheenjohtaja on estynyt", at=timezone.now(), by=None)
    notices = announce_cancellation(meeting, **when())
    last = event_in(notices[0])
    assert (last.method, last["status"], last["uid"]) == ("CANCEL", "CANCELLED", first["uid"])
    assert last["sequence"] == first["sequence"] + 1
    assert last["summary"] == "Cancelled: Työikäisten kokous"
    assert "Puheenjohtaja on estynyt" in notices[0].text and "/k/" not in notices[0].text
    assert announce_cancellation(meeting, **when()) == []


def test_nobody_is_told_of_a_meeting_to_which_nobody_was_invited(meeting, members):
    assert announce_change(meeting, **when()) == []
    cancel_meeting(Meeting.objects.get(), reason="Este", at=timezone.now(), by=None)
    assert announce_cancellation(meeting, **when()) == []


def test_change_of_a_past_meeting_is_not_mailed(meeting, members):
    call_meeting(meeting, **when())
    assert announce_change(meeting, **when(on=DAY + timedelta(days=1))) == []


def test_who_is_no_longer_concerned_is_told_at_the_next_change(meeting, members):
    call_meeting(meeting, **when())
    members[0].seats.update(ends_on=DAY - timedelta(days=1))
    methods = {notice.recipient: event_in(notice).method for notice in announce_change(meeting, **when())}
    assert methods == {"aino@example.org": "CANCEL", "eero@example.org": "REQUEST"}
    assert recipients(announce_change(meeting, **when())) == ["eero@example.org"]


def test_mail_that_still_waits_gives_way_to_the_newer_one(meeting, members):
    for notice in call_meeting(meeting, **when()):
        if notice.recipient == "eero@example.org":
            deliver(notice)
    change(meeting, place="Keravan kaupungintalo")
    announce_change(meeting, **when())
    waiting = SentNotice.objects.filter(sent_at=None).order_by("recipient")
    assert [notice.recipient for notice in waiting] == ["aino@example.org", "eero@example.org"]
    assert all("Keravan kaupungintalo" in notice.text for notice in waiting)


# Deputies


def send_deputy(meeting: Meeting, person: Person, deputy: Person | None = None) -> list[SentNotice]:
    answer_meeting(meeting, person, "deputy", deputy=deputy, on=BEFORE, at=timezone.now())
    return invite_deputies(meeting, **when())


def test_deputy_gets_the_invitation_too(meeting, members):
    deputy = make_person("Varalla Oleva", email="varalla@example.org", language="en")
    call_meeting(meeting, **when())
    notices = send_deputy(meeting, members[0], deputy)
    assert recipients(notices) == ["varalla@example.org"]
    assert "in place of Jäsen Aino" in notices[0].text
    assert event_in(notices[0]).method == "REQUEST"
    assert invite_deputies(meeting, **when()) == []


def test_deputy_of_the_seat_gets_it_where_nobody_is_chosen(meeting, members):
    members[0].seats.update(deputy=make_person("Nimetty", email="nimetty@example.org"))
    assert recipients(send_deputy(meeting, members[0])) == ["nimetty@example.org"]


def test_deputy_who_is_not_needed_after_all_is_told(meeting, members):
    call_meeting(meeting, **when())
    send_deputy(meeting, members[0], make_person("Varalla Oleva", email="varalla@example.org"))
    answer_meeting(meeting, members[0], "coming", on=BEFORE, at=timezone.now())
    (notice,) = invite_deputies(meeting, **when())
    assert (notice.recipient, event_in(notice).method) == ("varalla@example.org", "CANCEL")
