"""Freezing a report, publishing it, and taking it back from the public."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, OuterRef, Subquery
from django.utils.translation import gettext as _

from hyte.lib.many_rows import insert_rows
from hyte.lib.models import Publication
from plans.models import Snapshot
from plans.services.snapshot import keep_rows
from reporting.models import Report, ReportDecision, ReportVersion
from reporting.queries.report.blocks import BlockKind, blocks_in
from reporting.queries.report.data import ReportData
from reporting.queries.report.live import compared_version, live_report
from reporting.queries.report.parts import freeze_parts
from reporting.services.records import save_record


@transaction.atomic
def freeze_report(report: Report, *, by, at: datetime, reason: str = "") -> ReportVersion:
    """Copy everything that the report tells into rows of its own; a later version says why it was needed.

    The same number of queries whatever the size.
    """
    locked = _lock(report)
    number = (locked.last_number or 0) + 1
    if number > 1 and not reason.strip():
        raise ValidationError({"reason": _("Tell why the report is frozen anew: what was wrong or has changed.")})
    data = live_report(report, compared=False)
    _refuse_pictures_without_words(data)
    snapshot = Snapshot(plan=report.plan, on=report.data_until, taken_by=by, **_names(report, number))
    version = ReportVersion(
        report=report,
        number=number,
        reason=reason.strip(),
        data_until=report.data_until,
        snapshot=keep_rows(snapshot, data.rows),
        compared_with=compared_version(report),
        parts=freeze_parts(data.parts),
        frozen_at=at,
        frozen_by=by,
    )
    version.save()
    _keep(version, data)
    return version


def _lock(report: Report) -> Report:
    """Two who freeze at once get versions one after the other."""
    newest = ReportVersion.objects.filter(report=OuterRef("pk")).order_by().values("report")
    numbered = Report.objects.annotate(last_number=Subquery(newest.annotate(last=Max("number")).values("last")))
    return numbered.select_for_update(of=("self",)).get(pk=report.pk)


def _names(report: Report, number: int) -> dict[str, str]:
    """Of the snapshot, which stands in the plan's list, too."""
    ending = f" ({report.pk}/{number})"
    return {
        f"name_{code}": (getattr(report, f"name_{code}") or report.name_fi)[:280] + ending
        for code in ("fi", "sv", "en")
    }


def _keep(version: ReportVersion, data: ReportData) -> None:
    for row in (*data.chapters, *data.series, *data.pictures):
        row.version = version
    for rows in (data.chapters, data.series, data.pictures):
        insert_rows(rows)


def _refuse_pictures_without_words(data: ReportData) -> None:
    """Those that the text shows; others are left alone."""
    shown = {
        block.number
        for chapter in data.chapters
        for body in (chapter.body_fi, chapter.body_sv, chapter.body_en)
        for block in blocks_in(body)
        if block.kind is BlockKind.PICTURE
    }
    silent = [each for each in data.pictures if each.picture_id in shown and not each.alt_fi]
    if silent:
        names = ", ".join(each.picture.file_name for each in silent)
        told = _("Tell what these pictures show, for those who don't see them: %(names)s.")
        raise ValidationError(told, code="alt", params={"names": names})


@transaction.atomic
def open_for_statements(version: ReportVersion, *, by, at: datetime) -> Report:
    """Let anybody read a frozen version that isn't decided on yet."""
    report = version.report
    if report.publication == Publication.PUBLIC:
        raise ValidationError(_("The report has been published already."))
    return _open(report, version, Publication.CONSULTATION, by=by, at=at)


@transaction.atomic
def publish_report(version: ReportVersion, *, by, at: datetime) -> Report:
    """Make a frozen version the public one; refused where no decision says that it may be published."""
    approved = ReportDecision.objects.filter(report=version.report_id, approves=True)
    if not approved.filter(version__number__lte=version.number).exists():
        raise ValidationError(
            _("A report can be published only after the decision that handles it. Record the decision first."),
            code="not_approved",
        )
    return _open(version.report, version, Publication.PUBLIC, by=by, at=at)


@transaction.atomic
def withdraw_report(report: Report, *, by, at: datetime) -> Report:
    """Back to the staff alone; the frozen versions stay."""
    return _open(report, report.open_version, Publication.INTERNAL, by=by, at=at)


def _open(report: Report, version: ReportVersion | None, state: str, *, by, at: datetime) -> Report:
    report.open_version, report.publication = version, state
    report.publication_changed_at, report.publication_changed_by = at, by
    return save_record(report, by=by)


@transaction.atomic
def tie_decision(tie: ReportDecision, *, by) -> ReportDecision:
    """Record that a body handled the report; a decision after which it may be published names the version that it saw."""
    if tie.decision.county_id != tie.report.county_id:
        raise ValidationError({"decision": _("The decision belongs to another county.")})
    if tie.approves and tie.version is None:
        raise ValidationError({"version": _("Choose the frozen version that was decided on. Freeze the report first.")})
    tie.full_clean()
    tie.save()
    return tie
