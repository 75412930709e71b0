"""The report's measures and figures as open data, with a description that machines read.

Figures whose terms don't let them go on are left out, and named.
"""

import json
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils.translation import gettext as _

from hyte.lib.csv_files import write_csv
from plans.models import SnapshotRow
from reporting.charts.report import source_of
from reporting.queries.report.data import ReportData, passed_on
from reporting.queries.report.parts import freeze_parts

LICENCE = "CC BY 4.0"
EPOCH = (1980, 1, 1, 0, 0, 0)  # of every file in the archive: the same report gives the same bytes


def render_csv(data: ReportData) -> bytes:
    """A ZIP of three tables and datapackage.json, which tells what their columns are (Frictionless Data Package)."""
    tables = {
        "toimenpiteet.csv": write_csv(list(MEASURE_COLUMNS), [_measure_row(row) for row in data.measures]),
        "mittarit.csv": write_csv(list(FIGURE_COLUMNS), _figure_rows(data)),
        "osiot.csv": write_csv(list(TOTAL_COLUMNS), _total_rows(data)),
    }
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, content in {**tables, "datapackage.json": _as_json(_package(data))}.items():
            archive.writestr(ZipInfo(name, EPOCH), content, ZIP_DEFLATED)
    return file.getvalue()


def render_json(data: ReportData) -> bytes:
    """Everything in one file; the description is the same as that of the tables."""
    return _as_json(
        {
            "package": _package(data),
            "report": freeze_parts(data.parts),
            "measures": [dict(zip(MEASURE_COLUMNS, _measure_row(row), strict=True)) for row in data.measures],
            "figures": [dict(zip(FIGURE_COLUMNS, row, strict=True)) for row in _figure_rows(data)],
            "totals": [dict(zip(TOTAL_COLUMNS, row, strict=True)) for row in _total_rows(data)],
            "chapters": [
                {"key": each.key, "level": each.level, "title": each.title_fi, "text": each.body_fi}
                for each in data.chapters
            ],
        }
    )


MEASURE_COLUMNS = {
    "section": "string",
    "goal": "string",
    "goal_wording_fi": "string",
    "measure": "string",
    "wording_fi": "string",
    "wording_sv": "string",
    "responsible": "string",
    "status": "string",
    "progress": "string",
    "text_fi": "string",
    "text_sv": "string",
    "updated_on": "date",
}
FIGURE_COLUMNS = {
    "indicator": "string",
    "sotkanet_id": "integer",
    "unit": "string",
    "area": "string",
    "area_code": "string",
    "year": "integer",
    "value": "number",
    "hidden": "boolean",
    "source": "string",
    "licence": "string",
    "retrieved_on": "date",
}
TOTAL_COLUMNS = {
    "section": "string",
    "goals": "integer",
    "measures": "integer",
    "not_started": "integer",
    "running": "integer",
    "ended": "integer",
}
TABLES = {
    "toimenpiteet": ("toimenpiteet.csv", MEASURE_COLUMNS),
    "mittarit": ("mittarit.csv", FIGURE_COLUMNS),
    "osiot": ("osiot.csv", TOTAL_COLUMNS),
}


def _measure_row(row: SnapshotRow) -> list:
    return [
        row.section_slug,
        row.goal_identifier,
        row.goal_wording_fi,
        row.identifier,
        row.wording_fi,
        row.wording_sv,
        row.responsible,
        row.status,
        row.progress,
        row.public_text_fi,
        row.public_text_sv,
        row.updated_on.isoformat() if row.updated_on else None,
    ]


def _figure_rows(data: ReportData) -> list[list]:
    return [
        [
            each.title_fi,
            each.sotkanet_id,
            each.unit_fi,
            each.region_fi,
            each.region_code,
            point.year,
            point.value,
            point.is_hidden,
            source_of(each),
            each.licence,
            each.retrieved_on.isoformat() if each.retrieved_on else None,
        ]
        for each in passed_on(data.series)
        for point in each.points
    ]


def _total_rows(data: ReportData) -> list[list]:
    return [
        [each.section.slug, each.goals, each.measures, each.not_started, each.running, each.ended]
        for each in data.totals
    ]


def _package(data: ReportData) -> dict:
    """A Data Package descriptor: what each table is, whose it is and on which terms."""
    heading, version = data.heading, data.version
    return {
        "profile": "tabular-data-package",
        "name": f"hyte-{heading.plan_slug}-{heading.kind}-{heading.year}".lower(),
        "title": heading.name.text_fi,
        "description": _("Measures on %(day)s and figures of the report.") % {"day": heading.data_until.isoformat()},
        "created": version.frozen_at.isoformat() if version else None,
        "version": str(version.number) if version else "0",
        "licenses": [{"name": LICENCE, "path": "https://creativecommons.org/licenses/by/4.0/"}],
        "sources": [{"title": each} for each in dict.fromkeys(source_of(one) for one in passed_on(data.series))],
        "left_out": sorted({each.title_fi for each in data.series if not each.passes_on}),
        "resources": [_resource(name, *table) for name, table in TABLES.items()],
    }


def _resource(name: str, path: str, columns: dict[str, str]) -> dict:
    return {
        "name": name,
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ";"},
        "schema": {"fields": [_field(*each) for each in columns.items()]},
    }


def _field(name: str, kind: str) -> dict:
    return {"name": name, "type": kind} | ({"decimalChar": ","} if kind == "number" else {})


def _as_json(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, indent=1, default=str).encode()
