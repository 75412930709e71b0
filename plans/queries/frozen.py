"""Reading a frozen picture: totals come out of its own rows and never move."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hyte.lib.models import in_language
from plans.models import Goal, Responsibility, Snapshot, SnapshotRow, Status, StatusUpdate
from plans.queries.picture import Picture, Row, Totals, sum_of


@dataclass(frozen=True)
class FrozenSection:
    """A section under the name that it had then."""

    slug: str
    name_fi: str
    name_sv: str
    name_en: str

    def __str__(self) -> str:
        return self.name

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


def rows_of(picture: Picture) -> list[SnapshotRow]:
    """The picture as rows to be frozen, not saved yet: the measures, then the goals that have none."""
    identifiers = {row.measure.pk: row.measure.identifier for row in picture.rows}
    rows = [_goal_row(row.measure.goal, **_measure_values(row, identifiers)) for row in picture.rows]
    with_measures = {row.measure.goal_id for row in picture.rows}
    rows += [_goal_row(goal) for goal in picture.goals if goal.pk not in with_measures]
    for position, row in enumerate(rows, start=1):
        row.position = position
    return rows


def _goal_row(goal: Goal, **values) -> SnapshotRow:
    section = goal.section
    return SnapshotRow(
        section_slug=section.slug,
        section_name_fi=section.name_fi,
        section_name_sv=section.name_sv,
        section_name_en=section.name_en,
        goal_identifier=goal.identifier,
        goal_wording_fi=goal.wording_fi,
        goal_wording_sv=goal.wording_sv,
        goal_wording_en=goal.wording_en,
        **values,
    )


def _measure_values(row: Row, identifiers: Mapping[int, str]) -> dict:
    """``identifiers`` are those of the picture's measures: a merged one names the one that it went into."""
    measure, update = row.measure, row.update
    return {
        "measure": measure,
        "identifier": measure.identifier,
        "wording_fi": measure.wording_fi,
        "wording_sv": measure.wording_sv,
        "wording_en": measure.wording_en,
        "status": row.status,
        "progress": row.progress,
        "public_text_fi": update.public_text_fi if update else "",
        "public_text_sv": update.public_text_sv if update else "",
        "public_text_en": update.public_text_en if update else "",
        "updated_on": update.on if update else None,
        "responsible": row.main.organisation.name_fi if row.main else "",
        "responsibility_state": row.main.state if row.main else "",
        "other_responsible": _organisations(row, Responsibility.Kind.OTHER),
        "partners": _organisations(row, Responsibility.Kind.PARTNER),
        "years": measure.years,
        "is_continuous": measure.continuous,
        "grounds": _grounds(update, identifiers),
    }


def _organisations(row: Row, kind: str) -> str:
    return "; ".join(each.organisation.name_fi for each in row.responsibilities if each.kind == kind)


def _grounds(update: StatusUpdate | None, identifiers: Mapping[int, str]) -> str:
    if update and update.status == Status.MERGED:
        return identifiers.get(update.merged_into_id, "")
    return update.reason if update and update.status == Status.DISCONTINUED else ""
