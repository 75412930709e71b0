"""A preview as its page shows it: rows with their marks, changes with what differs, counts with their filters."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.forms import BoundField
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from hyte.lib.wording_changes import Piece, word_changes
from plans.imports.forms.choices import ChoicesForm, conflict_name, row_name
from plans.imports.forms.questions import name_of
from plans.imports.open_matters import RESULTS
from plans.imports.outcomes import Change, Conflict, Finding, Level, Outcome, Preview, Result
from plans.workbook.columns import BY_KEY

ICONS = {
    Result.ERROR: "error",
    Result.CONFLICT: "warning",
    Result.REFUSED: "lock",
    Result.NEW: "plus",
    Result.PROPOSAL: "mail",
    Result.CHANGED: "edit",
    Result.UNCHANGED: "check",
    Result.LEFT_OUT: "close",
}
ALL = "kaikki"


@dataclass(frozen=True)
class ChangeLine:
    change: Change

    @property
    def heading(self) -> str:
        return heading_of(self.change.key)

    @property
    def letter(self) -> str:
        return get_column_letter(self.change.column) if self.change.column else ""

    @property
    def shown(self) -> SafeString:
        return marked(self.change.old_text, self.change.new_text)


@dataclass(frozen=True)
class ConflictLine:
    conflict: Conflict
    bound: BoundField
    seen: BoundField

    @property
    def mine(self) -> SafeString:
        return self.bound.subwidgets[0].tag()

    @property
    def theirs(self) -> SafeString:
        return self.bound.subwidgets[1].tag()

    @property
    def heading(self) -> str:
        return heading_of(self.conflict.key)

    @property
    def letter(self) -> str:
        return get_column_letter(self.conflict.column) if self.conflict.column else ""


@dataclass(frozen=True)
class RowLine:
    """One row of the file; ``form`` is None where nothing can be chosen any more."""

    outcome: Outcome
    form: ChoicesForm | None = None

    @property
    def anchor(self) -> str:
        return anchor_of(self.outcome.key)

    @property
    def icon(self) -> str:
        return ICONS[self.outcome.result]

    @property
    def word(self) -> str:
        return str(RESULTS[self.outcome.result])

    @property
    def day(self) -> date | None:
        """When the status update that the row brings is true."""
        return date.fromisoformat(self.outcome.update["on"]) if self.outcome.update else None

    @property
    def changes(self) -> list[ChangeLine]:
        return [ChangeLine(change) for change in self.outcome.changes]

    @property
    def proposals(self) -> list[ChangeLine]:
        return [ChangeLine(change) for change in self.outcome.proposals]

    @property
    def conflicts(self) -> list[ConflictLine]:
        names = [(each, conflict_name(self.outcome, each)) for each in self.outcome.conflicts] if self.form else []
        return [ConflictLine(each, self.form[name], self.form[f"{name}-seen"]) for each, name in names]

    @property
    def leaving(self) -> BoundField | None:
        name = row_name(self.outcome)
        return self.form[name] if self.form and name in self.form.fields else None

    @property
    def leaving_shown(self) -> BoundField:
        return self.form[f"{row_name(self.outcome)}-shown"]


@dataclass(frozen=True)
class Filter:
    """A choice of rows by what becomes of them; ``value`` is what ``?tulos=`` says, "" for the page without it."""

    value: str
    icon: str
    word: str
    count: int


class Rows:
    """The rows of a preview under one filter. Without one the unchanged rows are left out, unless there is nothing else."""

    def __init__(self, outcomes: list[Outcome], asked: str) -> None:
        self.outcomes = outcomes
        self.asked = asked if asked in {each.value for each in self.filters} else ""

    @cached_property
    def filters(self) -> list[Filter]:
        counts = {result: sum(each.result is result for each in self.outcomes) for result in Result}
        by_result = [Filter(result.value, ICONS[result], str(RESULTS[result]), n) for result, n in counts.items() if n]
        every = Filter(ALL, "", _("All rows"), len(self.outcomes))
        told = len(self.outcomes) - counts[Result.UNCHANGED]
        return [Filter("", "", _("What happens"), told), *by_result, every] if told else [*by_result, every]

    @property
    def chosen(self) -> list[Outcome]:
        match self.asked:
            case "":
                told = [each for each in self.outcomes if each.result is not Result.UNCHANGED]
                return told or self.outcomes
            case "kaikki":
                return self.outcomes
        return [each for each in self.outcomes if each.result == self.asked]


@dataclass(frozen=True)
class ErrorLink:
    finding: Finding
    address: str


def error_links(preview: Preview, per_page: int) -> Iterator[ErrorLink]:
    """Every error with a link to its row, among the rows with errors; errors of the whole file have none."""
    for finding in preview.findings:
        if finding.level is Level.ERROR:
            yield ErrorLink(finding, "")
    broken = [each for each in preview.outcomes if each.result is Result.ERROR]
    for number, outcome in enumerate(broken):
        address = f"?tulos={Result.ERROR}&sivu={number // per_page + 1}#{anchor_of(outcome.key)}"
        for finding in outcome.findings:
            if finding.level is Level.ERROR:
                yield ErrorLink(finding, address)


def anchor_of(key: str) -> str:
    return name_of("anchor", key)


def heading_of(key: str) -> str:
    return str(BY_KEY[key].heading)


def marked(old: str, new: str) -> SafeString:
    """A change with what goes struck through and what comes underlined; screen readers get it in words."""
    if not old:
        return format_html("<ins>{}</ins>", new)
    if not new:
        return format_html('<del>{}</del> <span class="muted">({})</span>', old, _("becomes empty"))
    return format_html_join("", "{}", ((_piece(piece),) for piece in _spaced(word_changes(old, new))))


def _spaced(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """What comes stands apart from what goes."""
    earlier = None
    for piece in pieces:
        if earlier and earlier.kind == "gone" and piece.kind == "new":
            yield Piece("between", " ")
        yield piece
        earlier = piece


def _piece(piece: Piece) -> SafeString | str:
    match piece.kind:
        case "gone":
            return format_html('<del><span class="visually-hidden">{} </span>{}</del>', _("gone:"), piece.text)
        case "new":
            return format_html('<ins><span class="visually-hidden">{} </span>{}</ins>', _("new:"), piece.text)
    return piece.text
