"""Implementation workbooks as officials make them: one made-up plan in many shapes.

Every shape gives the file's name and bytes and carries the rows of ``ROWS`` (or ``ROWS_SV``), so that a test can compute
what it expects from them. ``SHAPES`` lists the shapes.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date
from io import BytesIO
from itertools import groupby
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from tests.factories.workbook_rows import (
    FIELDS,
    HEADINGS,
    HEADINGS_EN,
    HEADINGS_SV,
    ROWS,
    ROWS_SV,
    WITHOUT_SECTION,
    by_section,
    cells,
    table,
)

File = tuple[str, bytes]


def write(worksheet: Worksheet, lines: Iterable[list]) -> Worksheet:
    for line in lines:
        worksheet.append(line)
    for number in range(1, worksheet.max_column + 1):
        worksheet.column_dimensions[get_column_letter(number)].width = 24
    for row in worksheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, date):
                cell.number_format = "d.m.yyyy"
    return worksheet


def sheet_of(lines: Iterable[list], title: str = "Toimeenpano") -> tuple[Workbook, Worksheet]:
    workbook = Workbook()
    workbook.active.title = title
    return workbook, write(workbook.active, lines)


def saved(workbook: Workbook) -> bytes:
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()


def xlsx(name: str, lines: Iterable[list], title: str = "Toimeenpano") -> File:
    return name, saved(sheet_of(lines, title)[0])


def part_of(content: bytes, name: str) -> bytes:
    with ZipFile(BytesIO(content)) as archive:
        return archive.read(name)


def rewritten(content: bytes, change: Callable[[str, bytes], bytes], **added: bytes) -> bytes:
    """The package with each part changed, and more parts (their names as keys of ``added``)."""
    out = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, part in added.items():
            new.writestr(name, part)
    return out.getvalue()


def with_results(content: bytes, results: dict[str, str | float], sheet: str = "sheet1") -> bytes:
    """Give the formulas in these places of a sheet stored results, as Excel does and openpyxl doesn't."""

    def put(match: re.Match) -> str:
        place, formula = match.groups()
        if place not in results:
            return match[0]
        result = results[place]
        kind = ' t="e"' if str(result).startswith("#") else ' t="str"' if isinstance(result, str) else ""
        return f'<c r="{place}"{kind}><f>{formula}</f><v>{result}</v></c>'

    def change(name: str, part: bytes) -> bytes:
        if name != f"xl/worksheets/{sheet}.xml":
            return part
        return re.sub(r'<c r="([A-Z]+\d+)"[^>]*><f>([^<]*)</f><v ?/?>(?:</v>)?</c>', put, part.decode()).encode()

    return rewritten(content, change)


def plain_table() -> File:
    """A header in the first row, a row for each measure, every cell filled in."""
    return xlsx("toimeenpano.xlsx", table(ROWS))


def titles_above() -> File:
    """Title, date and an empty row above the header; the title is merged across the table."""
    workbook, worksheet = sheet_of(
        [["Hyvinvointisuunnitelman toimeenpano 2023–2025"], ["Tilanne 31.12.2024"], [], *table(ROWS)]
    )
    worksheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(FIELDS))
    return "toimeenpano otsikoin.xlsx", saved(workbook)


def two_row_header() -> File:
    """Groups of columns merged across in the first header row, columns merged over both rows where there is no group."""
    groups = ["Osio", "Tavoite", "Toimenpide", None, "Vastuut", None, None, "Aikataulu", "Seuranta", None, None]
    under = [None, None, *(HEADINGS[field] for field in FIELDS[2:7]), None, *(HEADINGS[field] for field in FIELDS[8:])]
    workbook, worksheet = sheet_of([groups, under, *(cells(row) for row in ROWS)])
    for area in ("A1:A2", "B1:B2", "C1:D1", "E1:G1", "H1:H2", "I1:K1"):
        worksheet.merge_cells(area)
    return "kaksi otsikkorivia.xlsx", saved(workbook)


def merge_downwards(worksheet: Worksheet, column: int, values: list, first_row: int) -> None:
    start = first_row
    for _value, group in groupby(values):
        end = start + len(list(group)) - 1
        worksheet.merge_cells(start_row=start, start_column=column, end_row=end, end_column=column)
        start = end + 1


def merged_downwards() -> File:
    """Section and goal are each one merged cell beside their measures."""
    workbook, worksheet = sheet_of(table(ROWS))
    merge_downwards(worksheet, 1, [row.section for row in ROWS], 2)
    merge_downwards(worksheet, 2, [row.goal for row in ROWS], 2)
    return "yhdistetyt solut.xlsx", saved(workbook)


def given_once() -> File:
    """Section and goal are written on their first measure's row and left blank below it, unmerged."""
    lines, above = table(ROWS), [None, None]
    for line in lines[1:]:
        given = line[:2]
        line[:2] = [None if value == upper else value for value, upper in zip(given, above, strict=True)]
        above = given
    return xlsx("kerran kirjattu.xlsx", lines)


def sheet_per_section() -> File:
    """Each section on a sheet of its name, without a column for it."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for section, rows in by_section():
        write(workbook.create_sheet(section), table(rows, WITHOUT_SECTION))
    return "osio valilehdella.xlsx", saved(workbook)


def section_titles_between() -> File:
    """One table, in which a section's name stands alone on a row above its measures, merged across."""
    lines = table([], WITHOUT_SECTION)
    titles = []
    for section, rows in by_section():
        lines.append([section])
        titles.append(len(lines))
        lines += [cells(row, WITHOUT_SECTION) for row in rows]
    workbook, worksheet = sheet_of(lines)
    for number in titles:
        worksheet.merge_cells(start_row=number, start_column=1, end_row=number, end_column=len(WITHOUT_SECTION))
    return "osiot valiotsikoina.xlsx", saved(workbook)


