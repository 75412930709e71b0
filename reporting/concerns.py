"""What waits for somebody who is signed in: meetings, memos, tasks, rounds, and news of what is followed."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, Prefetch, Q
from django.utils import timezone

from groups.access import may_run
from groups.models import Assignment, Attendance, Meeting, Memo, Organisation, Person, Seat, SecretaryTurn, SentNotice
from groups.permissions import Permission, Role
from groups.queries.assignments import open_tasks_of
from groups.queries.notices import undelivered
from groups.standing import TURN_LASTS, standing_of
from indicators.models import Indicator, SyncItem
from indicators.queries.runs import failing, waiting_titles
from plans.models import Comment, UpdateRound
from plans.queries.asked import RoundAsk, asks_of
from plans.queries.comments import waiting_comments
from plans.queries.follow import FollowedChange, changes_followed
from plans.queries.rounds import RoundState, states_of
from reporting.queries.ahead import CountyAhead, ahead_of

CHAIRS = (Seat.SeatRole.CHAIR, Seat.SeatRole.VICE_CHAIR)
AHEAD = (Meeting.State.PLANNED, Meeting.State.CALLED)
SHOWN_MEETINGS = 3
SHOWN_TASKS = 5
SHOWN_COMMENTS = 5
SHOWN_CHANGES = 5
NEWS_OF = timedelta(days=14)
SECRETARY_KNOWN = timedelta(days=45)  # before the meeting


@dataclass(frozen=True)
class ComingMeeting:
    """A meeting of one's groups: whose turn it is to write, and whether one has still to answer the invitation."""

    meeting: Meeting
    writers: list[Person]
    is_mine: bool
    asks_answer: bool
    runs: bool


@dataclass
class Concerns:
    """Lists without content aren't shown."""

    rounds: list[RoundAsk] = field(default_factory=list)
    states: list[RoundState] = field(default_factory=list)
    meetings: list[ComingMeeting] = field(default_factory=list)
    memos_to_write: list[Meeting] = field(default_factory=list)
    memos_to_approve: list[Memo] = field(default_factory=list)
    tasks: list[Assignment] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    without_secretary: list[Meeting] = field(default_factory=list)
    undelivered: list[SentNotice] = field(default_factory=list)
    delayed: int = 0
    retitled: list[Indicator] = field(default_factory=list)
    unfetched: list[SyncItem] = field(default_factory=list)
    changes: list[FollowedChange] = field(default_factory=list)
    ahead: list[CountyAhead] = field(default_factory=list)

    @property
    def waiting(self) -> list[RoundAsk]:
        """Rounds in which something is left for the reader to answer."""
        return [each for each in self.rounds if each.waiting]

    @property
    def asked(self) -> set[int]:
        """Ids of the measures in open rounds that ask the reader, answered or not; a coordinator's rounds ask others, too."""
        own = {ask.measure.pk for each in self.rounds for ask in each.asks}
        return own.union(*(state.measures for state in self.states))

    @property
    def shown_tasks(self) -> list[Assignment]:
        return self.tasks[:SHOWN_TASKS]

    @property
    def shown_changes(self) -> list[FollowedChange]:
        return self.changes[:SHOWN_CHANGES]


def concerns_of(user, on: date) -> Concerns:
    """A constant number of queries; nothing is asked where the account can't have it."""
    if not user.is_authenticated:
        return Concerns()
    person = getattr(user, "person", None)
    standing = standing_of(user)
    concerns = Concerns(rounds=asks_of(user, on), changes=_news(user, on))
    if person:
        concerns.tasks = list(open_tasks_of(person))
    if person and standing.groups:
        concerns.meetings = _coming(user, person, standing.groups, on)
        concerns.memos_to_write = _memos_to_write(person, on)
        concerns.comments = _comments(concerns.meetings)
    if chaired := standing.seats.get(Role.CHAIR):
        waiting = Memo.objects.filter(state=Memo.State.SENT, meeting__in=Meeting.objects.of_groups(chaired))
        concerns.memos_to_approve = list(waiting.select_related("meeting"))
    if counties := standing.reach(Permission.EDIT_PLAN).counties:
        rounds = UpdateRound.objects.open().filter(plan__county__in=counties).select_related("plan")
        concerns.states = states_of(rounds.order_by("deadline", "pk"), on)
        concerns.memos_to_approve += _without_chair(counties, on)
        concerns.without_secretary = _without_secretary(counties, on)
        _add_mails(concerns, counties)
    if reporting := standing.reach(Permission.REPORT).counties:
        concerns.ahead = [ahead_of(each, on, user) for each in Organisation.objects.filter(pk__in=reporting)]
    if keeping := standing.reach(Permission.KEEP_INDICATORS).counties:
        concerns.retitled = list(waiting_titles().in_use_of(keeping))
        concerns.unfetched = list(failing(Indicator.objects.synced().in_use_of(keeping)))
    return concerns


