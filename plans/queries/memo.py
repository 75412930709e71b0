"""The memo of a meeting as it stands now."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from hashlib import sha256

from django.core.exceptions import ObjectDoesNotExist
from django.utils import translation
from django.utils.translation import gettext as _

from groups.models import Assignment, Attendance, Meeting, Memo, SecretaryTurn
from hyte.lib.models import in_language
from plans.models import StatusUpdate
from plans.models.status import StatusUpdateQuerySet
from plans.queries.attendance import Place, places_of
from plans.queries.meetings import meeting_after
from plans.queries.memo_content import (
    Attendant,
    MemoContent,
    MemoItem,
    MemoTask,
    NextMeeting,
    StatusChange,
    freeze,
    thaw,
)


def memo_of(meeting: Meeting) -> Memo:
    """The meeting's memo; a new one, not saved, where nobody has begun to write."""
    try:
        return meeting.memo
    except ObjectDoesNotExist:
        return Memo(meeting=meeting)


def content_of(memo: Memo) -> MemoContent:
    """What an approved memo was frozen with; of a draft what the records say now, in a constant number of queries."""
    return thaw(memo.content) if memo.is_approved else draft_content(memo)


def draft_content(memo: Memo) -> MemoContent:
    meeting = memo.meeting
    language = _language(meeting)
    with translation.override(language):
        return MemoContent(
            language=language,
            title=meeting.title,
            groups=tuple(group.name for group in meeting.groups.all()),
            starts_at=meeting.starts_at,
            ends_at=meeting.ends_at,
            place=_place(meeting),
            secretaries=_secretaries(meeting),
            guests=memo.guests,
            summary=memo.summary,
            changes=changes_of(meeting),
            next_meeting=_next_meeting(meeting),
            written_by=str(memo.written_by or ""),
            **_people(meeting),
            **_items(meeting),
        )


def decisions_of(memo: Memo) -> list[MemoItem]:
    """The items under which something was decided: one query of a draft, none of an approved memo."""
    if memo.is_approved:
        return [item for _number, item in thaw(memo.content).decisions]
    decided = memo.meeting.agenda_items.exclude(decided="")
    return [MemoItem(item.title, decided=item.decided) for item in decided]


def mark_of(content: MemoContent) -> str:
    """A short mark of what the memo says: tells whether somebody has changed it since it was read."""
    return sha256(repr(sorted(freeze(content).items())).encode()).hexdigest()[:16]


def said_in(meeting: Meeting) -> StatusUpdateQuerySet:
    """What was reported in the meeting and nobody has corrected."""
    return StatusUpdate.objects.standing().filter(meeting=meeting)


def changes_of(meeting: Meeting) -> tuple[StatusChange, ...]:
    """What was said of the measures in the meeting, each once, beside how it stood before. Two queries."""
    newest_first = said_in(meeting).select_related("measure__goal__section").newest_first()
    said = {update.measure_id: update for update in reversed(list(newest_first))}
    earlier: dict[int, StatusUpdate] = {}
    others = StatusUpdate.objects.standing().filter(measure__in=said).exclude(meeting=meeting)
    for update in others.newest_first().only("measure", "on", "recorded_at", "status"):
        if _moment(update) < _moment(said[update.measure_id]):
            earlier.setdefault(update.measure_id, update)
    in_order = sorted(said.values(), key=lambda update: _place_in_plan(update.measure))
    return tuple(_change(update, earlier.get(update.measure_id)) for update in in_order)


def refusals_to_send(memo: Memo, content: MemoContent, on: date) -> list[str]:
    """What must be done before the chair gets the memo; empty when it is ready."""
    told = []
    if memo.meeting.on > on:
        told.append(_("The meeting has not been held yet. You can prepare the memo; send it after the meeting."))
    if not content.summary and not any(item.discussion or item.decided for item in content.items):
        told.append(_("Nothing has been written yet. Write what was said under the items, or the memo in short."))
    if unmarked := sum(not place.mark for place in places_of(memo.meeting)):
        told.append(_("Mark who was there. Seats without a mark: %(count)s.") % {"count": unmarked})
    return told


