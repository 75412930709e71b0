"""The ways in which figures of all areas come: pasted, by file, fetched, from an earlier calculation, or by hand."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.forms import Form
from django.http import HttpRequest

from hyte.lib.workbooks import UnreadableBook, read_book
from indicators.forms.entry import CopyForm, FetchedForm, FileForm, PasteForm
from indicators.imports.coefficient.columns import Extra
from indicators.imports.coefficient.filling import (
    copy_calculation,
    empty_table,
    fetched_values,
    fill_fetched,
)
from indicators.imports.coefficient.pasting import Rows, as_text, rows_of
from indicators.imports.coefficient.table import Table
from indicators.models import Calculation
from indicators.views.entry_work import Entry

PASTE, FILE, EARLIER, FETCHED, HAND = "paste", "file", "earlier", "fetched", "hand"


@dataclass
class Brought:
    """A table, its text where it stands as one, the calculation that was begun from, and the year of fetched figures."""

    table: Table
    text: str = ""
    earlier: Calculation | None = None
    year: int | None = None

    @property
    def extras(self) -> list[str]:
        found = {Extra.SOURCES if each.is_text else Extra.PUBLISHED for each in self.table.columns if each.is_extra}
        return sorted(map(str, found))


def way_forms(
    entry: Entry, request: HttpRequest | None = None, way: str = "", initial: Mapping | None = None
) -> dict[str, Form]:
    """All of them; the one by which figures were sent is bound."""

    def make(name: str, form: type[Form], **kwargs) -> Form:
        if request is not None and way == name:
            return form(request.POST, request.FILES, **kwargs)
        return form(initial=initial, **kwargs)

    calculations = entry.calculations
    forms = {PASTE: make(PASTE, PasteForm), FILE: make(FILE, FileForm), HAND: make(HAND, Form)}
    if calculations.exists():
        forms[EARLIER] = make(EARLIER, CopyForm, calculations=calculations)
    if entry.tied:
        forms[FETCHED] = make(FETCHED, FetchedForm, calculations=calculations)
    return forms


def bring(entry: Entry, way: str, form: Form) -> Brought | None:
    """None where the form doesn't hold, or the file can't be read, which the form now tells."""
    return FORMS[way](entry, form) if form.is_valid() else None


def _pasted(entry: Entry, form: Form) -> Brought:
    text = form.cleaned_data["pasted"]
    return _of_rows(entry, entry.reader.cut(text), text)


def _of_file(entry: Entry, form: Form) -> Brought | None:
    file = form.cleaned_data["file"]
    try:
        book = read_book(file.read(), file.name)
    except UnreadableBook as error:
        form.add_error("file", str(error))
        return None
    sheets = [rows_of(grid) for grid in book.sheets if not grid.hidden and grid.rows]
    rows = max(sheets, key=lambda each: _placed(entry.reader.read(each)), default=[])
    return _of_rows(entry, rows, as_text(rows))


def _placed(table: Table) -> int:
    return len(table.lines)


def _of_rows(entry: Entry, rows: Rows, text: str) -> Brought:
    return Brought(entry.reader.read(rows), text if entry.is_text else "")


def _copied(entry: Entry, form: Form) -> Brought:
    earlier = form.cleaned_data["earlier"]
    return Brought(copy_calculation(earlier, entry.depth, entry.columns(()), entry.names), earlier=earlier)


def _fetched(entry: Entry, form: Form) -> Brought:
    year, people = form.cleaned_data["year"], form.cleaned_data["people"]
    columns = entry.columns(())
    if people:
        table = copy_calculation(people, entry.depth, columns, entry.names, populations_only=True)
    else:
        table = empty_table(columns, entry.names)
    values = fetched_values(entry.tied, year, entry.names)
    return Brought(fill_fetched(table, values, entry.tied, year), year=year)


def _by_hand(entry: Entry, form: Form) -> Brought:
    return Brought(empty_table(entry.columns(()), entry.names))


FORMS = {PASTE: _pasted, FILE: _of_file, EARLIER: _copied, FETCHED: _fetched, HAND: _by_hand}
