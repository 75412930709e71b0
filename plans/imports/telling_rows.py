"""What was done to each row of a file, in plain sentences: kept with the import.

They name columns and not what stood in them, so that they may stay when the file has gone.
"""

from collections import Counter
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from hyte.lib.templatetags.hyte import day
from plans.imports.journal import Journal
from plans.imports.outcomes import Change, Outcome, Preview, Result
from plans.workbook.columns import BY_KEY, Part


def outcome_of(preview: Preview, journal: Journal) -> dict[str, Any]:
    """``counts`` by result; ``rows`` with sheet, row, kind (a Result) and text ("" where the kind says it all)."""
    return {
        "counts": dict(Counter(outcome.result.value for outcome in preview.outcomes)),
        "made": {label: len(ids) for label, ids in journal.created.items()},
        "findings": [finding.text for finding in preview.findings],
        "rows": [
            {
                "sheet": each.sheet,
                "row": each.row,
                "kind": each.result.value,
                "text": sentence(each, journal),
                "identifier": journal.numbers.get(each.key, each.identifier),
            }
            for each in preview.outcomes
        ],
    }


def sentence(outcome: Outcome, journal: Journal) -> str:
    told = [_told(outcome, journal), _proposed(outcome), *(finding.text for finding in outcome.findings)]
    return " ".join(text for text in told if text)


def _told(outcome: Outcome, journal: Journal) -> str:
    if outcome.result is Result.NEW:
        made = _("Made as measure %(number)s.") % {"number": journal.numbers.get(outcome.key, "")}
        return " ".join(filter(None, [made, _updated(outcome)]))
    columns = _columns([each for each in outcome.changes if _part(each) is not Part.STATUS])
    changed = _("Changed: %(columns)s.") % {"columns": columns} if columns else ""
    return " ".join(filter(None, [changed, _updated(outcome)]))


def _updated(outcome: Outcome) -> str:
    if outcome.update is None:
        return ""
    on = day(date.fromisoformat(outcome.update["on"]))
    return _("A status update of %(day)s was saved; it isn't published yet.") % {"day": on}


def _proposed(outcome: Outcome) -> str:
    if not outcome.proposals:
        return ""
    if outcome.measure is None:
        return _("Proposed as a new measure: a coordinator answers.")
    return _("Proposed: %(columns)s. A coordinator answers.") % {"columns": _columns(outcome.proposals)}


def _columns(changes: list[Change]) -> str:
    return ", ".join(str(BY_KEY[change.key].heading) for change in changes)


def _part(change: Change) -> Part:
    return BY_KEY[change.key].part