def _moment(update: StatusUpdate) -> tuple:
    return (update.on, update.recorded_at, update.pk)


def _place_in_plan(measure) -> tuple:
    goal = measure.goal
    return (measure.plan_id, goal.section.order, goal.section_id, goal.order, goal.pk, measure.order, measure.pk)


def _change(update: StatusUpdate, before: StatusUpdate | None) -> StatusChange:
    return StatusChange(
        identifier=update.measure.identifier,
        wording=in_language(update.measure, "wording")[0],
        status=update.status,
        status_label=update.get_status_display(),
        progress=update.progress,
        progress_label=update.get_progress_display(),
        before_label=before.get_status_display() if before else _("Not reported yet"),
        text=update.public_text,
    )


def _language(meeting: Meeting) -> str:
    return (meeting.county.language_codes or ["fi"])[0]


def _place(meeting: Meeting) -> str:
    """The address of a video meeting lets in whoever has it: it is not for the archive."""
    return meeting.place or (_("Online") if meeting.link else "")


def _secretaries(meeting: Meeting) -> tuple[str, ...]:
    turns = meeting.secretary_turns.exclude(person=None).select_related("person")
    return tuple(dict.fromkeys(str(turn.person) for turn in turns))


def _people(meeting: Meeting) -> dict[str, tuple[Attendant, ...]]:
    """Present, absent, and those of whom nothing is known; until the secretary has marked it, by the answers."""
    several = len(meeting.groups.all()) > 1
    found = defaultdict(list)
    for place in places_of(meeting):
        mark = place.mark or place.suggested
        found[mark].append(_attendant(place, mark, several))
    present = [*found[Attendance.Attended.PRESENT], *found[Attendance.Attended.DEPUTY]]
    return {"present": tuple(present), "absent": tuple(found[Attendance.Attended.ABSENT]), "unmarked": tuple(found[""])}


def _attendant(place: Place, mark: str, several_groups: bool) -> Attendant:
    seats = tuple(_seat_words(seat, several_groups) for seat in place.seats)
    if mark == Attendance.Attended.DEPUTY and place.deputy:
        return Attendant(str(place.deputy), seats, instead_of=str(place.person))
    return Attendant(str(place.person), seats)


def _seat_words(seat, with_group: bool) -> str:
    parts = [seat.get_role_display(), seat.represents and seat.represents.name, seat.group.name if with_group else ""]
    return ", ".join(filter(None, parts))


def _items(meeting: Meeting) -> dict[str, tuple]:
    tasks = defaultdict(list)
    for each in meeting.assignments.select_related("person"):
        tasks[each.item_id].append(_task(each))
    items = list(meeting.agenda_items.select_related("presenter"))
    listed = tuple(
        MemoItem(each.title, str(each.presenter or ""), each.discussion, each.decided, tuple(tasks.pop(each.pk, ())))
        for each in items
    )
    return {"items": listed, "other_tasks": _joined(tasks.values())}


def _joined(lists: Iterable[list[MemoTask]]) -> tuple[MemoTask, ...]:
    return tuple(task for tasks in lists for task in tasks)


def _task(assignment: Assignment) -> MemoTask:
    return MemoTask(assignment.what, str(assignment.person or ""), assignment.due_on)


def _next_meeting(meeting: Meeting) -> NextMeeting | None:
    following = meeting_after(meeting)
    if following is None:
        return None
    turns = SecretaryTurn.objects.filter(meeting=following).exclude(person=None).select_related("person")
    secretary = ", ".join(dict.fromkeys(str(turn.person) for turn in turns))
    return NextMeeting(following.title, following.starts_at, _place(following), secretary)
