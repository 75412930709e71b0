"""What would become of every figure of a file, before anything is written."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from django.utils.crypto import salted_hmac

from hyte.lib.workbooks import Grid
from indicators.imports.figures.areas import Areas
from indicators.imports.figures.layout import Layout
from indicators.imports.figures.naming import OwnIndicators
from indicators.imports.figures.problems import Problem, Refused
from indicators.imports.figures.roles import Part
from indicators.imports.figures.rows import Entry, Table
from indicators.models import Indicator, Region
from indicators.queries.hiding import is_small
from indicators.queries.own_figures import Standing, figures_at
from indicators.services.figures import Figure, Place
from indicators.services.hiding import number_of_cases

SALT = "indicators.figures_file"
WHOLE = Decimal(100)  # per cent


class Result(StrEnum):
    """The gravest first."""

    REFUSED = "refused"
    REMOVED = "removed"
    CHANGED = "changed"
    NEW = "new"
    UNCHANGED = "unchanged"
    EMPTY = "empty"


class Remark(StrEnum):
    PERCENTAGE = "percentage"  # more than all, or less than nothing
    WILL_HIDE = "will_hide"


@dataclass(slots=True)
class Line:
    """``after`` is what the place has once the file is written; None where it has nothing.

    Where ``before`` is hidden, neither it nor whether the file changes it may be shown: whoever writes figures doesn't read
    hidden ones again.
    """

    entry: Entry
    result: Result = Result.EMPTY
    indicator: Indicator | None = None
    region: Region | None = None
    before: Standing | None = None
    after: Figure | None = None
    refused: Refused | None = None
    remark: Remark | None = None

    @property
    def place(self) -> Place | None:
        if not (self.indicator and self.region and self.entry.year and self.entry.sex):
            return None
        return Place(self.indicator.pk, self.region.pk, self.entry.year, self.entry.sex)

    @property
    def writes(self) -> bool:
        return self.result in (Result.REMOVED, Result.CHANGED, Result.NEW)


@dataclass(frozen=True)
class Preview:
    lines: list[Line]
    layout: Layout

    @cached_property
    def counts(self) -> dict[str, int]:
        counts = Counter(line.result.value for line in self.lines)
        return {result.value: counts[result.value] for result in Result if counts[result.value]}

    @cached_property
    def wanted(self) -> dict[Place, Figure | None]:
        return {line.place: line.after for line in self.lines if line.writes}

    @property
    def left_out(self) -> list[tuple[int, int, str]]:
        """Row, column and problem of what is refused; not what the cells say, for that isn't kept."""
        refused = (line for line in self.lines if line.refused)
        return [(line.entry.row, line.entry.column, line.refused.problem.value) for line in refused]

    @cached_property
    def fingerprint(self) -> str:
        """Changes when the file, its columns or what stands change; tells nothing of hidden figures."""
        told = "\n".join(
            f"{line.entry.row} {line.result} {line.place} {line.before} {line.after}" for line in self.lines
        )
        return salted_hmac(SALT, told).hexdigest()

    @property
    def seems_parts_of_one(self) -> bool:
        """Whether all percentages are at most one: Excel shows 0.125 as 12.5 %, and the file holds the former."""
        shares = [
            line.after.value for line in self.lines if line.after and line.after.value and _is_share(line.indicator)
        ]
        return bool(shares) and all(abs(share) <= 1 for share in shares)

    @property
    def tells_no_cases(self) -> bool:
        """Whether there are shares without numbers of cases, of which nobody knows how few people they tell of."""
        return any(
            line.writes and number_of_cases(line.indicator, *(line.after or (None, None))) is None
            for line in self.lines
        )


def preview_of(grid: Grid, layout: Layout, areas: Areas, indicators: OwnIndicators) -> Preview:
    """A number of queries that doesn't grow with the rows."""
    lines = list(_without_notes(_placed(entry, layout, areas, indicators) for entry in Table(grid, layout).entries()))
    _refuse_doubles([line for line in lines if line.place and not line.refused], layout)
    told = [line for line in lines if line.place and not line.refused]
    standing = figures_at(line.place for line in told)
    for line in told:
        _compare(line, standing.get(line.place), layout)
    return Preview(lines, layout)


