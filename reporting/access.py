"""The doors to what is told: 404 to a stranger, 403 to somebody inside who may read but not act."""

from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from groups.access import get_visible, require
from groups.models import Organisation
from groups.permissions import Permission
from groups.standing import standing_of
from reporting.models import Chapter, ClockEvent, GeneratedFile, Picture, Report, ReportVersion

COUNTY_PARAMETER = "hva"


def reports(user, county_id: int) -> bool:
    """Whether the user keeps the county's annual clock and reports."""
    return county_id in standing_of(user).reach(Permission.REPORT).counties


def staff_county(request: HttpRequest) -> tuple[Organisation, list[Organisation]]:
    """The county that the address names of those where one is staff, else the first of them; to others there is none."""
    staff = standing_of(request.user).staff_counties
    counties = list(Organisation.objects.filter(pk__in=staff).order_by("order", "name_fi", "pk"))
    code = request.GET.get(COUNTY_PARAMETER, "")
    asked = [each for each in counties if each.region_code == code] if code else counties
    if not asked:
        raise Http404
    return asked[0], counties


def county_to_report(request: HttpRequest) -> Organisation:
    """The same, if the user keeps the county's clock."""
    county, _counties = staff_county(request)
    require(reports(request.user, county.pk))
    return county


def get_event_to_keep(user, pk: int) -> ClockEvent:
    return _kept(ClockEvent.objects.select_related("county"), user, pk)


def _kept(records: QuerySet, user, pk: int) -> Model:
    record = get_visible(records, user, pk=pk)
    require(reports(user, record.county_id))
    return record


REPORTS = Report.objects.select_related("county", "plan", "open_version", "earlier__open_version")


def get_report(user, pk: int) -> Report:
    return get_visible(REPORTS, user, pk=pk)


def get_report_inside(user, pk: int) -> Report:
    """The report's working side: to the public, which may read what is open, the page doesn't exist."""
    report = get_report(user, pk)
    if not reads_inside(user, report):
        raise Http404
    return report


def get_report_to_edit(user, pk: int) -> Report:
    report = get_report_inside(user, pk)
    require(reports(user, report.county_id))
    return report


def reads_inside(user, report: Report) -> bool:
    """Whether the user is staff of the county or of a group that writes a chapter."""
    reach = standing_of(user).reach(Permission.VIEW_INTERNAL)
    return report.county_id in reach.counties or report.chapters.filter(group__in=reach.groups).exists()


def writes(user, chapter: Chapter) -> bool:
    """The county's coordinators write all chapters, chairs and secretaries those of their groups."""
    groups = standing_of(user).reach(Permission.RUN_MEETING).groups
    return reports(user, chapter.report.county_id) or (chapter.group_id is not None and chapter.group_id in groups)


def get_chapter(user, pk: int) -> Chapter:
    chapter = get_object_or_404(Chapter.objects.select_related("group", "written_by"), pk=pk)
    chapter.report = get_report_inside(user, chapter.report_id)
    return chapter


def get_chapter_to_write(user, pk: int) -> Chapter:
    chapter = get_chapter(user, pk)
    require(writes(user, chapter))
    return chapter


def get_chapter_to_edit(user, pk: int) -> Chapter:
    chapter = get_chapter(user, pk)
    require(reports(user, chapter.report.county_id))
    return chapter


def get_version(user, pk: int) -> ReportVersion:
    """A frozen version: the open one for everybody, the others for those inside."""
    version = get_object_or_404(ReportVersion.objects.select_related("snapshot", "compared_with", "frozen_by"), pk=pk)
    report = get_report(user, version.report_id)
    version.report = report
    is_open = report.is_open and report.open_version_id == version.pk
    if not is_open and not reads_inside(user, report):
        raise Http404
    return version


def get_version_to_edit(user, pk: int) -> ReportVersion:
    version = get_version(user, pk)
    if not reads_inside(user, version.report):
        raise Http404
    require(reports(user, version.report.county_id))
    return version


def get_file(user, pk: int) -> GeneratedFile:
    file = get_object_or_404(GeneratedFile.objects.select_related("by"), pk=pk)
    file.version = get_version(user, file.version_id)
    return file


def get_picture(user, pk: int) -> Picture:
    """For those inside, and for everybody where the open version shows it."""
    picture = get_object_or_404(Picture, pk=pk)
    picture.report = report = get_report(user, picture.report_id)
    shown = report.is_open and report.open_version.pictures.filter(picture=picture).exists()
    if not shown and not reads_inside(user, report):
        raise Http404
    return picture


def get_picture_to_edit(user, pk: int) -> Picture:
    picture = get_picture(user, pk)
    if not reads_inside(user, picture.report):
        raise Http404
    require(writes_some(user, picture.report))
    return picture


def writes_some(user, report: Report) -> bool:
    """Whether the user writes at least one chapter."""
    groups = standing_of(user).reach(Permission.RUN_MEETING).groups
    return reports(user, report.county_id) or report.chapters.filter(group__in=groups).exists()


def get_report_to_write(user, pk: int) -> Report:
    report = get_report_inside(user, pk)
    require(writes_some(user, report))
    return report
