"""What somebody follows, and what has happened to it; only what that one may see."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from groups.models import Meeting, Memo, WorkingGroup
from groups.permissions import Permission
from hyte.lib.templatetags.hyte import day
from plans.models import Follow, Goal, Measure, Plan, StatusUpdate, WordingVersion

KINDS = {Measure: "measure", Goal: "goal", WorkingGroup: "group"}
LONGEST = 160  # characters of a text in a list of changes


@dataclass(frozen=True)
class FollowedChange:
    """Something that happened: to what, what it was, and the page that tells more. ``address`` is a path of ours.

    Texts are in the language that was active when they were made. ``kind``: status, wording, called, cancelled, memo.
    """

    at: datetime
    kind: str
    title: str
    what: str
    address: str


@dataclass(frozen=True)
class Followed:
    """What somebody follows of what that one may see now."""

    measures: list[Measure]
    goals: list[Goal]
    groups: list[WorkingGroup]

    def __bool__(self) -> bool:
        return bool(self.measures or self.goals or self.groups)


def followed_by(user) -> Followed:
    """Three queries whatever the number; what the user may no longer see stays hidden."""
    follows = Follow.objects.filter(user=user)
    measures = Measure.objects.visible_to(user).filter(pk__in=follows.values("measure")).in_plan_order()
    goals = Goal.objects.filter(pk__in=follows.values("goal"), section__plan__in=Plan.objects.visible_to(user))
    groups = WorkingGroup.objects.visible_to(user).filter(pk__in=follows.values("group"))
    return Followed(
        list(measures.select_related("plan")), list(goals.select_related("section__plan")), list(groups.distinct())
    )


def is_followed(user, thing: Measure | Goal | WorkingGroup) -> bool:
    return Follow.objects.filter(user=user, **target_of(thing)).exists()


def target_of(thing: Measure | Goal | WorkingGroup) -> dict:
    """The field of a Follow that holds the thing."""
    return {KINDS[type(thing)]: thing}


def changes_followed(user, since: datetime) -> list[FollowedChange]:
    """What has happened since the moment to what the user follows, newest first; nine queries at most."""
    if not (followed := followed_by(user)):
        return []
    changes = [*_of_measures(user, followed, since), *_of_groups(user, followed.groups, since)]
    return sorted(changes, key=_moment, reverse=True)


def _moment(change: FollowedChange) -> datetime:
    return change.at


def _of_measures(user, followed: Followed, since: datetime) -> Iterable[FollowedChange]:
    """Of the measures followed and of those of the goals followed."""
    if not (followed.measures or followed.goals):
        return
    chosen = Q(pk__in=[each.pk for each in followed.measures]) | Q(goal__in=followed.goals)
    visible = Measure.objects.visible_to(user).filter(chosen)
    measures = {measure.pk: measure for measure in visible.select_related("plan")}
    inside = set(Measure.objects.permitted(user, Permission.VIEW_INTERNAL).filter(chosen).values_list("pk", flat=True))
    for update in _updates(user, set(measures), inside, since):
        yield _status_change(update, measures[update.measure_id], is_inside=update.measure_id in inside)
    yield from _wordings(measures, {goal.pk: goal for goal in followed.goals}, since)


def _updates(user, measures: set[int], inside: set[int], since: datetime) -> Iterable[StatusUpdate]:
    """To those who see only published updates they happen when they are published."""
    news = Q(measure__in=inside, recorded_at__gte=since) | Q(measure__in=measures - inside, published_at__gte=since)
    return StatusUpdate.objects.visible_to(user).standing().filter(news).order_by("-recorded_at")


def _status_change(update: StatusUpdate, measure: Measure, *, is_inside: bool) -> FollowedChange:
    said = _("Status on %(day)s: %(status)s.") % {"day": day(update.on), "status": update.get_status_display()}
    return FollowedChange(
        update.recorded_at if is_inside else update.published_at,
        "status",
        str(measure),
        Truncator(f"{said} {update.public_text}".strip()).chars(LONGEST),
        measure.get_absolute_url(),
    )


def _wordings(measures: dict[int, Measure], goals: dict[int, Goal], since: datetime) -> Iterable[FollowedChange]:
    of_these = Q(measure__in=measures) | Q(goal__in=goals)
    versions = WordingVersion.objects.filter(of_these, superseded_on__gte=timezone.localdate(since))
    for version in versions.select_related("superseded_by__body"):
        thing = measures.get(version.measure_id) or goals[version.goal_id]
        what = _("A new wording is in force: %(decision)s.") % {"decision": version.superseded_by}
        yield FollowedChange(_midnight(version.superseded_on), "wording", str(thing), what, thing.get_absolute_url())


def _midnight(on: date) -> datetime:
    return timezone.make_aware(datetime.combine(on, datetime.min.time()))


def _of_groups(user, groups: list[WorkingGroup], since: datetime) -> Iterable[FollowedChange]:
    if not groups:
        return
    meetings = Meeting.objects.visible_to(user).of_groups([group.pk for group in groups])
    yield from _called(meetings, since)
    yield from _cancelled(meetings, since)
    memos = Memo.objects.filter(meeting__in=meetings, approved_at__gte=since).select_related("meeting")
    for memo in memos:
        what = _("The memo was approved.")
        yield FollowedChange(memo.approved_at, "memo", meeting_title(memo.meeting), what, memo_address(memo.meeting))


def _called(meetings, since: datetime) -> Iterable[FollowedChange]:
    for meeting in meetings.standing().filter(called_at__gte=since):
        yield _meeting_change(meeting, meeting.called_at, "called", _("The meeting was called."))


def _cancelled(meetings, since: datetime) -> Iterable[FollowedChange]:
    for meeting in meetings.filter(state=Meeting.State.CANCELLED, changed_at__gte=since):
        what = _("The meeting was cancelled: %(reason)s") % {"reason": meeting.cancel_reason}
        yield _meeting_change(meeting, meeting.changed_at, "cancelled", Truncator(what).chars(LONGEST))


def _meeting_change(meeting: Meeting, at: datetime, kind: str, what: str) -> FollowedChange:
    return FollowedChange(at, kind, meeting_title(meeting), what, meeting.get_absolute_url())


def meeting_title(meeting: Meeting) -> str:
    return f"{meeting.title} {day(meeting.on)}"


def memo_address(meeting: Meeting) -> str:
    return reverse("plans:meeting-memo", args=[meeting.pk])