def _without_chair(counties: Iterable[int], on: date) -> list[Memo]:
    """Sent memos that no chair can sign in to approve: the coordinators are asked instead."""
    chairs = Seat.objects.held_on(on).filter(role__in=CHAIRS, person__user__isnull=False)
    chaired = Meeting.objects.of_groups(chairs.values("group"))
    memos = Memo.objects.filter(state=Memo.State.SENT, meeting__county__in=counties)
    return list(memos.exclude(meeting__in=chaired).select_related("meeting"))


def _add_mails(concerns: Concerns, counties: Iterable[int]) -> None:
    for county in Organisation.objects.filter(pk__in=counties):
        found = undelivered(county, at=timezone.now())
        concerns.undelivered += found.given_up
        concerns.delayed += len(found.delayed)


def _news(user, on: date) -> list[FollowedChange]:
    return changes_followed(user, timezone.make_aware(datetime.combine(on - NEWS_OF, time())))


def _coming(user, person: Person, groups: Iterable[int], on: date) -> list[ComingMeeting]:
    turns = SecretaryTurn.objects.exclude(person=None).select_related("person")
    ahead = Meeting.objects.filter(state__in=AHEAD, starts_at__date__gte=on).of_groups(groups)
    meetings = ahead.prefetch_related("groups", Prefetch("secretary_turns", turns)).order_by("starts_at", "pk")
    shown = list(meetings[:SHOWN_MEETINGS])
    silent = _silent(person, shown)
    return [_coming_meeting(user, person, meeting, silent) for meeting in shown]


def _coming_meeting(user, person: Person, meeting: Meeting, silent: set[int]) -> ComingMeeting:
    writers = list({turn.person_id: turn.person for turn in meeting.secretary_turns.all()}.values())
    return ComingMeeting(meeting, writers, person in writers, meeting.pk in silent, may_run(user, meeting))


def _comments(meetings: list[ComingMeeting]) -> list[Comment]:
    """What waits for an answer in the groups in which it is one's own turn next."""
    groups = {group.pk for each in meetings if each.is_mine for group in each.meeting.groups.all()}
    return list(waiting_comments(groups)[:SHOWN_COMMENTS]) if groups else []


def _silent(person: Person, meetings: list[Meeting]) -> set[int]:
    """Ids of the called meetings in which the person has a seat and hasn't said whether to come."""
    called = [meeting.pk for meeting in meetings if meeting.state == Meeting.State.CALLED]
    if not called:
        return set()
    answered = Attendance.objects.filter(meeting=OuterRef("pk"), seat__person=person).exclude(answer="")
    seats = Seat.objects.filter(
        person=person, group__meetings=OuterRef("pk"), starts_on__lte=OuterRef("starts_at__date")
    )
    held = seats.filter(Q(ends_on=None) | Q(ends_on__gte=OuterRef("starts_at__date")))
    sits = Exists(held.exclude(role=Seat.SeatRole.SECRETARY_POOL))
    return set(Meeting.objects.filter(sits, ~Exists(answered), pk__in=called).values_list("pk", flat=True))


def _memos_to_write(person: Person, on: date) -> list[Meeting]:
    """Meetings in which the person was the secretary and whose memo hasn't gone to the chair."""
    recent = Meeting.objects.standing().between(on - TURN_LASTS, on)
    gone = Q(memo__state__in=(Memo.State.SENT, Memo.State.APPROVED))
    mine = recent.filter(secretary_turns__person=person).exclude(gone)
    return list(mine.distinct().order_by("starts_at", "pk"))


def _without_secretary(counties: Iterable[int], on: date) -> list[Meeting]:
    """Meetings of the next weeks for a group of which nobody is known to write."""
    ahead = Meeting.objects.filter(county__in=counties, state__in=AHEAD).between(on, on + SECRETARY_KNOWN)
    turn = SecretaryTurn.objects.filter(
        meeting=OuterRef("meeting"), group=OuterRef("workinggroup"), person__isnull=False
    )
    seat = Seat.objects.held_on(on).filter(
        group=OuterRef("workinggroup"), role=Seat.SeatRole.SECRETARY, person__isnull=False
    )
    taking_part = Meeting.groups.through.objects.filter(~Exists(turn), ~Exists(seat), meeting__in=ahead)
    return list(Meeting.objects.filter(pk__in=taking_part.values("meeting")).order_by("starts_at", "pk"))
