"""Previews built by hand: what the comparison of a file with the plan would tell."""

from datetime import date

from django.utils import timezone

from plans.imports.applying.whole import apply_preview
from plans.imports.journal import Journal
from plans.imports.outcomes import Change, NewGoal, NewName, NewSection, Outcome, Preview, Result
from plans.models import Measure, Plan
from plans.workbook.columns import STATUS_KEYS

SHEET, SOURCE = "Toimenpiteet", "toimeenpano.xlsx"
TODAY = date(2024, 9, 2)


def change(key: str, old: str, new: str) -> Change:
    return Change(key, old, new, old, new)


def changes_of(values: dict[str, str], before: dict[str, str] | None = None) -> list[Change]:
    return [change(key, (before or {}).get(key, ""), new) for key, new in values.items()]


def update_of(status: str = "in_progress", **values: str) -> dict[str, str]:
    content = dict.fromkeys(STATUS_KEYS, "") | {"progress": "not_assessed", "on": "2024-08-01"}
    return content | {"status": status} | values


def changed(measure: Measure, row: int = 2, *, update=None, before=None, **values: str) -> Outcome:
    """A row that changes the measure; ``before`` are the old canonical values of its keys."""
    return Outcome(
        SHEET,
        row,
        Result.CHANGED,
        measure=measure.pk,
        identifier=measure.identifier,
        goal=str(measure.goal_id),
        values=dict(values),
        changes=changes_of(values, before),
        update=update,
    )


def added(goal: str, row: int = 2, *, identifier: str = "", update=None, **values: str) -> Outcome:
    values = {"wording_fi": f"Uusi toimenpide {row}"} | values
    return Outcome(
        SHEET,
        row,
        Result.NEW,
        identifier=identifier,
        goal=goal,
        values=values,
        changes=changes_of(values),
        update=update,
    )


def proposed(
    text: str, row: int = 2, *, measure: Measure | None = None, goal="", key="wording_fi", **values
) -> Outcome:
    return Outcome(
        SHEET,
        row,
        Result.PROPOSAL,
        measure=measure.pk if measure else None,
        goal=str(goal or (measure.goal_id if measure else "")),
        values={key: text} | values,
        proposals=[change(key, "", text)],
    )


def preview(*outcomes: Outcome, sections=(), goals=(), names=()) -> Preview:
    return Preview(
        outcomes=list(outcomes),
        new_sections=[NewSection(*each) for each in sections],
        new_goals=[NewGoal(*each) for each in goals],
        new_names=[NewName(*each) for each in names],
        fingerprint="f",
    )


def apply(plan: Plan, *outcomes: Outcome, by, today: date = TODAY, **news) -> Journal:
    told = preview(*outcomes, **news)
    return apply_preview(plan, told, by=by, on=today, at=timezone.now(), today=today, source=SOURCE)
