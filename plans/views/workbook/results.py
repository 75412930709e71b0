"""What an import did, as its page shows it."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from plans.exports.result import OutcomeLine
from plans.imports.journal import Journal
from plans.imports.open_matters import RESULTS
from plans.imports.outcomes import Result
from plans.models import WorkbookImport
from plans.views.workbook.lines import ALL, ICONS, Filter

PER_PAGE = 100


@dataclass(frozen=True)
class ResultRow:
    identifier: str
    line: OutcomeLine

    @property
    def key(self) -> str:
        return f"{self.line.sheet}!{self.line.row}"

    @property
    def icon(self) -> str:
        return ICONS[Result(self.line.kind)]

    @property
    def word(self) -> str:
        return str(RESULTS[Result(self.line.kind)])


def count_lines(counts: dict[str, int] | None) -> list[Filter]:
    """The counts by result, the gravest first."""
    told = counts or {}
    return [Filter(each.value, ICONS[each], str(RESULTS[each]), told[each]) for each in Result if told.get(each)]


def outcome_lines(outcome: dict[str, Any]) -> list[OutcomeLine]:
    return [OutcomeLine(row["sheet"], row["row"], row["kind"], row["text"]) for row in outcome.get("rows", [])]


def result_context(imported: WorkbookImport, query: QueryDict) -> dict[str, Any]:
    """The rows of what was done under the filter ``?tulos=``; without one those that weren't left as they were."""
    filters = count_lines(imported.outcome.get("counts"))
    asked = query.get("tulos", "")
    page = _page_of(imported.outcome, asked, query)
    total = sum(each.count for each in filters)
    told = sum(each.count for each in filters if each.value != Result.UNCHANGED)
    return {
        "filters": [Filter("", "", _("What happened"), told), *filters, Filter(ALL, "", _("All rows"), total)],
        "asked": asked if asked in {each.value for each in filters} | {ALL} else "",
        "page": page,
        "made": _named_counts(imported.outcome.get("made", {})),
        "findings": imported.outcome.get("findings", []),
    }


def consequences_of_undoing(imported: WorkbookImport) -> list[str]:
    """How many records of each kind are taken back."""
    journal = Journal.from_json(imported.journal)
    created = _named_counts({label: len(ids) for label, ids in journal.created.items()})
    changed = _named_counts({label: len(records) for label, records in journal.changed.items()})
    return [
        *(_("%(kind)s: %(count)d made, taken away") % {"kind": name, "count": count} for name, count in created),
        *(_("%(kind)s: %(count)d changed, put back") % {"kind": name, "count": count} for name, count in changed),
    ]


def _page_of(outcome: dict[str, Any], asked: str, query: QueryDict) -> Page:
    lines = outcome_lines(outcome)
    rows = [
        ResultRow(row.get("identifier", ""), line) for row, line in zip(outcome.get("rows", []), lines, strict=True)
    ]
    if asked in {result.value for result in Result}:
        rows = [row for row in rows if row.line.kind == asked]
    elif asked != ALL:
        rows = [row for row in rows if row.line.kind != Result.UNCHANGED]
    return Paginator(rows, PER_PAGE).get_page(query.get("sivu"))


def _named_counts(counts: dict[str, int]) -> list[tuple[str, int]]:
    """Counts by model, under the model's name."""
    found = [(apps.get_model(label)._meta.verbose_name_plural, count) for label, count in counts.items() if count]
    return [(capfirst(str(name)), count) for name, count in found]
