"""Everything that the workbook tells, before anything is written."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from groups.models import Organisation, Person
from hyte.lib.templatetags.hyte import day
from hyte.lib.text import fold
from plans.models import Plan
from plans.workbook.columns import Column, Part, columns_of
from plans.workbook.rows import PresentRow, place_values, present_rows
from plans.workbook.shown import Shown
from plans.workbook.stamp import Stamp

FIRST_KEYS = ("identifier", "wording_fi")  # they stay in sight; in Swedish the Swedish wording


class Lock(StrEnum):
    """Why nothing in a row may be changed."""

    OPEN = "open"
    ENDED = "ended"
    OTHERS = "others"  # the row belongs to a section that the reader doesn't look after


@dataclass(frozen=True)
class Line:
    """A measure as the workbook shows it; ``present`` is None in a spare line for a new one."""

    present: PresentRow | None = None
    values: dict[str, str] = field(default_factory=dict)
    lock: Lock = Lock.OPEN

    @property
    def is_spare(self) -> bool:
        return self.present is None


@dataclass
class Implementation:
    """``limited``: the reader changes only some rows, and in them only what doesn't belong to the coordinator."""

    plan: Plan
    lines: list[Line]
    columns: list[Column]
    shown: Shown
    limited: bool
    on: date
    made_by: str
    made_at: datetime
    language: str

    @property
    def title(self) -> str:
        return _("%(plan)s, implementation %(day)s") % {"plan": self.plan, "day": day(self.on)}

    @property
    def stamp(self) -> Stamp:
        keys = [column.key for column in self.columns]
        rows = {line.values["identifier"]: {key: line.values[key] for key in keys} for line in self.lines}
        return Stamp(self.plan.slug, self.plan.pk, self.made_at, self.language, rows)

    def may_fill(self, column: Column, line: Line) -> bool:
        if line.is_spare:
            return True
        return line.lock is Lock.OPEN and self.may_fill_column(column)

    def may_fill_column(self, column: Column) -> bool:
        return not column.locked and not (self.limited and column.part is Part.RECORD)

    @cached_property
    def organisations(self) -> list[str]:
        """Names to choose a main responsible from: those that may answer for one, and those that do already."""
        used = {line.values["main"] for line in self.lines}
        ids = [
            each.pk for each in self.shown.organisation_records if _may_answer(each, self.on) or str(each.pk) in used
        ]
        return self._names("main", ids)

    @cached_property
    def people(self) -> list[str]:
        """Names to choose a contact person from: of those who work somewhere, and those in use.

        Who only sits in a group, or belongs to an advisory body, may be a minor or reveal something sensitive by the seat.
        """
        used = {line.values[key] for line in self.lines for key in ("contact", "deputy")}
        ids = [each.pk for each in self.shown.people_records if _works(each, self.on) or str(each.pk) in used]
        return self._names("contact", ids)

    def _names(self, key: str, ids: Collection[int]) -> list[str]:
        return sorted((self.shown.text(key, str(pk)) for pk in ids), key=fold)


def implementation_of(
    plan: Plan, *, may_change: set[int] | None = None, on: date, made_by: str, made_at: datetime
) -> Implementation:
    """Read the plan in the language in use: eight queries whatever its size.

    ``may_change``: ids of the measures on which the reader may tell something; None where the whole plan is the reader's.
    """
    language = (get_language() or "fi")[:2]
    lines = [_line(row, may_change, on, language) for row in present_rows(plan)]
    return Implementation(
        plan=plan,
        lines=lines,
        columns=_in_reading_order(columns_of(plan.county.language_codes), language),
        shown=Shown.of(plan),
        limited=may_change is not None,
        on=on,
        made_by=made_by,
        made_at=timezone.localtime(made_at),
        language=language,
    )


def _line(row: PresentRow, may_change: set[int] | None, on: date, language: str) -> Line:
    lock = Lock.OPEN
    if may_change is not None and row.measure.pk not in may_change:
        lock = Lock.OTHERS
    if row.has_ended(on):
        lock = Lock.ENDED
    return Line(row, row.values | place_values(row.measure.goal, row.focus_areas, language), lock)


def _in_reading_order(columns: list[Column], language: str) -> list[Column]:
    """The measure first: its number and wording stay in sight while one fills in what is far to the right."""
    keys = {column.key for column in columns}
    first = ("identifier", "wording_sv") if language == "sv" and "wording_sv" in keys else FIRST_KEYS
    return sorted(columns, key=lambda column: first.index(column.key) if column.key in first else len(first))


def _may_answer(organisation: Organisation, on: date) -> bool:
    """Those that decide don't carry measures out."""
    goes_on = organisation.ended_on is None or organisation.ended_on > on
    return goes_on and organisation.kind not in Organisation.DECISION_BODIES


def _works(person: Person, on: date) -> bool:
    here = person.left_on is None or person.left_on > on
    return here and bool(person.organisation) and person.organisation.kind != Organisation.Kind.ADVISORY_BODY
