"""What the command that brings a workbook in prints: what the wizard shows, line by line."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from plans.imports.open_matters import LEVELS, RESULTS
from plans.imports.outcomes import Change, Conflict, Finding, Outcome, Preview, Question, Result
from plans.imports.reading.understanding import Certainty, ReadSheet, Understanding
from plans.models import LearnedWord
from plans.workbook.columns import BY_KEY, KEEP

UNSURE = (Certainty.LIKELY, Certainty.UNKNOWN)


def lines_of_understanding(understanding: Understanding) -> Iterator[str]:
    for sheet in understanding.sheets:
        if not sheet.used:
            yield _("Sheet “%(sheet)s”: not used") % {"sheet": sheet.title}
            continue
        first, last = sheet.header or (0, 0)
        rows = f"{first}–{last}" if last > first else str(first)
        yield _("Sheet “%(sheet)s”: headings on row %(rows)s") % {"sheet": sheet.title, "rows": rows}
        for column in sheet.columns:
            mark = " (?)" if column.certainty in UNSURE else ""
            yield f"  {get_column_letter(column.number)} {_one_line(column.heading)} → {meaning_of(column.key)}{mark}"


def lines_of_preview(preview: Preview) -> Iterator[str]:
    """Findings of the file, every row that isn't unchanged or has something to tell, and the counts."""
    yield from (line_of_finding(finding) for finding in preview.findings)
    for outcome in preview.outcomes:
        yield from _lines_of_row(outcome)
    yield from _lines_of_made(preview)
    counts = {result: preview.count(result) for result in Result}
    yield " · ".join(f"{RESULTS[result]} {count}" for result, count in counts.items() if count) or _("No rows")


def line_of_finding(finding: Finding) -> str:
    return f"{LEVELS[finding.level]}: {f'{finding.where}: ' if finding.where else ''}{finding.text}"


def open_columns(sheets: list[ReadSheet]) -> Iterator[str]:
    """Columns that somebody should look at, each with what it would be taken for."""
    for sheet in sheets:
        for column in sheet.columns if sheet.used else ():
            if column.certainty in UNSURE:
                text = _("Open: column %(place)s “%(heading)s”: is it “%(meaning)s”?")
                spot = f"{sheet.title}!{get_column_letter(column.number)}"
                heading = _one_line(column.heading)
                yield text % {"place": spot, "heading": heading, "meaning": meaning_of(column.key)}


def line_of_question(question: Question) -> str:
    labels = {option.value: option.label for option in question.options}
    text = _("Open: %(where)s: what does “%(word)s” mean (%(kind)s, %(count)d times)? Suggested: %(suggested)s")
    return text % {
        "where": question.where,
        "word": question.text,
        "kind": LearnedWord.Kind(question.kind).label,
        "count": question.count,
        "suggested": labels.get(question.suggested, question.suggested),
    }


def meaning_of(key: str) -> str:
    if key in BY_KEY:
        return str(BY_KEY[key].heading)
    return _("Keep in the working text") if key == KEEP else _("Leave out")


def _lines_of_row(outcome: Outcome) -> Iterator[str]:
    if outcome.result is not Result.UNCHANGED:
        title = _one_line(f"{outcome.identifier} {outcome.title}".strip())
        yield f"{RESULTS[outcome.result]}: {outcome.key}: {title}"
    yield from (f"  {line_of_finding(finding)}" for finding in outcome.findings)
    yield from (_line_of_conflict(conflict) for conflict in outcome.conflicts)
    if outcome.result is not Result.NEW:
        yield from (_line_of_change(change) for change in outcome.changes)
    yield from (f"{_line_of_change(change)} ({_('proposal')})" for change in outcome.proposals)


def _line_of_change(change: Change) -> str:
    return f"  {meaning_of(change.key)}: {_shown(change.old_text)} → {_shown(change.new_text)}"


def _line_of_conflict(conflict: Conflict) -> str:
    text = _("  %(column)s: in the workbook %(mine)s, in the plan now %(theirs)s, when the workbook was made %(base)s")
    return text % {
        "column": meaning_of(conflict.key),
        "mine": _shown(conflict.mine_text),
        "theirs": _shown(conflict.theirs_text),
        "base": _shown(conflict.base_text),
    }


def _lines_of_made(preview: Preview) -> Iterator[str]:
    for section in preview.new_sections:
        yield _("Made: section “%(name)s”") % {"name": section.name}
    for goal in preview.new_goals:
        yield _("Made: goal “%(name)s”") % {"name": _one_line(goal.wording)}
    for name in preview.new_names:
        kind = LearnedWord.Kind(name.kind).label
        yield _("Made: %(kind)s “%(name)s”") % {"kind": str(kind).lower(), "name": name.text}


def _shown(text: str) -> str:
    return f"“{_one_line(text)}”" if text else _("empty")


def _one_line(text: str) -> str:
    return " ".join(text.split())
