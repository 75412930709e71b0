"""Secretaries' turns: made for a term in one act, swapped, and taken over."""

from collections.abc import Sequence
from itertools import cycle

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from groups.models import Meeting, Person, SecretaryTurn, WorkingGroup
from groups.queries.turns import Writer, has_approved_memo, writers
from hyte.lib.templatetags.hyte import day


@transaction.atomic
def make_rotation(
    group: WorkingGroup, meetings: Sequence[Meeting], people: Sequence[Person], *, by, reason: str = ""
) -> list[SecretaryTurn]:
    """Give the meetings to the people in their order, over and over; an earlier turn of a meeting is replaced.

    Raises ValidationError where a meeting isn't the group's or is over, or somebody has no seat to write from on its day.
    """
    pairs = plan_rotation(group, meetings, people)
    _refuse_closed([meeting for meeting, _person in pairs])
    present = {turn.meeting_id: turn for turn in _locked(group, meetings)}
    return [_give(present.get(meeting.pk), group, meeting, person, reason, by) for meeting, person in pairs]


def plan_rotation(
    group: WorkingGroup, meetings: Sequence[Meeting], people: Sequence[Person]
) -> list[tuple[Meeting, Person]]:
    """What ``make_rotation`` would save. Somebody whose term is over by then is passed over; all of them being so is refused."""
    if not meetings:
        raise ValidationError(_("There is no meeting to write in."))
    if not people:
        raise ValidationError(_("Choose at least one person for the rotation."))
    in_order = sorted(meetings, key=lambda meeting: (meeting.starts_at, meeting.pk))
    able = {writer.person.pk: writer for writer in writers(group, in_order[0].on, in_order[-1].on)}
    _refuse_strangers(people, able)
    _refuse_others_meetings(group, in_order)
    return _in_turn(in_order, [able[person.pk] for person in people])


def _in_turn(meetings: Sequence[Meeting], people: list[Writer]) -> list[tuple[Meeting, Person]]:
    order, pairs = cycle(people), []
    for meeting in meetings:
        writer = next((each for each in (next(order) for _place in people) if each.sits_on(meeting.on)), None)
        if writer is None:
            words = _("None of the chosen has a seat on %(day)s. Choose more people, or end the period earlier.")
            raise ValidationError(words % {"day": day(meeting.on)})
        pairs.append((meeting, writer.person))
    return pairs


@transaction.atomic
def swap_turns(first: SecretaryTurn, second: SecretaryTurn, *, reason: str, by) -> tuple[SecretaryTurn, SecretaryTurn]:
    """Let the two write in each other's meeting of the same group."""
    if first.pk == second.pk or first.group_id != second.group_id:
        raise ValidationError(_("Choose another turn of the same group."))
    group, now = first.group, {turn.pk: turn for turn in _locked(first.group, [first.meeting, second.meeting])}
    first, second = now[first.pk], now[second.pk]
    if first.person_id == second.person_id:
        raise ValidationError(_("The same person has both turns already."))
    _refuse_unable(group, first.meeting, second.person)
    _refuse_unable(group, second.meeting, first.person)
    _refuse_closed([first.meeting, second.meeting])
    people = second.person, first.person
    return _change(first, people[0], reason, by), _change(second, people[1], reason, by)


@transaction.atomic
def take_over_turn(turn: SecretaryTurn, person: Person, *, reason: str, by) -> SecretaryTurn:
    """Let the person write in place of the one whose turn it is."""
    turn = _locked(turn.group, [turn.meeting]).get(pk=turn.pk)
    if turn.person_id == person.pk:
        raise ValidationError({"person": _("It is %(person)s's turn already.") % {"person": person}})
    _refuse_unable(turn.group, turn.meeting, person)
    _refuse_closed([turn.meeting])
    return _change(turn, person, reason, by)


def _locked(group: WorkingGroup, meetings: Sequence[Meeting]):
    turns = SecretaryTurn.objects.select_for_update(of=("self",)).filter(
        group=group, meeting__in=[meeting.pk for meeting in meetings]
    )
    return turns.select_related("group", "meeting", "person").order_by("pk")


def _change(turn: SecretaryTurn, person: Person | None, reason: str, by) -> SecretaryTurn:
    """A new writer stands in place of the one whom the rotation gave; back with that one, nobody stands in."""
    if not reason.strip():
        raise ValidationError({"reason": _("Tell why the turn changes.")})
    planned = turn.instead_of or turn.person
    turn.person, turn.reason = person, reason.strip()
    turn.instead_of = planned if planned and person and planned != person else None
    return _save(turn, turn.reason, by)


def _give(
    turn: SecretaryTurn | None, group: WorkingGroup, meeting: Meeting, person: Person, reason: str, by
) -> SecretaryTurn:
    if turn and turn.person_id == person.pk:
        return turn
    turn = turn or SecretaryTurn(meeting=meeting, group=group)
    turn.person, turn.instead_of, turn.reason = person, None, reason.strip()
    return _save(turn, turn.reason, by)


def _save(turn: SecretaryTurn, reason: str, by) -> SecretaryTurn:
    turn._history_user, turn._change_reason = by, reason
    turn.full_clean()
    turn.save()
    return turn


def _refuse_strangers(people: Sequence[Person], able: dict[int, Writer]) -> None:
    for person in people:
        if person.pk not in able:
            raise ValidationError(_unable(person))


def _refuse_unable(group: WorkingGroup, meeting: Meeting, person: Person | None) -> None:
    able = {writer.person.pk: writer for writer in writers(group, meeting.on, meeting.on)}
    if person and not (person.pk in able and able[person.pk].sits_on(meeting.on)):
        raise ValidationError(_unable(person))


def _unable(person: Person) -> str:
    words = _("%(person)s has no seat from which to write for this group. A coordinator adds the seat first.")
    return words % {"person": person}


def _refuse_others_meetings(group: WorkingGroup, meetings: Sequence[Meeting]) -> None:
    own = set(Meeting.objects.of_groups([group.pk]).order_by().values_list("pk", flat=True))
    if any(meeting.pk not in own for meeting in meetings):
        raise ValidationError(_("The meeting isn't one of this group."))


def _refuse_closed(meetings: Sequence[Meeting]) -> None:
    """Who wrote in an approved memo is a fact, and nobody writes in a cancelled meeting."""
    if any(meeting.is_cancelled for meeting in meetings):
        raise ValidationError(_("The meeting has been cancelled."))
    if has_approved_memo(meetings):
        raise ValidationError(_("The memo has been approved: who wrote it doesn't change any more."))
