"""Builders of meetings and of what belongs to them; each makes exactly what its name says."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from groups.models import (
    AgendaItem,
    Assignment,
    Attendance,
    Meeting,
    MeetingTopic,
    Memo,
    Person,
    Seat,
    SecretaryTurn,
    WorkingGroup,
)
from plans.models import Comment, Plan, UpdateRound

DAY = date(2024, 3, 18)


def at(day: date, hour: int = 14, minute: int = 0) -> datetime:
    """The moment in local time."""
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def make_meeting(*groups: WorkingGroup, on: date = DAY, hour: int = 14, **fields) -> Meeting:
    """A meeting from ``hour`` to ten to ``hour`` + 2 local time, of the first group's county unless told."""
    starts = at(on, hour)
    values = {"title": "Ryhmän kokous", "starts_at": starts, "ends_at": starts + timedelta(minutes=110)} | fields
    if "county" not in values:
        values["county"] = groups[0].county
    meeting = Meeting.objects.create(**values)
    meeting.groups.set(groups)
    return meeting


def make_topic(*meetings: Meeting, name: str = "Kuukauden teema", **fields) -> MeetingTopic:
    topic = MeetingTopic.objects.create(county=meetings[0].county, name_fi=name, **fields)
    topic.meetings.set(meetings)
    return topic


def make_turn(meeting: Meeting, person: Person | None, group: WorkingGroup | None = None, **fields) -> SecretaryTurn:
    group = group or meeting.groups.first()
    return SecretaryTurn.objects.create(meeting=meeting, group=group, person=person, **fields)


def make_answer(meeting: Meeting, seat: Seat, answer: str = "coming", **fields) -> Attendance:
    return Attendance.objects.create(meeting=meeting, seat=seat, answer=answer, answered_at=timezone.now(), **fields)


def make_item(meeting: Meeting, title: str = "Asiakohta", **fields) -> AgendaItem:
    order = meeting.agenda_items.count() + 1
    return AgendaItem.objects.create(**({"meeting": meeting, "title": title, "order": order} | fields))


def make_memo(meeting: Meeting, **fields) -> Memo:
    return Memo.objects.create(meeting=meeting, **fields)


def make_assignment(group: WorkingGroup, what: str = "Kutsutaan asiantuntija", **fields) -> Assignment:
    return Assignment.objects.create(group=group, what=what, **fields)


def make_comment(target, text: str = "Huomio", **fields) -> Comment:
    """A comment on a measure, an agenda item or a memo."""
    place = {"measure": "measure", "agendaitem": "item", "memo": "memo"}[target._meta.model_name]
    return Comment.objects.create(**({place: target, "text": text} | fields))


def make_round(plan: Plan, name: str = "Syksyn kierros", **fields) -> UpdateRound:
    """An open round of all sections of the plan."""
    values = {
        "period_from": date(2024, 7, 1),
        "period_until": date(2024, 12, 31),
        "opened_on": date(2024, 9, 2),
        "deadline": date(2024, 9, 30),
    }
    made = UpdateRound.objects.create(plan=plan, name_fi=name, **(values | fields))
    made.sections.set(plan.sections.all())
    return made
