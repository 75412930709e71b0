"""A new report: its chapters from the county's last one, else from what is shipped."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history

from reporting.models import Chapter, Report
from reporting.queries.report.blocks import has_words
from reporting.services.records import save_record

SHIPPED = Path(__file__).parents[2] / "report_chapters.toml"
TITLES = ("title_fi", "title_sv", "title_en")
TAKEN_OVER = ("key", "level", *TITLES, "instructions", "group_id")


@transaction.atomic
def create_report(report: Report, *, by) -> Report:
    """Save a new report with its chapters: those of the county's last report, without their texts, else the shipped ones."""
    last = last_report(report)
    report.earlier = report.earlier or last
    save_record(report, by=by)
    chapters = [*_taken_over(last)] if last else [*_shipped(report)]
    for position, chapter in enumerate(chapters, start=1):
        chapter.report, chapter.position = report, position
        if has_words(chapter):  # an annex needs no writer
            chapter.state = Chapter.State.DRAFT
    bulk_create_with_history(chapters, Chapter, default_user=by)
    return report


def last_report(report: Report) -> Report | None:
    """The county's newest report before the new one's year, of the same kind where there is one."""
    before = Report.objects.filter(county=report.county, year__lt=report.year).order_by("-year", "-pk")
    return before.filter(kind=report.kind).first() or before.first()


@transaction.atomic
def remove_report(report: Report, *, by) -> None:
    """Only one of which nothing has been frozen: what a body has been given stays."""
    if report.versions.exists():
        raise ValidationError(_("The report has been frozen, so it stays. Freeze a correction instead."))
    report._history_user = by
    report.delete()


def _taken_over(last: Report) -> Iterator[Chapter]:
    """The frame of each chapter, and of its text the live data, which fill themselves."""
    for old in last.chapters.all():
        yield Chapter(body_fi=_live_blocks(old.body_fi), **{name: getattr(old, name) for name in TAKEN_OVER})


def _live_blocks(body: str) -> str:
    return "".join(line for line in body.replace("</p>", "</p>\n").splitlines() if line.startswith("<p>[["))


def _shipped(report: Report) -> Iterator[Chapter]:
    chapters = tomllib.loads(SHIPPED.read_text("utf-8"))["chapters"]
    for entry in chapters:
        match entry.get("for_each"):
            case "age_group":
                for each in report.county.age_groups.all():
                    yield _chapter(entry, slugify(each.name_fi), each, _group_of(each))
            case "section":
                for each in report.plan.sections.select_related("group"):
                    yield _chapter(entry, each.slug, each, each.group)
            case _:
                yield _chapter(entry, "", None, None)


def _group_of(age_group):
    return age_group.working_groups.filter(county=age_group.county_id).order_by("order", "pk").first()


def _chapter(entry: dict, key: str, named, group) -> Chapter:
    """``named`` lends its name to the part that is made for it."""
    titles = {name: getattr(named, name.replace("title", "name")) if named else entry.get(name, "") for name in TITLES}
    blocks = entry.get("body", "").format(key=key).split()
    return Chapter(
        key=entry["key"].format(key=key),
        level=entry.get("level", 1),
        instructions=entry.get("instructions", ""),
        group=group,
        body_fi="".join(f"<p>{block}</p>" for block in blocks),
        **titles,
    )
