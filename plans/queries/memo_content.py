"""What a memo says: put together from the records while it is a draft, kept as JSON once it is approved."""

import json
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.core.serializers.json import DjangoJSONEncoder


@dataclass(frozen=True)
class Attendant:
    """Somebody at the table or missing from it; ``seats`` tells each role and what it represents."""

    name: str
    seats: tuple[str, ...] = ()
    instead_of: str = ""


@dataclass(frozen=True)
class MemoTask:
    what: str
    who: str = ""
    due_on: date | None = None


@dataclass(frozen=True)
class MemoItem:
    title: str
    presenter: str = ""
    discussion: str = ""
    decided: str = ""
    tasks: tuple[MemoTask, ...] = ()


@dataclass(frozen=True)
class StatusChange:
    """How a measure stood before and after the meeting's round; public texts only."""

    identifier: str
    wording: str
    status: str
    status_label: str
    progress: str
    progress_label: str
    before_label: str = ""
    text: str = ""

    @property
    def is_changed(self) -> bool:
        return self.before_label != self.status_label


@dataclass(frozen=True)
class NextMeeting:
    title: str
    starts_at: datetime
    place: str = ""
    secretary: str = ""


@dataclass(frozen=True)
class MemoContent:
    """``language`` is the one in which the headings and the labels are written: the county's first."""

    language: str = "fi"
    title: str = ""
    groups: tuple[str, ...] = ()
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    place: str = ""
    secretaries: tuple[str, ...] = ()
    present: tuple[Attendant, ...] = ()
    absent: tuple[Attendant, ...] = ()
    unmarked: tuple[Attendant, ...] = ()
    guests: str = ""
    summary: str = ""
    items: tuple[MemoItem, ...] = ()
    other_tasks: tuple[MemoTask, ...] = ()
    changes: tuple[StatusChange, ...] = ()
    next_meeting: NextMeeting | None = None
    written_by: str = ""
    approved_by: str = ""
    approved_at: datetime | None = None
    is_own_approval: bool = False  # approved by the one who wrote it

    @property
    def tasks(self) -> list[MemoTask]:
        """All tasks, in the order of the items, then those that belong to none."""
        return [*(task for item in self.items for task in item.tasks), *self.other_tasks]

    @property
    def decisions(self) -> list[tuple[int, MemoItem]]:
        """Items under which something was decided, with their numbers."""
        return [(number, item) for number, item in enumerate(self.items, start=1) if item.decided]

    @property
    def is_approved(self) -> bool:
        return self.approved_at is not None


def freeze(content: MemoContent) -> dict:
    """The content as plain JSON values; names stay in it when the people leave."""
    return json.loads(json.dumps(asdict(content), cls=DjangoJSONEncoder))


def thaw(frozen: dict) -> MemoContent:
    """The content as it was frozen; what an older version didn't keep is empty."""
    values = {name: tuple(value) if isinstance(value, list) else value for name, value in frozen.items()}
    for name in ("present", "absent", "unmarked"):
        values[name] = tuple(_attendant(each) for each in frozen.get(name, ()))
    for name in ("starts_at", "ends_at", "approved_at"):
        values[name] = _moment(frozen.get(name))
    values["items"] = tuple(_item(each) for each in frozen.get("items", ()))
    values["other_tasks"] = _tasks(frozen.get("other_tasks", ()))
    values["changes"] = tuple(StatusChange(**each) for each in frozen.get("changes", ()))
    following = frozen.get("next_meeting")
    values["next_meeting"] = (
        NextMeeting(**following | {"starts_at": _moment(following["starts_at"])}) if following else None
    )
    return MemoContent(**values)


def _attendant(frozen: dict) -> Attendant:
    return Attendant(**frozen | {"seats": tuple(frozen["seats"])})


def _item(frozen: dict) -> MemoItem:
    return MemoItem(**frozen | {"tasks": _tasks(frozen["tasks"])})


def _tasks(frozen) -> tuple[MemoTask, ...]:
    return tuple(
        MemoTask(**each | {"due_on": each["due_on"] and date.fromisoformat(each["due_on"])}) for each in frozen
    )


def _moment(value: str | None) -> datetime | None:
    return datetime.fromisoformat(value) if value else None
