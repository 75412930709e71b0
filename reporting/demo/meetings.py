"""Meetings of the demo: who writes in them, their themes, who comes, and the counterparts of the county's people."""

from datetime import date, datetime, time, timedelta
from itertools import cycle

from django.utils import timezone

from groups.models import (
    Attendance,
    Counterpart,
    Meeting,
    MeetingTopic,
    NoticeItem,
    NoticeKind,
    Seat,
    SecretaryTurn,
    SentNotice,
    WorkingGroup,
)
from groups.queries.invitees import invitees_of, meeting_key
from reporting.demo.county import DemoCounty
from reporting.demo.files import texts
from reporting.demo.records import noon, save_all, tie

CALLED_BEFORE = timedelta(days=14)
ANSWERS = (
    ("coming", Attendance.Answer.COMING),
    ("not_coming", Attendance.Answer.NOT_COMING),
    ("deputy", Attendance.Answer.DEPUTY),
)


def load_meetings(county: DemoCounty) -> None:
    data = county.read("meetings")
    county.meetings = {each["key"]: _meeting(county, each, data["hours"]) for each in data["meetings"]}
    save_all(list(county.meetings.values()))
    tie(Meeting.groups, [(county.meetings[key], group) for key, group in _pairs(county, data["meetings"])])
    _load_turns(county, data)
    _load_topics(county, data.get("topics", []))
    _load_counterparts(county, data.get("counterparts", []))
    for each in data["meetings"]:
        if each["state"] == Meeting.State.CALLED:
            _call(county.meetings[each["key"]])
    if "answers" in data:
        _load_answers(county, data["answers"])


def _meeting(county: DemoCounty, entry: dict, hours: dict) -> Meeting:
    is_called = entry["state"] in (Meeting.State.CALLED, Meeting.State.HELD)
    return Meeting(
        county=county.root,
        body=county.organisations[entry["body"]] if "body" in entry else None,
        title=entry["title"],
        starts_at=_at(entry["on"], entry.get("starts", hours["starts"])),
        ends_at=_at(entry["on"], entry.get("ends", hours["ends"])),
        place=entry.get("place", ""),
        link=entry.get("link", ""),
        state=entry["state"],
        called_at=noon(entry["on"] - CALLED_BEFORE) if is_called else None,
    )


def _pairs(county: DemoCounty, entries: list[dict]) -> list[tuple[str, WorkingGroup]]:
    return [(each["key"], county.groups[group]) for each in entries for group in each.get("groups", ())]


def _load_turns(county: DemoCounty, data: dict) -> None:
    """Each group's people write in turn, from the first meeting on; then the exceptions."""
    exceptions = {(each["meeting"], each["group"]): each for each in data.get("taken_over", ())}
    turns = [
        turn
        for each in data.get("secretaries", ())
        for turn in _turns_of_group(county, each, data["meetings"], exceptions)
    ]
    save_all(turns)
    county.writers = {(turn.meeting_id, turn.group_id): turn.person for turn in turns}


def _turns_of_group(county: DemoCounty, entry: dict, meetings: list[dict], exceptions: dict) -> list[SecretaryTurn]:
    group = county.groups[entry["group"]]
    group.secretary_way = entry["way"]
    group.secretary_pool = county.groups[entry["pool"]] if "pool" in entry else None
    group.save()
    group.history.filter(history_type="~").delete()  # the demo's groups have been so from the beginning
    order = sorted((each["on"], each["key"]) for each in meetings if entry["group"] in each.get("groups", ()))
    people = cycle(county.people[key] for key in entry["people"])
    return [
        _turn(county, county.meetings[key], group, next(people), exceptions.get((key, entry["group"])))
        for _day, key in order
    ]


def _turn(county: DemoCounty, meeting: Meeting, group: WorkingGroup, person, exception: dict | None) -> SecretaryTurn:
    if exception:
        return SecretaryTurn(
            meeting=meeting,
            group=group,
            person=county.people[exception["person"]],
            instead_of=county.people[exception["instead_of"]],
            reason=exception["reason"],
        )
    return SecretaryTurn(meeting=meeting, group=group, person=person)


def _load_topics(county: DemoCounty, entries: list[dict]) -> None:
    made = [
        MeetingTopic(
            county=county.root,
            order=order,
            to_be_confirmed=each.get("to_be_confirmed", False),
            **texts(each, "name"),
        )
        for order, each in enumerate(entries, start=1)
    ]
    save_all(made)
    county.topics = {topic.name_fi: topic for topic in made}
    pairs = [
        (topic, county.meetings[key]) for topic, each in zip(made, entries, strict=True) for key in each["meetings"]
    ]
    tie(MeetingTopic.meetings, pairs)


def _load_counterparts(county: DemoCounty, entries: list[dict]) -> None:
    save_all(
        [
            Counterpart(
                county=county.root,
                organisation=county.organisations[organisation],
                person=county.people[person] if person else None,
                order=order,
                **texts(each, "name"),
            )
            for order, each in enumerate(entries, start=1)
            for organisation, person in each["places"]
        ]
    )


def _call(meeting: Meeting) -> None:
    """The invitations that went out two weeks before, as the log of mails keeps them."""
    at = noon(meeting.on - CALLED_BEFORE)
    notices = [
        SentNotice(
            recipient=invitee.person.email,
            person=invitee.person,
            kind=NoticeKind.INVITATION,
            subject=meeting.title,
            sent_at=at,
            attempts=1,
        )
        for invitee in invitees_of(meeting).people
    ]
    save_all(notices)
    save_all([_told(notice, meeting, at) for notice in notices])
    SentNotice.objects.filter(pk__in=[notice.pk for notice in notices]).update(created_at=at)


def _told(notice: SentNotice, meeting: Meeting, at: datetime) -> NoticeItem:
    return NoticeItem(
        notice=notice,
        recipient=notice.recipient,
        key=meeting_key(meeting),
        stage=f"called {notice.person_id}",
        due_on=meeting.on,
        on=timezone.localdate(at),
    )


def _load_answers(county: DemoCounty, entry: dict) -> None:
    meeting = county.meetings[entry["meeting"]]
    said = {county.people[key].pk: answer for name, answer in ANSWERS for key in entry.get(name, ())}
    seats = Seat.objects.filter(group__meetings=meeting, person__in=said).select_related("deputy")
    save_all(
        [
            Attendance(
                meeting=meeting,
                seat=seat,
                answer=said[seat.person_id],
                deputy=seat.deputy if said[seat.person_id] == Attendance.Answer.DEPUTY else None,
                answered_at=noon(meeting.on - timedelta(days=10)),
            )
            for seat in seats.distinct()
        ]
    )


def _at(day: date, hour: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, hour))
