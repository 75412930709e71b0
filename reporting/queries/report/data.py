"""The report that every output is drawn from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from plans.models import SnapshotRow
from plans.queries.frozen import frozen_totals
from plans.queries.picture import Totals, sum_of
from reporting.models import FrozenChapter, FrozenPicture, FrozenSeries, ReportVersion
from reporting.queries.report.parts import Assessment, Heading, Parts


@dataclass(frozen=True)
class Indicated:
    """An indicator with the series of its areas, the own one first; they carry its title, unit and source."""

    key: int
    series: Sequence[FrozenSeries]

    @property
    def first(self) -> FrozenSeries:
        return self.series[0]

    @property
    def own(self) -> FrozenSeries | None:
        return next((each for each in self.series if each.role == FrozenSeries.Role.OWN), None)

    @property
    def has_figures(self) -> bool:
        return any(point.value is not None for each in self.series for point in each.points)


@dataclass(frozen=True)
class GoalRows:
    """A goal as it stood, with its measures' rows and its assessment where there is one."""

    goal: SnapshotRow
    measures: Sequence[SnapshotRow]
    assessment: Assessment | None


@dataclass(frozen=True)
class Change:
    """A measure whose status isn't what it was in the last report; ``earlier`` is None where it wasn't there."""

    row: SnapshotRow
    earlier: SnapshotRow | None


@dataclass(frozen=True)
class ReportData:
    """Rows and series are unsaved where the report is live. ``earlier`` are the measures of the report compared with."""

    parts: Parts
    chapters: Sequence[FrozenChapter]
    rows: Sequence[SnapshotRow]
    series: Sequence[FrozenSeries]
    pictures: Sequence[FrozenPicture] = ()
    earlier: Sequence[SnapshotRow] | None = None
    version: ReportVersion | None = field(default=None)

    @property
    def heading(self) -> Heading:
        return self.parts.heading

    @property
    def is_draft(self) -> bool:
        return self.version is None or not self.version.number

    @cached_property
    def totals(self) -> list[Totals]:
        return frozen_totals(self.rows)

    @property
    def total(self) -> Totals:
        return sum_of(self.totals)

    @property
    def measures(self) -> list[SnapshotRow]:
        return [row for row in self.rows if row.identifier]

    def rows_of(self, section_slug: str) -> list[SnapshotRow]:
        return [row for row in self.rows if not section_slug or row.section_slug == section_slug]

    def goals_of(self, section_slug: str) -> list[GoalRows]:
        """The goals of a section, or of all, in their order."""
        assessed = {(each.section_slug, each.goal_identifier): each for each in self.parts.assessments}
        held: dict[tuple[str, str], list[SnapshotRow]] = {}
        for row in self.rows_of(section_slug):
            held.setdefault((row.section_slug, row.goal_identifier), []).append(row)
        return [
            GoalRows(rows[0], [row for row in rows if row.identifier], assessed.get(key)) for key, rows in held.items()
        ]

    @cached_property
    def indicators(self) -> list[Indicated]:
        held: dict[int, list[FrozenSeries]] = {}
        for each in self.series:
            held.setdefault(each.key, []).append(each)
        return [Indicated(key, series) for key, series in held.items()]

    def indicator(self, key: int) -> Indicated | None:
        return next((each for each in self.indicators if each.key == key), None)

    def picture(self, key: int) -> FrozenPicture | None:
        return next((each for each in self.pictures if each.picture_id == key), None)

    @cached_property
    def changes(self) -> list[Change]:
        """New measures and those whose status differs; nothing where there is no report to compare with."""
        if self.earlier is None:
            return []
        before = {(row.section_slug, row.identifier): row for row in self.earlier if row.identifier}
        pairs = ((row, before.get((row.section_slug, row.identifier))) for row in self.measures)
        return [Change(row, then) for row, then in pairs if then is None or then.status != row.status]

    @property
    def gone(self) -> list[SnapshotRow]:
        """Measures of the report compared with that aren't there any more."""
        here = {(row.section_slug, row.identifier) for row in self.measures}
        before = (row for row in self.earlier or () if row.identifier)
        return [row for row in before if (row.section_slug, row.identifier) not in here]


def passed_on(series: Iterable[FrozenSeries]) -> list[FrozenSeries]:
    """Those whose terms let them stand in files that anybody may take."""
    return [each for each in series if each.passes_on]
