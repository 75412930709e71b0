"""Two rounds of a plan side by side: totals by section, and each measure before and after."""

from dataclasses import dataclass
from datetime import date

from plans.models import SnapshotRow, UpdateRound
from plans.queries.frozen import FrozenSection
from plans.queries.picture import COLUMNS, Totals
from plans.queries.rounds import RoundPicture, picture_of_round


@dataclass(frozen=True)
class Cell:
    """A count before and after; None where the section wasn't in the round."""

    before: int | None
    after: int | None

    @property
    def is_changed(self) -> bool:
        return self.before != self.after


@dataclass(frozen=True)
class SectionPair:
    """``section`` is None in the row of sums."""

    section: FrozenSection | None
    before: Totals | None
    after: Totals | None

    @property
    def goals(self) -> Cell:
        return self._cell(lambda totals: totals.goals)

    @property
    def measures(self) -> Cell:
        return self._cell(lambda totals: totals.measures)

    @property
    def running(self) -> Cell:
        return self._cell(lambda totals: totals.running)

    @property
    def statuses(self) -> list[tuple[str, Cell]]:
        return [(status, self._status_cell(status)) for status in COLUMNS]

    def _status_cell(self, status: str) -> Cell:
        return self._cell(lambda totals: totals.statuses[status])

    def _cell(self, count) -> Cell:
        return Cell(*(count(totals) if totals else None for totals in (self.before, self.after)))


@dataclass(frozen=True)
class Pair:
    """A measure in both rounds, or in one of them: new in the later, or gone from it."""

    before: SnapshotRow | None
    after: SnapshotRow | None

    @property
    def row(self) -> SnapshotRow:
        return self.after or self.before

    @property
    def is_new(self) -> bool:
        return self.before is None

    @property
    def is_gone(self) -> bool:
        return self.after is None

    @property
    def status_changed(self) -> bool:
        return self._differs("status")

    @property
    def progress_changed(self) -> bool:
        return self._differs("progress")

    @property
    def text_changed(self) -> bool:
        return self._differs("public_text_fi", "public_text_sv", "public_text_en")

    @property
    def is_changed(self) -> bool:
        one_only = self.is_new or self.is_gone
        return one_only or self.status_changed or self.progress_changed or self.text_changed

    def _differs(self, *fields: str) -> bool:
        if self.is_new or self.is_gone:
            return False
        return any(getattr(self.before, field) != getattr(self.after, field) for field in fields)


@dataclass(frozen=True)
class Comparison:
    before: RoundPicture
    after: RoundPicture
    pairs: list[Pair]

    @property
    def changed(self) -> list[Pair]:
        return [pair for pair in self.pairs if pair.is_changed]

    @property
    def status_changes(self) -> int:
        return sum(pair.status_changed for pair in self.pairs)

    @property
    def new(self) -> int:
        return sum(pair.is_new for pair in self.pairs)

    @property
    def gone(self) -> int:
        return sum(pair.is_gone for pair in self.pairs)

    @property
    def sections(self) -> list[SectionPair]:
        """A row for each section of either round, under the later one's name."""
        before, after = _by_slug(self.before.totals), _by_slug(self.after.totals)
        slugs = dict.fromkeys([*after, *before])
        return [
            SectionPair((after.get(slug) or before[slug]).section, before.get(slug), after.get(slug)) for slug in slugs
        ]

    @property
    def total(self) -> SectionPair:
        return SectionPair(None, self.before.total, self.after.total)


def compare_rounds(before: UpdateRound, after: UpdateRound, on: date) -> Comparison:
    """A closed round as it was frozen, an open one as it stands on the day."""
    earlier, later = (picture_of_round(each, on, answers=False) for each in (before, after))
    rest = {_key(line.row): line.row for line in earlier.lines}
    pairs = [Pair(rest.pop(_key(line.row), None), line.row) for line in later.lines]
    gone = [Pair(row, None) for row in rest.values()]
    return Comparison(earlier, later, _by_section([*pairs, *gone]))


def _by_section(pairs: list[Pair]) -> list[Pair]:
    """Those gone come last in their section."""
    order = {slug: place for place, slug in enumerate(dict.fromkeys(pair.row.section_slug for pair in pairs))}
    return sorted(pairs, key=lambda pair: (order[pair.row.section_slug], pair.is_gone))


def _key(row: SnapshotRow) -> str:
    """Identifiers are unique in a plan and never used again, also where the measure itself has been deleted."""
    return row.identifier


def _by_slug(totals: list[Totals]) -> dict[str, Totals]:
    return {each.section.slug: each for each in totals}
