"""Files of frozen reports, built outside requests: asked for once, written whole, kept with who, when and of which version."""

from collections.abc import Callable
from datetime import datetime
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from hyte.lib.downloads import XLSX
from hyte.lib.jobs import JobState
from hyte.lib.pdf import PDF, PdfUnavailable
from hyte.lib.word import DOCX
from reporting.exports.report.document import render_html, render_report_pdf
from reporting.exports.report.open_data import render_csv, render_json
from reporting.exports.report.word import render_docx
from reporting.exports.report.workbook import render_xlsx
from reporting.models import GeneratedFile, ReportVersion
from reporting.queries.report.data import ReportData
from reporting.queries.report.live import frozen_report

STEPS = 3  # of the bar: read, drawn, kept
MOST_ATTEMPTS = 3
BUSY = (JobState.WAITING, JobState.RUNNING)
Format = GeneratedFile.Format
KINDS = {
    Format.HTML: (".html", "text/html; charset=utf-8"),
    Format.PDF: (".pdf", PDF),
    Format.DOCX: (".docx", DOCX),
    Format.XLSX: (".xlsx", XLSX),
    Format.CSV: (".zip", "application/zip"),
    Format.JSON: (".json", "application/json"),
}


def draw_report(data: ReportData, format: str, language: str, *, base_url: str) -> bytes:
    """The report in one format and language. Raises PdfUnavailable where the machine can't draw a PDF."""
    drawers: dict[str, Callable[[], bytes]] = {
        Format.HTML: lambda: render_html(data),
        Format.PDF: lambda: render_report_pdf(data, base_url=base_url),
        Format.DOCX: lambda: render_docx(data),
        Format.XLSX: lambda: render_xlsx(data),
        Format.CSV: lambda: render_csv(data),
        Format.JSON: lambda: render_json(data),
    }
    with translation.override(language):
        return drawers[format]()


def file_name(version: ReportVersion, format: str, language: str) -> str:
    report = version.report
    name = getattr(report, f"name_{language}", "") or report.name_fi
    number = f" v{version.number}" if version.number > 1 else ""
    return f"{name}{number} ({language}){KINDS[format][0]}"


@transaction.atomic
def ask_for_file(version: ReportVersion, format: str, language: str, *, by, at: datetime) -> GeneratedFile:
    """The file of the version, asked for where there is none yet or the last try failed; the caller enqueues what waits."""
    if language not in (version.report.county.language_codes or ["fi"]):
        raise ValidationError(_("The report isn't written in that language."))
    try:
        with transaction.atomic():
            file, made = GeneratedFile.objects.get_or_create(version=version, format=format, language=language)
    except IntegrityError:
        file, made = GeneratedFile.objects.get(version=version, format=format, language=language), False
    if made or file.job_state in (JobState.FAILED, JobState.NONE):
        file.job_state, file.job_queued_at, file.job_error, file.attempts, file.by = JobState.WAITING, at, "", 0, by
        file.save()
    return file


def build_file(file: GeneratedFile, *, at: datetime, base_url: str) -> None:
    """Draw what was asked for; done twice it is done once, and nobody ever gets half of it."""
    waiting = GeneratedFile.objects.filter(pk=file.pk, job_state=JobState.WAITING)
    if not waiting.update(job_state=JobState.RUNNING, job_started_at=at, attempts=file.attempts + 1):
        return
    file.note_progress(0, STEPS, at=at)
    try:
        data = frozen_report(file.version)
        file.note_progress(1, STEPS, at=timezone.now())
        content = draw_report(data, file.format, file.language, base_url=base_url)
        file.note_progress(2, STEPS, at=timezone.now())
        _keep(file, content)
    except PdfUnavailable as error:
        _fail(file, str(error))
    except Exception:
        _fail(file, _("Something went wrong that we hadn't foreseen. Try once more."))
        raise


def resume_files(at: datetime) -> list[GeneratedFile]:
    """Those that the queue or a killed worker has lost, asked for anew; after some attempts they fail with a word."""
    resumed = []
    for file in GeneratedFile.objects.forgotten(at).select_related("version__report"):
        if file.shows_life(at):
            continue
        if file.attempts >= MOST_ATTEMPTS:
            _fail(file, _("The work was cut off several times. Try once more, or ask the keeper of the service."))
            continue
        lost = GeneratedFile.objects.forgotten(at).filter(pk=file.pk)
        if lost.update(job_state=JobState.WAITING, job_queued_at=at):
            resumed.append(file)
    return resumed


def _keep(file: GeneratedFile, content: bytes) -> None:
    """The storage writes beside and renames, and only then the row says that it is done."""
    name = file_name(file.version, file.format, file.language)
    file.file.save(name, ContentFile(content), save=False)
    file.file_name, file.file_size, file.sha256 = name, len(content), sha256(content).hexdigest()
    file.job_state, file.job_ended_at = JobState.DONE, timezone.now()
    file.save(update_fields=["file", "file_name", "file_size", "sha256", "job_state", "job_ended_at"])


def _fail(file: GeneratedFile, text: str) -> None:
    busy = GeneratedFile.objects.filter(pk=file.pk, job_state__in=BUSY)
    busy.update(job_state=JobState.FAILED, job_error=text, job_ended_at=timezone.now())