def hidden_and_empty() -> File:
    """An empty column A, an empty row between measures, the third measure's row and the partners' column hidden."""
    lines = [[None, *line] for line in table(ROWS)]
    workbook, worksheet = sheet_of([*lines[:3], [], *lines[3:]])
    worksheet.row_dimensions[5].hidden = True
    worksheet.column_dimensions["G"].hidden = True
    write(workbook.create_sheet("Luonnos"), [["Vanha luonnos"]]).sheet_state = "hidden"
    return "piilotettu.xlsx", saved(workbook)


def notes_below() -> File:
    """Two rows of notes under the table, after an empty row."""
    notes = [[], ["Huom. Tilanteet on koottu ryhmien sihteereiltä."], ["Lisätietoja antaa hyvinvointikoordinaattori."]]
    return xlsx("huomautuksin.xlsx", table(ROWS) + notes)


SHY, NO_BREAK = "\u00ad", "\u00a0"


def dirty(text: str) -> str:
    """Trailing spaces, a soft hyphen in the first long word, a no-break space and a line break for spaces."""
    text = re.sub(r"(\w{5})(\w{3})", rf"\1{SHY}\2", text, count=1).replace(" ", NO_BREAK, 1)
    return f" {text}  "


def dirty_text() -> File:
    """Every text as it comes from a word processor; in the wordings, a line break stands for the last space."""
    lines = [[dirty(value) if isinstance(value, str) else value for value in line] for line in table(ROWS)]
    for line in lines[1:]:
        line[3] = "\n".join(line[3].rstrip().rsplit(" ", 1))
    return xlsx("likainen.xlsx", lines)


def formulas_and_text_numbers() -> File:
    """Identifiers joined by a formula with a stored result, years as text, dates fetched from another sheet."""
    lines = table(ROWS)
    results: dict[str, str | float] = {}
    for number, (line, row) in enumerate(zip(lines[1:], ROWS, strict=True), start=2):
        line[2], line[9] = f'=LEFT("{row.identifier}",3)', f"=Pvm!A{number}"
        results |= {f"C{number}": row.identifier, f"J{number}": (row.on - date(1899, 12, 30)).days}
    workbook, _sheet = sheet_of(lines)
    write(workbook.create_sheet("Pvm"), [["Päivä"], *([row.on] for row in ROWS)])
    return "kaavoin.xlsx", dates_at(with_results(saved(workbook), results), "J")


def dates_at(content: bytes, column: str) -> bytes:
    """Give the results of the formulas in a column the style of a date, which a stored number alone doesn't have."""
    styled = re.search(rb'r="A2" s="(\d+)"', part_of(content, "xl/worksheets/sheet2.xml"))[1]
    pattern = rb'(<c r="' + column.encode() + rb'\d+")(><f>)'
    return rewritten(
        content, lambda name, part: re.sub(pattern, rb'\1 s="' + styled + rb'"\2', part) if "sheet1" in name else part
    )


def dates_as_text() -> File:
    """The day of the status as a date, as ``26.2.2024``, as ``26.02.2024`` and with the time, in turn."""
    lines = table(ROWS)
    for number, line in enumerate(lines[1:]):
        day = line[9]
        line[9] = (day, f"{day.day}.{day.month}.{day.year}", f"{day:%d.%m.%Y}", f"{day:%d.%m.%Y} klo 9.30")[number % 4]
    return xlsx("paivat tekstina.xlsx", lines)


def swedish_headings() -> File:
    """Swedish headings, wordings and statuses (``ROWS_SV``)."""
    return xlsx("verkställighet.xlsx", table(ROWS_SV, headings=HEADINGS_SV), "Verkställighet")


def english_headings() -> File:
    """English headings over the Finnish rows."""
    return xlsx("implementation.xlsx", table(ROWS, headings=HEADINGS_EN), "Implementation")


def as_text(lines: Iterable[list], delimiter: str) -> str:
    """The lines as Excel saves them: dates in Finnish, quotes where they are needed."""

    def shown(value: object) -> str:
        text = f"{value.day}.{value.month}.{value.year}" if isinstance(value, date) else str(value or "")
        return '"{}"'.format(text.replace('"', '""')) if re.search(rf'["\n{delimiter}]', text) else text

    return "".join(delimiter.join(map(shown, line)) + "\r\n" for line in lines)


def semicolons_cp1252() -> File:
    """Semicolons and the code page of Windows: Excel's plain CSV in Finland."""
    return "toimeenpano.csv", as_text(table(ROWS), ";").encode("cp1252")


def tabs_utf16() -> File:
    """Tabs and UTF-16 with its mark: Excel's "Unicode text"."""
    return "toimeenpano.txt", as_text(table(ROWS), "\t").encode("utf-16")


def commas_utf8() -> File:
    """Commas and UTF-8 with its mark."""
    return "toimeenpano-utf8.csv", as_text(table(ROWS), ",").encode("utf-8-sig")


SHAPES: tuple[Callable[[], File], ...] = (
    plain_table, titles_above, two_row_header, merged_downwards, given_once, sheet_per_section, section_titles_between,
    hidden_and_empty, notes_below, dirty_text, formulas_and_text_numbers, dates_as_text, swedish_headings,
    english_headings, semicolons_cp1252, tabs_utf16, commas_utf8,
)  # fmt: skip
