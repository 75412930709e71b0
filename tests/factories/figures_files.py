"""Builders of files of figures."""

from collections.abc import Sequence
from io import BytesIO

from openpyxl import Workbook

from groups.models import Organisation
from indicators.imports.figures.work import Reading, bring_figures
from indicators.models import FiguresFile, Indicator


def bring(
    county: Organisation, content: str | bytes, *, indicator: Indicator | None = None, by=None, **fields
) -> FiguresFile:
    bytes_ = content.encode() if isinstance(content, str) else content
    values = {"name": "luvut.csv", "source_date": None} | fields
    return bring_figures(county, bytes_, values.pop("name"), indicator=indicator, by=by, **values)


def read(county: Organisation, content: str | bytes, **fields) -> Reading:
    return Reading(bring(county, content, **fields))


def excel(rows: Sequence[Sequence[object]]) -> bytes:
    workbook, out = Workbook(), BytesIO()
    for row in rows:
        workbook.active.append(row)
    workbook.save(out)
    return out.getvalue()
