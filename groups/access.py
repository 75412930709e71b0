"""The one door to a record: 404 to a stranger, 403 to somebody who may read but not act."""

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, F, Model, OuterRef, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from groups.keeping import keeping_of
from groups.models import (
    AgendaItem,
    Assignment,
    Counterpart,
    Meeting,
    MeetingTopic,
    Organisation,
    Person,
    Seat,
    SecretaryTurn,
    WorkingGroup,
)
from groups.permissions import Permission
from groups.queries.seats import organisations_seen_by, people_seen_by
from groups.standing import standing_of


def get_visible(records: QuerySet, user, **lookup) -> Model:
    """Return the record if the user may see it, else 404: what exists is not told to strangers."""
    return get_object_or_404(records.visible_to(user), **lookup)


def require(allowed: bool) -> None:
    """Refuse with 403; the caller has already shown that the user may read the record."""
    if not allowed:
        raise PermissionDenied


def get_group(user, pk: int) -> WorkingGroup:
    return get_visible(WorkingGroup.objects.select_related("county", "age_group"), user, pk=pk)


def get_group_to_run(user, pk: int) -> WorkingGroup:
    """The group, if the user makes and runs its meetings."""
    group = get_group(user, pk)
    require(may_run_group(user, group))
    return group


def get_meeting(user, pk: int) -> Meeting:
    """The meeting, with ``has_agenda`` and ``memo_state``: how far its papers are. A negotiation has pages of its own."""
    agenda = AgendaItem.objects.filter(meeting=OuterRef("pk"))
    meetings = Meeting.objects.filter(is_negotiation=False).annotate(
        has_agenda=Exists(agenda), memo_state=F("memo__state")
    )
    return get_visible(meetings.select_related("county", "body").prefetch_related("groups"), user, pk=pk)


def get_meeting_to_run(user, pk: int) -> Meeting:
    """The meeting, if the user makes and runs it: its coordinator, or a secretary or chair of one of its groups."""
    meeting = get_meeting(user, pk)
    require(may_run(user, meeting))
    return meeting


def may_run(user, meeting: Meeting) -> bool:
    return may_in_meeting(user, Permission.RUN_MEETING, meeting)


def may_in_meeting(user, permission: Permission, meeting: Meeting) -> bool:
    """Whether the user has the permission on the meeting; no query where its groups are prefetched."""
    reach = standing_of(user).reach(permission)
    return meeting.county_id in reach.counties or any(group.pk in reach.groups for group in meeting.groups.all())


def get_assignment_to_run(user, pk: int) -> Assignment:
    """The task, if the user runs the meetings of its group."""
    assignment = _get_assignment(user, pk)
    require(may_run_group(user, assignment.group))
    return assignment


def get_assignment_to_end(user, pk: int) -> Assignment:
    """The task, if the user runs the meetings of its group or is the one who does it."""
    assignment = _get_assignment(user, pk)
    require(is_assignee(user, assignment) or may_run_group(user, assignment.group))
    return assignment


def _get_assignment(user, pk: int) -> Assignment:
    return get_visible(Assignment.objects.select_related("group__county", "person", "meeting"), user, pk=pk)


def is_assignee(user, assignment: Assignment) -> bool:
    return assignment.person is not None and assignment.person.user_id == user.pk


def may_run_group(user, group: WorkingGroup) -> bool:
    reach = standing_of(user).reach(Permission.RUN_MEETING)
    return group.county_id in reach.counties or group.pk in reach.groups


def makes_meetings(user) -> bool:
    """Whether there is a group or a county whose meetings the user makes."""
    reach = standing_of(user).reach(Permission.RUN_MEETING)
    return bool(reach.counties or reach.groups)


def get_topic_to_edit(user, pk: int) -> MeetingTopic:
    """The theme, if the user runs every meeting that it is for; 404 where none of them is to be seen."""
    topic = get_object_or_404(MeetingTopic.objects.select_related("county"), pk=pk)
    meetings = topic.meetings.prefetch_related("groups")
    coordinates = topic.county_id in standing_of(user).reach(Permission.RUN_MEETING).counties
    if not coordinates and not topic.meetings.visible_to(user).exists():
        raise Http404
    require(coordinates or all(may_run(user, meeting) for meeting in meetings))
    return topic


def get_county(user, pk: int) -> Organisation:
    """A county in which the user acts."""
    return get_object_or_404(Organisation.objects.counties(), pk=pk, pk__in=standing_of(user).all_counties)


def keeps_county(user, county_id: int) -> bool:
    """Whether the user keeps the county's people, groups and seats."""
    keeping = keeping_of(user)
    return keeping.everything or county_id in keeping.counties


def get_county_to_keep(user, pk: int) -> Organisation:
    county = get_county(user, pk)
    require(keeps_county(user, county.pk))
    return county


def get_counterpart_to_keep(user, pk: int) -> Counterpart:
    place = get_object_or_404(Counterpart.objects.select_related("county", "organisation", "person"), pk=pk)
    get_county_to_keep(user, place.county_id)
    return place


def get_seat_to_keep(user, pk: int) -> Seat:
    seat = get_object_or_404(Seat.objects.select_related("group__county", "person", "represents"), pk=pk)
    get_group(user, seat.group_id)
    require(keeps_county(user, seat.group.county_id))
    return seat


def get_turn_to_run(user, pk: int) -> SecretaryTurn:
    """The turn, if the user makes and runs the meetings of its group."""
    turn = get_object_or_404(SecretaryTurn.objects.select_related("group__county", "meeting", "person"), pk=pk)
    get_group_to_run(user, turn.group_id)
    return turn


def get_person(user, pk: int) -> Person:
    return get_object_or_404(people_seen_by(user).select_related("organisation__county"), pk=pk)


def get_organisation(user, pk: int) -> Organisation:
    return get_object_or_404(organisations_seen_by(user).select_related("county"), pk=pk)
