"""A county's own list of measures, as it would come in: rows by column key, or by a heading of the county's own."""

from datetime import date

from django.utils import timezone, translation

from hyte.lib.workbooks import GridBook
from plans.imports.answers import Answers
from plans.imports.applying.whole import apply_preview
from plans.imports.comparing.preview import preview_of
from plans.imports.outcomes import Level, Outcome, Preview
from plans.imports.reading.understanding import understand
from plans.models import Plan
from plans.workbook.columns import BY_KEY
from tests.factories.grids import book_of, grid_of
from tests.factories.trips import TODAY, brought


def lines_of(rows: list[dict]) -> list[list]:
    """The headings, and under them the rows; what a row doesn't tell is an empty cell."""
    keys = list(dict.fromkeys(key for row in rows for key in row))
    with translation.override("fi"):
        headings = [str(BY_KEY[key].heading) if key in BY_KEY else key for key in keys]
    return [headings, *([row.get(key) for key in keys] for row in rows)]


def previewed(plan: Plan, book: GridBook, user, *, answers: Answers | None = None, on: date = TODAY) -> Preview:
    answers = answers or Answers()
    return preview_of(plan, understand(book, plan, answers), answers, user=user, on=on, today=TODAY)


def listed(plan: Plan, user, *rows: dict, answers: Answers | None = None, on: date = TODAY) -> Preview:
    """What a sheet of these rows would do; the first of them is row 2."""
    return previewed(plan, book_of(lines_of(list(rows))), user, answers=answers, on=on)


def sheets(plan: Plan, user, **rows_by_title: list[dict]) -> Preview:
    return previewed(plan, GridBook([grid_of(lines_of(rows), title) for title, rows in rows_by_title.items()]), user)


def put_in(plan: Plan, preview: Preview, user) -> None:
    assert preview.may_be_applied, (said(preview), preview.questions)
    apply_preview(plan, preview, by=user, on=TODAY, at=timezone.now(), today=TODAY, source="luettelo.xlsx")
    plan.refresh_from_db()


def bring(plan: Plan, user, *rows: dict, answers: Answers | None = None, on: date = TODAY) -> Preview:
    """Bring the rows in; return what the same rows would do once more."""
    put_in(plan, listed(plan, user, *rows, answers=answers, on=on), user)
    return listed(plan, user, *rows, answers=answers, on=on)


def bring_file(plan: Plan, user, content: bytes, answers: Answers | None = None) -> Preview:
    """The same with a workbook of ours."""
    put_in(plan, brought(plan, content, user, answers=answers), user)
    return brought(plan, content, user, answers=answers)


def said(preview: Preview, *levels: Level) -> list[str]:
    """Texts of the findings, of the levels or of all."""
    findings = [*preview.findings, *(each for outcome in preview.outcomes for each in outcome.findings)]
    return [each.text for each in findings if not levels or each.level in levels]


def errors(preview: Preview) -> list[tuple[str, str]]:
    """Where, and what."""
    return [(each.where, each.text) for each in preview.errors]


def results(preview: Preview) -> list[str]:
    return [outcome.result.value for outcome in preview.outcomes]


def new_values(outcome: Outcome) -> dict[str, str]:
    return {change.key: change.new for change in outcome.changes}
