"""What the page tells where a report is made: chapters by state, versions with their files, decisions, pictures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch

from plans.models import Consultation
from reporting.models import Chapter, GeneratedFile, Picture, Report, ReportDecision, ReportVersion

State = Chapter.State
LOOKS = {
    State.EMPTY: "not_started",
    State.DRAFT: "in_progress",
    State.READY: "partly_completed",
    State.APPROVED: "completed",
}  # the icon and colour of the status of measures that means about the same


@dataclass(frozen=True)
class ChapterRow:
    chapter: Chapter
    number: str
    writer: object | None  # who writes it just now

    @property
    def look(self) -> str:
        return LOOKS[State(self.chapter.state)]


@dataclass(frozen=True)
class Workspace:
    chapters: Sequence[ChapterRow]
    versions: Sequence[ReportVersion]
    decisions: Sequence[ReportDecision]
    pictures: Sequence[Picture]
    consultations: Sequence[Consultation]

    @property
    def counts(self) -> list[tuple[str, str, int]]:
        """Each state: its look, its word, and how many chapters are in it."""
        held = [row.chapter.state for row in self.chapters]
        return [(LOOKS[state], str(state.label), held.count(state)) for state in State]

    @property
    def newest(self) -> ReportVersion | None:
        return self.versions[0] if self.versions else None

    @property
    def may_publish(self) -> bool:
        """Whether a body has decided on a version that isn't newer than the newest."""
        return any(tie.approves for tie in self.decisions)


def workspace_of(report: Report, at: datetime) -> Workspace:
    """Six queries."""
    files = Prefetch("files", GeneratedFile.objects.order_by("format", "language"))
    versions = list(report.versions.select_related("frozen_by").prefetch_related(files).defer("parts"))
    for each in versions:
        each.report = report
    return Workspace(
        chapters=list(_rows(report, at)),
        versions=versions,
        decisions=list(report.report_decisions.select_related("decision__body", "version")),
        pictures=list(report.pictures.all()),
        consultations=list(Consultation.objects.filter(report_tie__report=report)),
    )


def _rows(report: Report, at: datetime):
    first = second = 0
    for chapter in report.chapters.select_related("group", "written_by").defer("body_fi", "body_sv", "body_en"):
        first, second = (first + 1, 0) if chapter.level == 1 else (max(first, 1), second + 1)
        number = f"{first}.{second}" if chapter.level == 2 else str(first)
        chapter.report = report
        yield ChapterRow(chapter, number, chapter.written_by if chapter.is_written_now(at) else None)
