"""Agendas and memos of the demo, and the tasks that were agreed in the meetings."""

from datetime import date

from groups.models import AgendaItem, Assignment, Attendance, Meeting, Memo, PersonalLink, Seat, SentNotice
from plans.models import AgendaMeasure
from plans.queries.meetings import measures_of
from plans.services.memo import approve_memo
from reporting.demo.county import DemoCounty
from reporting.demo.records import noon, save_all

COPIED = ("kind", "title", "text", "discussion", "decided")
ON_THE_AGENDA = 8  # measures


def load_memos(county: DemoCounty) -> None:
    for entry in county.read("meetings").get("memos", []):
        meeting = county.meetings[entry["meeting"]]
        _load_items(county, meeting, entry["items"])
        _load_tasks(county, meeting, entry.get("tasks", []))
        if "approved" in entry:
            _load_attendance(county, meeting, entry["absent"])
            _approve(county, meeting, entry)


def _load_items(county: DemoCounty, meeting: Meeting, entries: list[dict]) -> None:
    items = [
        AgendaItem(
            meeting=meeting,
            order=order,
            minutes=each.get("minutes"),
            presenter=county.people[each["presenter"]] if "presenter" in each else None,
            topic=county.topics[each["topic"]] if "topic" in each else None,
            **{name: each.get(name, "") for name in COPIED},
        )
        for order, each in enumerate(entries, start=1)
    ]
    save_all(items)
    measures = list(measures_of(meeting)[:ON_THE_AGENDA])
    save_all(
        [
            AgendaMeasure(item=item, measure=measure, order=order)
            for item in items
            if item.kind == AgendaItem.Kind.MEASURES
            for order, measure in enumerate(measures, start=1)
        ]
    )


def _load_tasks(county: DemoCounty, meeting: Meeting, entries: list[dict]) -> None:
    groups = list(meeting.groups.all())
    save_all(
        [
            Assignment(
                group=county.groups[each["group"]] if "group" in each else groups[0],
                meeting=meeting if meeting.state == Meeting.State.HELD else None,
                what=each["what"],
                person=county.people[each["person"]],
                due_on=each["due"],
                state=Assignment.State.DONE if "done" in each else Assignment.State.OPEN,
                ended_on=each.get("done"),
                outcome=each.get("outcome", ""),
            )
            for each in entries
        ]
    )


def _load_attendance(county: DemoCounty, meeting: Meeting, absent: list[str]) -> None:
    away = {county.people[key].pk for key in absent}
    seats = Seat.objects.held_on(meeting.on).filter(group__meetings=meeting).exclude(person=None)
    save_all(
        [
            Attendance(
                meeting=meeting,
                seat=seat,
                attended=Attendance.Attended.ABSENT if seat.person_id in away else Attendance.Attended.PRESENT,
            )
            for seat in seats
        ]
    )


def _approve(county: DemoCounty, meeting: Meeting, entry: dict) -> None:
    """As the chair would on the day; the mails about it stay unsent."""
    on: date = entry["approved"]
    memo = Memo(
        meeting=meeting,
        state=Memo.State.SENT,
        summary=entry["summary"],
        guests=entry["guests"],
        written_by=county.coordinator,
        sent_at=noon(on),
    )
    save_all([memo])
    notices = approve_memo(memo, on=on, at=noon(on), by=county.coordinator)
    SentNotice.objects.filter(pk__in=[notice.pk for notice in notices]).delete()
    PersonalLink.objects.filter(meeting=meeting).delete()
