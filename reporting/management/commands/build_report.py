"""Write the files of a report into a folder."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from hyte.lib.pdf import PdfUnavailable
from plans.management.plans_and_files import find_plan
from reporting.exports.report.files import draw_report, file_name
from reporting.models import GeneratedFile, Report, ReportVersion
from reporting.queries.report.data import ReportData
from reporting.queries.report.live import as_draft, frozen_report, live_report

FORMATS = GeneratedFile.Format.values


class Command(BaseCommand):
    help = (
        "Writes the files of a year's report: of its open version, else of the newest frozen one. "
        "A report that hasn't been frozen is written as a draft, and its files say so."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("year", type=int, metavar="YEAR", help="the report's year, of a council term its last")
        parser.add_argument("--plan", required=True, metavar="SLUG", help="the plan's address")
        parser.add_argument("--output", required=True, metavar="DIR", help="the folder; made if it isn't there")
        parser.add_argument("--format", action="append", choices=FORMATS, dest="formats", help="default: all of them")

    def handle(self, *, year: int, plan: str, output: str, formats: list[str] | None, **options) -> None:
        report = self._find(year, find_plan(plan))
        version = report.open_version or report.versions.order_by("-number").first()
        if version:
            version.report = report
            data = frozen_report(version)
        else:
            data = as_draft(live_report(report), report, at=timezone.now())
            self.stdout.write(f"{report} hasn't been frozen, so its files are drafts.")
        folder = Path(output)
        folder.mkdir(parents=True, exist_ok=True)
        for wanted in formats or FORMATS:
            for language in data.heading.languages:
                self._write(data, data.version, wanted, language, folder)

    def _find(self, year: int, plan) -> Report:
        reports = Report.objects.filter(plan=plan, year=year).select_related("county", "plan", "open_version")
        report = reports.order_by("kind").first()
        if report is None:
            known = ", ".join(str(each) for each in Report.objects.filter(plan=plan).values_list("year", flat=True))
            raise CommandError(
                f"There is no report of {year} on “{plan.slug}”. Years that there are: {known or 'none'}."
            )
        return report

    def _write(self, data: ReportData, version: ReportVersion, wanted: str, language: str, folder: Path) -> None:
        try:
            content = draw_report(data, wanted, language, base_url=settings.BASE_URL)
        except PdfUnavailable:
            self.stderr.write(
                "The PDF was left out: Pango isn't installed (Debian: libpango-1.0-0, libpangoft2-1.0-0)."
            )
            return
        path = folder / file_name(version, wanted, language).replace("/", "-")
        unfinished = path.with_name(f".{path.name}.part")
        unfinished.write_bytes(content)
        unfinished.replace(path)
        self.stdout.write(f"{path}: {len(content)} bytes")
