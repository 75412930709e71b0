"""Finding reports by their names and by what stands in their chapters."""

from django.utils.translation import gettext as _

from groups.permissions import Permission
from groups.standing import standing_of
from hyte.lib.found import MOST_FOUND, Found, FoundKind, has_words, words_of
from hyte.lib.rich_text import plain_text
from reporting.models import Chapter, FrozenChapter, Report

CODES = ("fi", "sv", "en")


def reports_found(text: str, user) -> FoundKind:
    """To those inside what is being written, to others what is open; three queries."""
    words = words_of(text)
    reports = list(Report.objects.visible_to(user).select_related("county"))
    inside = standing_of(user).reach(Permission.VIEW_INTERNAL).counties
    found = [_report(each) for each in reports if has_words(words, *_texts(each, "name"))]
    own = {each.pk: each for each in reports if each.county_id in inside}
    chapters = Chapter.objects.filter(report__in=own)
    found += [_chapter(each, own[each.report_id]) for each in chapters if _has(each, words)]
    versions = {each.open_version_id: each for each in reports if each.pk not in own and each.open_version_id}
    frozen = FrozenChapter.objects.filter(version__in=versions)
    found += [_open_chapter(each, versions[each.version_id]) for each in frozen if _has(each, words)]
    return FoundKind(_("Reports"), found[:MOST_FOUND], len(found))


def _has(chapter: Chapter | FrozenChapter, words: list[str]) -> bool:
    return has_words(words, *_texts(chapter, "title"), *(plain_text(body) for body in _texts(chapter, "body")))


def _texts(record, field: str) -> list[str]:
    return [getattr(record, f"{field}_{code}") for code in CODES]


def _report(report: Report) -> Found:
    return Found(report.name, report.get_absolute_url(), report.county.name)


def _chapter(chapter: Chapter, report: Report) -> Found:
    return Found(chapter.title, chapter.get_absolute_url(), report.name)


def _open_chapter(chapter: FrozenChapter, report: Report) -> Found:
    return Found(chapter.title_fi, report.get_absolute_url(), report.name)
