"""A report: freezing, the demo's page, its PDF beside WeasyPrint alone, its workbook beside bare openpyxl."""

import re
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from bench.bench_council import write_bare
from bench.bench_negotiations import ORIGIN, draw_alone, seconds
from hyte.lib.sheets import Column, Look
from plans.exports.council.summary import summary_columns
from plans.models import Plan
from reporting.exports.report import workbook, workbook_figures
from reporting.exports.report.document import pdf_html, render_report_pdf
from reporting.exports.report.workbook import render_xlsx
from reporting.models import Report, ReportVersion
from reporting.queries.report.data import ReportData
from reporting.queries.report.live import frozen_report
from reporting.queries.report.tables import newest_of
from reporting.services.report.freezing import freeze_report
from tests.factories.groups import make_county
from tests.factories.indicators import adopt, make_indicator, make_region, make_series, make_source
from tests.factories.plans import make_plan
from tests.factories.reporting import demo_account, load_demo
from tests.factories.reports import make_chapter, make_report

NOW = datetime(2025, 1, 31, 12, tzinfo=ZoneInfo("Europe/Helsinki"))
SIZES, YEARS, ROUNDS, CHARTS, ROWS = ((30, 10), (300, 100)), 15, 3, 30, 400
NO_QUERY = re.compile("SAVEPOINT|RELEASE|BEGIN|COMMIT")


def run() -> Iterator[str]:
    for measures, indicators in SIZES:
        report = report_of(measures, indicators)
        freeze(report)
        queries = queries_of(lambda: freeze(report))  # noqa: B023 - called at once
        took = min(seconds(lambda: freeze(report)) for _round in range(ROUNDS))  # noqa: B023
        yield f"freezing {measures} measures and {indicators} indicators: {queries} queries, {took:.2f} s"
    yield demo_page()
    yield pdf_line()
    yield workbook_line(report)


def report_of(measures: int, indicators: int, *, charts: int = 0, rows: str = "") -> Report:
    county = make_county(f"Alue {measures} {charts}", region_code=f"{measures}{charts}")
    regions = [make_region(county.region_code), make_region(f"m{measures}{charts}", "MAA")]
    plan = make_plan(goals=measures // 3, measures=measures, updates=3, slug=f"r{measures}-{charts}", county=county)
    report = make_report(plan)
    source, keys = make_source(), []
    for number in range(indicators):
        indicator = make_indicator(f"Mittari {number} kuvaa väestön hyvinvointia", source=source)
        adopt(indicator, county, direction="up")
        for region in regions:
            make_series(indicator, region, {2024 - n: (number * 7 + n * 13 + region.pk * 5) % 90 for n in range(YEARS)})
        keys.append(indicator.pk)
    for key in keys[:charts]:
        make_chapter(report, body=f"<p>[[mittari:{key}]]</p>")
    make_chapter(report, body=rows or "<p>[[luvut]]</p><p>[[toimenpiteet]]</p>")
    return report


def freeze(report: Report) -> ReportVersion:
    report = Report.objects.select_related("county", "plan", "earlier").get(pk=report.pk)
    return freeze_report(report, by=None, at=NOW, reason="Mittaus")


def queries_of(act) -> int:
    """Without the query that finds the report, and without transactions' statements."""
    with CaptureQueriesContext(connection) as asked:
        act()
    return len([each for each in asked if not NO_QUERY.match(each["sql"])]) - 1


def demo_page() -> str:
    """The demo's report as it is read: its open version as anybody meets it."""
    load_demo()
    report = Report.objects.get(plan=Plan.objects.get(slug="vake-2023-2025"))
    version = freeze_report(report, by=demo_account("koordinaattori"), at=NOW)
    Report.objects.filter(pk=report.pk).update(open_version=version, publication="public")
    client = Client()
    client.get(report.get_absolute_url())
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(report.get_absolute_url())
        queries = len(asked)  # now: the next request empties what is counted
    assert answer.status_code == 200
    took = min(seconds(lambda: client.get(report.get_absolute_url())) for _round in range(ROUNDS))
    return f"web report of the demo: {queries} queries, {took * 1000:.0f} ms, {len(answer.content) / 1000:.0f} kB"


def pdf_line() -> str:
    table = "".join(f"<tr><th>Rivi {n}</th><td>{n * 7 % 100}</td><td>Selite riville {n}</td></tr>" for n in range(ROWS))
    charted = report_of(3, CHARTS, charts=CHARTS, rows=f"<table><tbody>{table}</tbody></table>")
    version = freeze(charted)
    ours, bare = [], []
    with translation.override("fi"):
        for _round in range(ROUNDS):  # by turns, so that both meet the same machine
            ours.append(seconds(lambda: render_report_pdf(frozen_report(version), base_url=ORIGIN)))
            html = pdf_html(frozen_report(version))
            bare.append(seconds(lambda: draw_alone(html)))  # noqa: B023 - called at once
    return (
        f"PDF with {CHARTS} charts and a table of {ROWS} rows: {min(ours):.2f} s, "
        f"WeasyPrint alone {min(bare):.2f} s, ratio {min(ours) / min(bare):.2f}"
    )


def workbook_line(report: Report) -> str:
    data = frozen_report(freeze(report))
    with translation.override("fi"):
        sheets = cells_of(data)
        ours, bare = [], []
        for _round in range(ROUNDS):
            ours.append(seconds(lambda: render_xlsx(data)))
            bare.append(seconds(lambda: write_bare(sheets)))
    count = sum(len(row) for rows in sheets for row in rows)
    return (
        f"report's workbook, {len(data.measures)} measures: {min(ours):.2f} s for {count} cells; "
        f"bare openpyxl {min(bare):.2f} s, ratio {min(ours) / min(bare):.2f}"
    )


def cells_of(data: ReportData) -> list[list[list[tuple[object, Look]]]]:
    """The values of the workbook's lists, ready made, each with its look."""

    def told(columns: list[Column], items) -> list:
        return [[(column.value(item), column.look) for column in columns] for item in items]

    points = [(each, point) for each in data.series for point in each.points]
    return [
        told(summary_columns(), data.totals),
        told(workbook.goal_columns(), data.goals_of("")),
        told(workbook.measure_columns(), data.measures),
        told(workbook_figures.newest_columns(), [newest_of(each) for each in data.indicators]),
        told(workbook_figures.point_columns(), points),
    ]
