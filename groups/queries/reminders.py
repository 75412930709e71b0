"""What the groups' people should be reminded of: tasks, turns to write, and memos."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.models import Assignment, Meeting, Memo, Seat, SecretaryTurn
from hyte.lib.due import DueThing
from hyte.lib.templatetags.hyte import day

TURN_TOLD = timedelta(days=14)  # before the meeting
MEMO_WITHIN = timedelta(days=7)  # after the meeting, and again for the chair
OLDEST_MEMO = timedelta(days=60)  # older meetings had their memos elsewhere
CHAIRS = (Seat.SeatRole.CHAIR, Seat.SeatRole.VICE_CHAIR)
WRITERS = (Seat.SeatRole.SECRETARY, Seat.SeatRole.SECRETARY_POOL)


def due_reminders(on: date) -> list[DueThing]:
    """Open tasks with a day, turns of meetings to come, memos to be written and approved; a constant number of queries."""
    backups = Backups(on)
    return [*_tasks(backups), *_turns(on, backups), *_memos(on, backups)]


class Backups:
    """Who is asked when somebody can't be reached, by group: from the seats and turns of the day."""

    def __init__(self, on: date) -> None:
        self.deputies: dict[tuple[int, int], list[int]] = defaultdict(list)
        self.by_role: dict[tuple[int, str], list[int]] = defaultdict(list)
        seats = Seat.objects.held_on(on).order_by("order", "pk")
        self.with_account: set[int] = set()
        for group, role, person, deputy, user in seats.values_list("group", "role", "person", "deputy", "person__user"):
            if person:
                self.by_role[group, role].append(person)
            if user:
                self.with_account.add(person)
            if person and deputy:
                self.deputies[group, person].append(deputy)
        coming = SecretaryTurn.objects.filter(meeting__in=Meeting.objects.standing(), meeting__starts_at__date__gte=on)
        self.writers: dict[int, int] = {}
        for group, person in coming.order_by("meeting__starts_at").values_list("group", "person"):
            if person:
                self.writers.setdefault(group, person)

    def secretaries(self, group: int) -> tuple[int, ...]:
        """The one whose turn comes next, then the others who write in the group."""
        others = [person for role in WRITERS for person in self.by_role[group, role]]
        return _each_once([*([self.writers[group]] if group in self.writers else []), *others])

    def chairs(self, group: int) -> tuple[int, ...]:
        """Those who can sign in and approve."""
        people = [person for role in CHAIRS for person in self.by_role[group, role]]
        return _each_once(person for person in people if person in self.with_account)

    def after(self, person: int | None, group: int) -> tuple[int, ...]:
        """The person, the person's deputy in the group, and the group's secretaries."""
        first = [person, *self.deputies[group, person]] if person else []
        return _each_once([*first, *self.secretaries(group)])


def _tasks(backups: Backups) -> list[DueThing]:
    tasks = Assignment.objects.open().exclude(due_on=None).select_related("group", "meeting")
    return [
        DueThing(
            key=f"task:{task.pk}",
            county=task.group.county_id,
            people=backups.after(task.person_id, task.group_id),
            since=min(timezone.localdate(task.created_at), task.meeting.on if task.meeting else task.due_on),
            due_on=task.due_on,
            title=task.what,
            what=_("Task of the group %(group)s") % {"group": task.group},
            address=task.group.get_absolute_url(),
        )
        for task in tasks
    ]


def _turns(on: date, backups: Backups) -> list[DueThing]:
    coming = Meeting.objects.standing().between(on, on + TURN_TOLD)
    turns = SecretaryTurn.objects.filter(meeting__in=coming).exclude(person=None).select_related("meeting", "group")
    return [
        DueThing(
            key=f"turn:{turn.pk}:{turn.person_id}",
            county=turn.group.county_id,
            people=backups.after(turn.person_id, turn.group_id),
            since=turn.meeting.on - TURN_TOLD,
            due_on=turn.meeting.on,
            title=_("Your turn as the secretary: %(meeting)s") % {"meeting": turn.meeting},
            what=_("Look at the agenda in good time; the hand-over page tells what is open."),
            address=turn.meeting.get_absolute_url(),
        )
        for turn in turns
    ]


def _memos(on: date, backups: Backups) -> list[DueThing]:
    past = Meeting.objects.standing().between(on - OLDEST_MEMO, on - timedelta(days=1))
    turns = SecretaryTurn.objects.filter(meeting__in=past).select_related("meeting", "meeting__memo", "group")
    things = [_memo(turn, on, backups) for turn in turns]
    return [thing for thing in things if thing]


def _memo(turn: SecretaryTurn, on: date, backups: Backups) -> DueThing | None:
    memo = getattr(turn.meeting, "memo", None)
    if memo and memo.is_approved:
        return None
    waits_for_chair = bool(memo and memo.state == Memo.State.SENT)
    since = turn.meeting.on + timedelta(days=1)
    if waits_for_chair:
        since = min(timezone.localdate(memo.sent_at), on)  # the clock runs ahead of a day that is held still
    chairs = backups.chairs(turn.group_id)
    title = _("Approve the memo: %(meeting)s") if waits_for_chair else _("Finish the memo: %(meeting)s")
    return DueThing(
        key=f"memo:{turn.meeting_id}:{turn.group_id}:{'approve' if waits_for_chair else 'write'}",
        county=turn.group.county_id,
        people=chairs if waits_for_chair else backups.after(turn.person_id, turn.group_id),
        since=since,
        due_on=since + MEMO_WITHIN,
        title=title % {"meeting": turn.meeting},
        what=_("The meeting was on %(day)s.") % {"day": day(turn.meeting.on)},
        address=reverse("groups:meeting-detail", args=[turn.meeting_id]),
    )


def _each_once(people: Iterable[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(people))
