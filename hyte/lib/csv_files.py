"""Tables as text files that Excel opens in Finland by a click."""

import csv
from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import StringIO

from hyte.lib.workbooks.text_files import may_be_formula

Cell = str | int | Decimal | None


def write_csv(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """UTF-8 with its mark, semicolons, decimal commas; a text that a spreadsheet would calculate gets an apostrophe."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([_written(heading) for heading in headings])
    writer.writerows([_written(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _written(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case Decimal():
            return f"{cell:f}".replace(".", ",")
        case str() if may_be_formula(cell):
            return f"'{cell}"
    return " ".join(str(cell).splitlines())
