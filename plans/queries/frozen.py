"""Reading a frozen picture: totals come out of its own rows and never move."""

from collections.abc import Iterable
from dataclasses import dataclass

from hyte.lib.models import in_language
from plans.models import Snapshot, SnapshotRow
from plans.queries.picture import Totals, sum_of


@dataclass(frozen=True)
class FrozenSection:
    """A section under the name that it had then."""

    slug: str
    name_fi: str
    name_sv: str
    name_en: str

    @property
    def name(self) -> str:
        return in_language(self, "name")[0]


@dataclass(frozen=True)
class FrozenPicture:
    snapshot: Snapshot
    rows: list[SnapshotRow]
    totals: list[Totals]

    @property
    def total(self) -> Totals:
        return sum_of(self.totals)


def frozen_picture(snapshot: Snapshot) -> FrozenPicture:
    rows = list(snapshot.rows.select_related("measure"))
    return FrozenPicture(snapshot, rows, frozen_totals(rows))


def frozen_totals(rows: Iterable[SnapshotRow]) -> list[Totals]:
    """A row for each section in the order of the picture; a goal without measures has a row of its own, so it is counted."""
    by_slug: dict[str, Totals] = {}
    goals: set[tuple[str, str]] = set()
    for row in rows:
        totals = by_slug.setdefault(row.section_slug, Totals(section_of(row)))
        goal = (row.section_slug, row.goal_identifier)
        totals.goals += goal not in goals
        goals.add(goal)
        if row.identifier:
            totals.statuses[row.status] += 1
    return list(by_slug.values())


def section_of(row: SnapshotRow) -> FrozenSection:
    return FrozenSection(row.section_slug, row.section_name_fi, row.section_name_sv, row.section_name_en)
