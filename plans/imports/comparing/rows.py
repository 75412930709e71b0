"""The rows of a file with their cells read: what each says in canonical values, and what must be told of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from hyte.lib.text import clean
from hyte.lib.workbooks import Cell
from hyte.lib.workbooks.cells import place
from plans.imports.comparing.names import PENDING, STRANGER, WORD, Names
from plans.imports.outcomes import Finding, Level
from plans.imports.reading.tables import TableRow, table_rows
from plans.imports.reading.understanding import ReadSheet, Understanding
from plans.workbook.columns import BY_KEY, Column, Kind
from plans.workbook.readings import quoted
from plans.workbook.values import read_value, split_names

PEOPLE = ("contact", "deputy")


@dataclass
class FileRow:
    """``values`` are canonical; the keys with an open question stand in ``pending`` instead. ``kept`` are the texts of columns
    that the plan has no place for, each with its heading. ``section`` is the section of the whole sheet."""

    sheet: str
    number: int
    section: str = ""
    values: dict[str, str] = field(default_factory=dict)
    columns: dict[str, int] = field(default_factory=dict)
    pending: set[str] = field(default_factory=set)
    kept: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def key(self) -> str:
        return f"{self.sheet}!{self.number}"

    @property
    def pending_cells(self) -> set[str]:
        return {f"{self.sheet}!{place(self.columns[key], self.number)}" for key in self.pending}

    @property
    def has_error(self) -> bool:
        return any(finding.level is Level.ERROR for finding in self.findings)

    def get(self, key: str) -> str:
        return self.values.get(key, "")

    def tell(self, level: Level, text: str, key: str = "") -> None:
        self.findings.append(Finding(level, text, self.sheet, self.number, self.columns.get(key, 0)))


def read_rows(understanding: Understanding, names: Names) -> list[FileRow]:
    """Every row of every used sheet, in the file's order."""
    return [row for sheet in understanding.sheets if sheet.used for row in _rows_of(sheet, names)]


def _rows_of(sheet: ReadSheet, names: Names) -> Iterator[FileRow]:
    for table_row in table_rows(sheet):
        yield _read_row(sheet, table_row, names)


def _read_row(sheet: ReadSheet, table_row: TableRow, names: Names) -> FileRow:
    row = FileRow(sheet.title, table_row.number, sheet.section, findings=list(table_row.findings))
    for key, (number, cell) in table_row.cells.items():
        row.columns[key] = number
        _read_cell(row, BY_KEY[key], cell, names)
    for column in sheet.columns:
        if column.key in BY_KEY and column.key not in row.columns:
            row.columns[column.key], row.values[column.key] = column.number, ""
    row.kept = [f"{heading}: {cell.text}" for heading, _number, cell in table_row.kept if cell.text]
    _share_people(row)
    _part_organisations(row)
    return row


def _read_cell(row: FileRow, column: Column, cell: Cell, names: Names) -> None:
    reading = read_value(column, cell)
    if reading.fault:
        row.tell(Level.ERROR, reading.fault, column.key)
        return
    if reading.note:
        row.tell(Level.NOTE, reading.note, column.key)
    where = f"{row.sheet}!{place(row.columns[column.key], row.number)}"
    row.values[column.key] = _meaning(row, column, reading.value, reading.unknown, where, names)
    if reading.unknown and not row.values[column.key]:
        del row.values[column.key]  # a word that somebody told to leave out says nothing, and empties nothing
        return
    if STRANGER in row.values[column.key].split(","):
        del row.values[column.key]
        row.tell(Level.WARNING, _stranger(cell.text), column.key)
        return
    if PENDING in row.values[column.key].split(","):
        del row.values[column.key]
        row.pending.add(column.key)


def _stranger(text: str) -> str:
    told = _("“%(name)s” isn't known, and only a coordinator adds people, so this cell was left as it was in the plan.")
    return told % {"name": quoted(text)}


def _meaning(row: FileRow, column: Column, value: str, unknown: str, where: str, names: Names) -> str:
    """The canonical value, with names and words resolved; PENDING (or a list with it) while somebody must tell."""
    match column.kind:
        case Kind.STATUS | Kind.PROGRESS if unknown:
            return names.word(WORD(column.kind.value), unknown, where)
        case Kind.ORGANISATION | Kind.ORGANISATIONS:
            return joined(names.organisations(split_names(value), where), ordered=column.kind is Kind.ORGANISATION)
        case Kind.PERSON:
            return joined(names.people(value, where), ordered=True)
    return value


def joined(ids: list[str], *, ordered: bool = False) -> str:
    """Ids as one canonical text; sorted where their order says nothing."""
    return ",".join(ids if ordered else sorted(ids, key=lambda each: (len(each), each)))


def _share_people(row: FileRow) -> None:
    """The second person of a cell becomes the deputy where nobody else is; a third one has no place."""
    for key in PEOPLE:
        people = [each for each in row.get(key).split(",") if each]
        if len(people) < 2:
            continue
        row.values[key] = people[0]
        free = key == "contact" and not row.get("deputy") and "deputy" not in row.pending
        if free:
            row.values["deputy"] = people[1]
            row.columns.setdefault("deputy", row.columns[key])
            row.tell(Level.NOTE, _("The cell names two people: the second one becomes the deputy."), key)
        if len(people) > 2 or not free:
            row.tell(
                Level.WARNING, _("There is room for one contact person and one deputy; the others are left out."), key
            )


def _part_organisations(row: FileRow) -> None:
    """An organisation has one part in a measure: the first main responsible, then other responsible, then partner."""
    mains = [each for each in row.get("main").split(",") if each]
    if len(mains) > 1:
        row.values["main"] = mains[0]
        row.tell(Level.NOTE, _("The cell names several organisations: the first one is the main responsible."), "main")
        others = [each for each in row.get("others").split(",") if each]
        row.values["others"] = joined(list(dict.fromkeys([*others, *mains[1:]])))
        row.columns.setdefault("others", row.columns["main"])
    taken = {row.get("main")}
    for key in ("others", "partners"):
        if key in row.values:
            named = [each for each in row.get(key).split(",") if each]
            kept = [each for each in named if each not in taken]
            row.values[key] = joined(kept)
            taken.update(kept)
            if len(kept) < len(named):
                row.tell(
                    Level.NOTE, _("An organisation of the cell has already been named with a weightier part."), key
                )


def kept_texts(row: FileRow, present: str) -> str:
    """The working text with what the file says in columns of its own; what it says already isn't said twice."""
    text = clean(present)
    for block in row.kept:
        if f"\n{block}\n" not in f"\n{text}\n":
            text = f"{text}\n{block}".strip()
    return text