def _placed(entry: Entry, layout: Layout, areas: Areas, indicators: OwnIndicators) -> Line:
    """A row without a figure is never refused for its place: it is a heading, a note or a gap."""
    line = Line(entry)
    try:
        line.indicator = indicators.find(entry.indicator)
        line.region = _region(entry, layout, areas)
        line.refused = entry.refused
    except Refused as refused:
        line.refused = None if entry.is_empty else entry.refused or refused
    if line.refused:
        line.result = Result.REFUSED
    return line


def _without_notes(lines: Iterable[Line]) -> Iterator[Line]:
    """A row that tells neither a place nor a figure is told once, however many columns of figures there are."""
    last_note = 0
    for line in lines:
        is_note = line.place is None and line.refused is None
        if not is_note or line.entry.row != last_note:
            yield line
        last_note = line.entry.row if is_note else last_note


def _region(entry: Entry, layout: Layout, areas: Areas) -> Region:
    in_columns = layout.column(Part.CODE) or layout.column(Part.AREA)
    if not in_columns and layout.region_id in areas.by_id:
        return areas.by_id[layout.region_id]
    return areas.find(entry.code, entry.area)


def _refuse_doubles(lines: Iterable[Line], layout: Layout) -> None:
    """An empty row beside a told one is no second figure, unless empty ones remove."""
    by_place: dict[Place, list[Line]] = defaultdict(list)
    for line in lines:
        if layout.removes or not line.entry.is_empty:
            by_place[line.place].append(line)
    for doubles in by_place.values():
        if len(doubles) > 1:
            _refuse_each(doubles)


def _refuse_each(doubles: list[Line]) -> None:
    first, second = doubles[0].entry.row, doubles[1].entry.row
    for number, line in enumerate(doubles):
        line.result, line.refused = Result.REFUSED, Refused(Problem.TWICE, str(first if number else second))


def _compare(line: Line, standing: Standing | None, layout: Layout) -> None:
    line.before, line.after = standing, _after(line.entry.figure, standing, layout)
    line.result = _result(line, standing)
    if line.writes:
        line.remark = next(_remarks(line), None)


def _after(figure: Figure, standing: Standing | None, layout: Layout) -> Figure | None:
    """What the file has no column for stays as it stands, and so does what it leaves empty, unless empty ones remove."""
    parts = {role.part for role in layout.figure_columns.values()}
    before = Figure(standing.value, standing.cases) if standing else Figure(None, None)
    keeps_value = not layout.removes or Part.VALUE not in parts
    keeps_cases = not layout.removes or Part.CASES not in parts
    after = Figure(
        before.value if figure.value is None and keeps_value else figure.value,
        before.cases if figure.cases is None and keeps_cases else figure.cases,
    )
    return None if after == (None, None) else after


def _result(line: Line, standing: Standing | None) -> Result:
    if line.after is None:
        return Result.REMOVED if standing else Result.EMPTY
    if line.entry.is_empty and line.after == (standing.value, standing.cases):
        return Result.EMPTY
    if standing is None:
        return Result.NEW
    is_same = line.after == (standing.value, standing.cases)
    return Result.UNCHANGED if is_same and not standing.is_hidden else Result.CHANGED


def _remarks(line: Line) -> Iterator[Remark]:
    value = line.entry.figure.value
    if value is not None and _is_share(line.indicator) and not 0 <= value <= WHOLE:
        yield Remark.PERCENTAGE
    number = number_of_cases(line.indicator, *line.entry.figure)
    if number is not None and is_small(number):
        yield Remark.WILL_HIDE


def _is_share(indicator: Indicator) -> bool:
    return indicator.unit_fi.strip().startswith("%") or indicator.unit_fi.casefold().startswith("prosent")
