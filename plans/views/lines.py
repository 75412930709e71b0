"""Rows of measures ready to be written: a template that looks up plain attributes is quick at hundreds of rows."""

from collections.abc import Iterator
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
from plans.models import Goal, Progress, Section, Status
from plans.queries.changes import Change
from plans.queries.hints import is_late, is_stale
from plans.queries.picture import Row


@dataclass(slots=True)
class Line:
    pk: int
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


@dataclass(frozen=True)
class Lines:
    """Rows as they are written, each made when the template comes to it.

    ``grouped``: in the plan's order the first of each section and goal carries its heading.
    """

    rows: list[Row]
    on: date
    staff: bool
    grouped: bool

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Line]:
        section = goal = None
        language = get_language()
        for row in self.rows:
            line = line_of(row, self.on, staff=self.staff, language=language)
            if self.grouped:
                line.opens_section = row.section if row.section != section else None
                line.opens_goal = row.measure.goal if row.measure.goal != goal else None
                section, goal = row.section, row.measure.goal
            yield line


def line_of(row: Row, on: date, *, staff: bool, language: str) -> Line:
    measure, update, main = row.measure, row.update, row.main
    wording, wording_language = in_language(measure, "wording", language)
    text, text_language = in_language(update, "public_text", language) if update else ("", "")
    return Line(
        pk=measure.pk,
        identifier=measure.identifier,
        url=address_of(measure.pk),
        wording=wording,
        wording_language=wording_language,
        responsible=in_language(main.organisation, "name", language)[0] if main else "",
        responsible_is_proposed=bool(main and main.state == "proposed"),
        contact=str(measure.contact_person or "") if staff else "",
        status_tag=tag_of_status(row.status),
        progress_tag=tag_of_progress(row.progress),
        updated_on=update.on if update else None,
        text=text,
        text_language=text_language,
        is_unpublished=bool(staff and update and not update.is_published),
        is_late=is_late(row, on),
        is_stale=staff and is_stale(row, on),
    )


def address_of(pk: int) -> str:
    return _address_with_zero().replace("/0/", f"/{pk}/")


@cache
def _address_with_zero() -> str:
    """Hundreds of look-ups of one address would take as long as a query."""
    return reverse("plans:measure-detail", args=[0])


def tag_of_status(value: str) -> SafeString:
    return _tag(Status, value, get_language())


def tag_of_progress(value: str) -> SafeString:
    return _tag(Progress, value, get_language())


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
    return format_html("{}<br>{}", tag_of_status(status), tag_of_progress(progress))
