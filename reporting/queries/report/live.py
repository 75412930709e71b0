"""A report as it would be if it were frozen now, and a frozen one as it is."""

from dataclasses import replace
from datetime import datetime

from django.contrib.auth.models import AnonymousUser

from groups.standing import CountyStaff
from plans.models import Plan, SnapshotRow
from plans.queries.frozen import rows_of
from plans.queries.picture import picture_of
from reporting.models import Chapter, FrozenChapter, FrozenPicture, Report, ReportVersion
from reporting.queries.report.blocks import mentions_pictures
from reporting.queries.report.collect import collect_parts
from reporting.queries.report.data import ReportData
from reporting.queries.report.figures import mentioned_indicators, series_of
from reporting.queries.report.parts import thaw_parts

CHAPTER_FIELDS = ("position", "key", "level", "title_fi", "title_sv", "title_en", "body_fi", "body_sv", "body_en")
PICTURE_FIELDS = ("alt_fi", "alt_sv", "alt_en", "caption_fi", "caption_sv", "caption_en", "source")


def eyes_of_report(plan: Plan) -> AnonymousUser | CountyStaff:
    """Whose eyes a report has: the public's, so that only published updates stand in it; of an internal plan its county's."""
    return AnonymousUser() if plan.is_open else CountyStaff(plan.county_id)


def live_report(report: Report, *, compared: bool = True) -> ReportData:
    """A constant number of queries, whatever the size; one less where nothing is compared."""
    chapters = [_chapter(each) for each in report.chapters.all()]
    bodies = [body for each in chapters for body in (each.body_fi, each.body_sv, each.body_en)]
    return ReportData(
        parts=collect_parts(report),
        chapters=chapters,
        rows=rows_of(picture_of(report.plan, report.data_until, user=eyes_of_report(report.plan), with_ties=False)),
        series=series_of(report.county, mentioned_indicators(bodies), until_year=report.data_until.year),
        pictures=[_picture(each) for each in report.pictures.all()] if mentions_pictures(bodies) else [],
        earlier=_rows_compared(compared_version(report)) if compared else None,
    )


def frozen_report(version: ReportVersion) -> ReportData:
    """Only what was frozen: nothing of it is read from anywhere else."""
    return ReportData(
        parts=thaw_parts(version.parts),
        chapters=list(version.chapters.all()),
        rows=list(version.snapshot.rows.order_by("position")),
        series=list(version.series.all()),
        pictures=list(version.pictures.select_related("picture")),
        earlier=_rows_compared(version.compared_with),
        version=version,
    )


def as_draft(data: ReportData, report: Report, *, at: datetime) -> ReportData:
    """The live report as it is drawn into files that say that they are drafts: version nought, never saved."""
    return replace(data, version=ReportVersion(report=report, number=0, data_until=report.data_until, frozen_at=at))


def compared_version(report: Report) -> ReportVersion | None:
    """The last version of the report compared with: the one that is open, else the newest."""
    earlier = report.earlier
    if earlier is None:
        return None
    return earlier.open_version or earlier.versions.order_by("-number").first()


def _rows_compared(version: ReportVersion | None) -> list[SnapshotRow] | None:
    return list(SnapshotRow.objects.filter(snapshot=version.snapshot_id).order_by("position")) if version else None


def _chapter(chapter: Chapter) -> FrozenChapter:
    return FrozenChapter(**{name: getattr(chapter, name) for name in CHAPTER_FIELDS})


def _picture(picture) -> FrozenPicture:
    return FrozenPicture(picture=picture, **{name: getattr(picture, name) for name in PICTURE_FIELDS})
