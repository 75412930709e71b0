"""The implementation workbook on its way out and back."""

from datetime import date, datetime
from io import BytesIO
from zoneinfo import ZoneInfo

from django.utils import translation
from openpyxl import load_workbook

from hyte.lib.workbooks.reading import read_book
from plans.exports.implementation import implementation_of, render_fillable
from plans.imports.answers import Answers
from plans.imports.comparing.preview import preview_of
from plans.imports.outcomes import Preview
from plans.imports.reading.understanding import understand
from plans.models import Plan
from plans.workbook.columns import BY_KEY

MADE_AT = datetime(2025, 1, 30, 12, tzinfo=ZoneInfo("Europe/Helsinki"))
TODAY = date(2025, 1, 31)


def exported(plan: Plan, language: str = "fi") -> bytes:
    out = BytesIO()
    with translation.override(language):
        render_fillable(implementation_of(plan, on=TODAY, made_by="Koordinaattori", made_at=MADE_AT), out)
    return out.getvalue()


def edited(content: bytes, edits: dict[tuple[str, str], object]) -> bytes:
    """The workbook with cells changed: by the measure's identifier and the column's key what is written there."""
    workbook = load_workbook(BytesIO(content))
    sheet = workbook.worksheets[0]
    columns = {cell.value: cell.column for cell in sheet[1]}
    with translation.override("fi"):
        number = columns[str(BY_KEY["identifier"].heading)]
        rows = {sheet.cell(row, number).value: row for row in range(2, sheet.max_row + 1)}
        for (identifier, key), value in edits.items():
            cell = sheet.cell(rows[identifier], columns[str(BY_KEY[key].heading)])
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()


def brought(
    plan: Plan,
    content: bytes,
    user,
    *,
    name: str = "toimeenpano.xlsx",
    answers: Answers | None = None,
    on: date = TODAY,
) -> Preview:
    """What a file that somebody brings would do."""
    answers = answers or Answers()
    understanding = understand(read_book(content, name), plan, answers)
    return preview_of(plan, understanding, answers, user=user, on=on, today=TODAY)


def changes_of(preview: Preview) -> dict[tuple[str, str], str]:
    """Every change of the preview, proposals included: by identifier and column the new canonical value."""
    return {
        (outcome.identifier, change.key): change.new
        for outcome in preview.outcomes
        for change in (*outcome.changes, *outcome.proposals)
    }
