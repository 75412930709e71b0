"""What is still missing from a report before it is frozen, each with the page where it is mended."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hyte.lib.models import in_language
from plans.models import StatusUpdate
from plans.models.status import ENDED
from plans.queries.hints import STALE_AFTER
from reporting.models import Chapter, Picture, Report
from reporting.queries.report.blocks import Block, BlockKind, blocks_in
from reporting.queries.report.data import ReportData

SUMMARY = "summary"
SHOWN = 5  # of the same kind, named one by one


@dataclass(frozen=True)
class Problem:
    """``names`` are the first of what it is about; ``stops`` tells that nothing can be frozen before it is mended."""

    text: str
    url: str
    names: tuple[str, ...] = ()
    stops: bool = False


def problems_of(report: Report, data: ReportData, *, at: datetime) -> list[Problem]:
    """Three queries beside those of the live report."""
    chapters = list(report.chapters.select_related("group", "written_by"))
    return [
        *_empty_chapters(chapters),
        *_being_written(chapters, at),
        *_missing_swedish(report, chapters),
        *_unassessed(report, data),
        *_stale(report, data),
        *_unpublished(report),
        *_blocks(chapters, data),
        *_minimum(data),
        *_silent_pictures(report),
    ]


def _empty_chapters(chapters: list[Chapter]) -> Iterator[Problem]:
    empty = [each for each in chapters if each.state == Chapter.State.EMPTY and not _heads_parts(each, chapters)]
    for each in empty:
        yield Problem(_("The chapter “%(title)s” is empty.") % {"title": each.title}, each.get_absolute_url())
    drafts = [each for each in chapters if each.state == Chapter.State.DRAFT and not each.key.startswith("annex")]
    if drafts:
        text = ngettext("%(count)s chapter is still a draft.", "%(count)s chapters are still drafts.", len(drafts))
        yield Problem(
            text % {"count": len(drafts)}, drafts[0].get_absolute_url(), _first(each.title for each in drafts)
        )


def _heads_parts(chapter: Chapter, chapters: list[Chapter]) -> bool:
    """A chapter may say everything in its parts."""
    place = chapters.index(chapter)
    return chapter.level == 1 and place + 1 < len(chapters) and chapters[place + 1].level == 2


def _being_written(chapters: list[Chapter], at: datetime) -> Iterator[Problem]:
    for each in chapters:
        if each.is_written_now(at) and each.written_by:
            told = {"who": each.written_by, "title": each.title}
            yield Problem(_("%(who)s is writing “%(title)s” just now.") % told, each.get_absolute_url())


def _missing_swedish(report: Report, chapters: list[Chapter]) -> Iterator[Problem]:
    summary = next((each for each in chapters if each.key == SUMMARY), None)
    if "sv" in report.county.language_codes and summary and not summary.body_sv:
        yield Problem(_("The summary has no Swedish text."), summary.get_absolute_url())


def _unassessed(report: Report, data: ReportData) -> Iterator[Problem]:
    goals = [each.goal for each in data.goals_of("") if each.assessment is None]
    if goals:
        text = ngettext("%(count)s goal hasn't been assessed.", "%(count)s goals haven't been assessed.", len(goals))
        names = (f"{each.goal_identifier} {in_language(each, 'goal_wording')[0]}" for each in goals)
        yield Problem(text % {"count": len(goals)}, reverse("reporting:assessments", args=[report.pk]), _first(names))


def _stale(report: Report, data: ReportData) -> Iterator[Problem]:
    since = report.data_until - STALE_AFTER
    stale = [
        row for row in data.measures if row.status not in ENDED and (row.updated_on is None or row.updated_on < since)
    ]
    if stale:
        text = ngettext(
            "%(count)s measure hasn't been updated for four months.",
            "%(count)s measures haven't been updated for four months.",
            len(stale),
        )
        url = reverse(
            "plans:monitoring", args=[report.plan.slug], query={"pvm": report.data_until, "paivittamatta": since}
        )
        yield Problem(text % {"count": len(stale)}, url, _first(row.identifier for row in stale))


def _unpublished(report: Report) -> Iterator[Problem]:
    """What has been told and isn't public doesn't stand in the report."""
    waiting = StatusUpdate.objects.standing().filter(
        measure__plan=report.plan, on__lte=report.data_until, published_at=None
    )
    count = waiting.values("measure").distinct().count() if report.plan.is_open else 0
    if count:
        text = ngettext(
            "%(count)s measure has an update that isn't published, so the report doesn't tell it.",
            "%(count)s measures have updates that aren't published, so the report doesn't tell them.",
            count,
        )
        yield Problem(text % {"count": count}, reverse("plans:monitoring", args=[report.plan.slug]))


def _blocks(chapters: list[Chapter], data: ReportData) -> Iterator[Problem]:
    for chapter in chapters:
        for body in chapter.bodies:
            for block in blocks_in(body):
                if text := _trouble(block, data):
                    yield Problem(
                        text % {"block": f"[[{block.words}]]", "title": chapter.title}, chapter.get_absolute_url()
                    )


def _trouble(block: Block, data: ReportData) -> str:
    if block.kind is None:
        return _("%(block)s in “%(title)s” is none of the live parts.")
    if block.kind is BlockKind.INDICATOR:
        indicated = data.indicator(block.number)
        if indicated is None:
            return _("The indicator of %(block)s in “%(title)s” is no longer there.")
        return "" if indicated.has_figures else _("The chart %(block)s in “%(title)s” has no figures.")
    if block.kind in (BlockKind.GOALS, BlockKind.MEASURES) and block.argument and not data.rows_of(block.argument):
        return _("The section of %(block)s in “%(title)s” has no goals.")
    if block.kind is BlockKind.PICTURE and data.picture(block.number) is None:
        return _("The picture of %(block)s in “%(title)s” is no longer there.")
    return ""


def _minimum(data: ReportData) -> Iterator[Problem]:
    """What the minimum data content asks must be shown, or left out with a reason."""
    missing = [each for each in data.indicators if each.first.is_minimum and not each.has_figures]
    if missing:
        text = ngettext(
            "%(count)s indicator of the minimum data has no figures and no reason for leaving it out.",
            "%(count)s indicators of the minimum data have no figures and no reason for leaving them out.",
            len(missing),
        )
        url = reverse("indicators:indicator-list")
        yield Problem(text % {"count": len(missing)}, url, _first(each.first.title for each in missing))


def _silent_pictures(report: Report) -> Iterator[Problem]:
    for each in Picture.objects.filter(report=report, alt_fi=""):
        text = _("The picture %(name)s isn't told in words.") % {"name": each.file_name}
        yield Problem(text, reverse("reporting:picture-edit", args=[each.pk]), stops=True)


def _first(names) -> tuple[str, ...]:
    found = [str(each) for each in names]
    return (*found[:SHOWN], "…") if len(found) > SHOWN else tuple(found)
