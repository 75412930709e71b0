"""Rows of measures ready to be written: a template that looks up plain attributes is quick at hundreds of rows."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from django.db.models import TextChoices
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from hyte.lib.models import in_language
from hyte.lib.templatetags.hyte import status_tag
from plans.models import Goal, Measure, Progress, Section, Status, StatusUpdate
from plans.queries.changes import Change
from plans.queries.hints import is_late, is_stale
from plans.queries.picture import Row


@dataclass(slots=True)
class Line:
    """A row in the words of the page; a language is told only where it isn't the page's."""

    pk: str
    identifier: str
    url: str
    wording: str
    wording_language: str
    responsible: str
    responsible_is_proposed: bool
    contact: str
    status_tag: SafeString
    progress_tag: SafeString
    updated_on: date | None
    text: str
    text_language: str
    is_unpublished: bool
    is_late: bool
    is_stale: bool
    opens_section: Section | None = None
    opens_goal: Goal | None = None


def lines_of(rows: list[Row], on: date, *, staff: bool, grouped: bool) -> list[Line]:
    """``grouped``: in the plan's order the first row of each section and goal carries its heading."""
    language = get_language() or "fi"
    lines = [line_of(row, on, staff=staff, language=language) for row in rows]
    if grouped:
        _open_groups(rows, lines)
    return lines


def _open_groups(rows: list[Row], lines: list[Line]) -> None:
    section_id = goal_id = None
    for row, line in zip(rows, lines, strict=True):
        goal = row.measure.goal
        if goal.pk != goal_id:
            line.opens_goal = goal
            line.opens_section = goal.section if goal.section_id != section_id else None
            section_id, goal_id = goal.section_id, goal.pk


def line_of(row: Row, on: date, *, staff: bool, language: str) -> Line:
    measure, update, main = row.measure, row.update, row.main
    wording, wording_language = _worded(measure, "wording", language)
    text, text_language = _worded(update, "public_text", language) if update else ("", "")
    return Line(
        pk=str(measure.pk),
        identifier=measure.identifier,
        url=address_of(measure.pk),
        wording=wording,
        wording_language=wording_language,
        responsible=in_language(main.organisation, "name", language)[0] if main else "",
        responsible_is_proposed=bool(main and main.state == "proposed"),
        contact=str(measure.contact_person or "") if staff else "",
        status_tag=_tag(Status, row.status, language),
        progress_tag=_tag(Progress, row.progress, language),
        updated_on=update.on if update else None,
        text=text,
        text_language=text_language,
        is_unpublished=bool(staff and update and not update.is_published),
        is_late=is_late(row, on),
        is_stale=staff and is_stale(row, on),
    )


def _worded(record: Measure | StatusUpdate, field: str, language: str) -> tuple[str, str]:
    """The text, and its language where that isn't the page's."""
    text, code = in_language(record, field, language)
    return text, "" if code == language else code


def address_of(pk: int) -> str:
    return _address_with_zero().replace("/0/", f"/{pk}/")


@cache
def _address_with_zero() -> str:
    """Hundreds of look-ups of one address would take as long as a query."""
    return reverse("plans:measure-detail", args=[0])


@cache
def _tag(choices: type[TextChoices], value: str, language: str) -> SafeString:
    """The tag in the language, which is the one in use: there are a dozen of each, and hundreds of rows."""
    return status_tag(value, str(choices(value).label))


@dataclass(frozen=True)
class ChangeLine:
    """A change with its statuses and progresses ready to be written."""

    change: Change
    earlier_tags: SafeString
    tags: SafeString


def change_line(change: Change) -> ChangeLine:
    return ChangeLine(
        change,
        _tags(change.earlier_status, change.earlier_progress),
        _tags(change.row.status, change.row.progress),
    )


def _tags(status: str, progress: str) -> SafeString:
    language = get_language() or "fi"
    return format_html("{}<br>{}", _tag(Status, status, language), _tag(Progress, progress, language))
