"""The columns of the council's lists: one place for heading, width and content of each."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from hyte.lib.sheets import CODE, COUNT, DAY, TEXT, Column, Look
from hyte.lib.templatetags.hyte import day
from plans.charts import STATUS_COLOURS
from plans.exports.council.report import GoalLine
from plans.models import Measure, Progress, Responsibility, Status
from plans.queries.changes import Change
from plans.queries.picture import COLUMNS, Row

QUIET_COUNT = Look(number_format='#,##0;-#,##0;"–"', align="right")


def goal_columns() -> list[Column[GoalLine]]:
    return [
        Column(_("Section"), 12, lambda line: line.goal.section.name),
        Column(_("Goal"), 8, lambda line: line.goal.identifier, CODE),
        Column(_("Wording"), 46, lambda line: line.goal.wording),
        Column(_("Measures"), 13, lambda line: line.statuses.total(), COUNT),
        *(Column(str(status.label), 14, partial(_count, status), QUIET_COUNT) for status in COLUMNS),
        Column(_("Focus areas"), 24, lambda line: _joined(line.goal.area_list)),
        Column(_("Themes"), 34, lambda line: _joined(line.goal.theme_list)),
    ]


def measure_columns(rows: list[Row]) -> list[Column[Row]]:
    """``rows`` are those of the list: a merged measure names the one that it went into."""
    identifiers = {row.measure.pk: row.measure.identifier for row in rows}
    progress, states = _words(Progress), _words(Responsibility.State)
    return [
        Column(_("Section"), 11, lambda row: row.measure.goal.section.name),
        Column(_("Goal"), 8, lambda row: row.measure.goal.identifier, CODE),
        Column(_("Measure"), 12, lambda row: row.measure.identifier, CODE),
        Column(_("Wording"), 40, lambda row: row.measure.wording),
        Column(_("Main responsible"), 20, lambda row: row.main.organisation.name if row.main else None),
        Column(_("State of responsibility"), 14, lambda row: states[row.main.state] if row.main else None),
        Column(_("Other responsible"), 20, partial(_organisations, Responsibility.Kind.OTHER)),
        Column(_("Partners"), 18, partial(_organisations, Responsibility.Kind.PARTNER)),
        Column(_("Years"), 11, lambda row: _years(row.measure)),
        _status_column(_("Status"), lambda row: row.status),
        Column(_("Progress"), 15, lambda row: progress[row.progress]),
        Column(_("Updated"), 12, lambda row: row.update.on if row.update else None, DAY),
        Column(_("How it goes"), 44, _public_text),
        Column(_("Effect"), 26, lambda row: row.update.effect if row.update else None),
        Column(_("Grounds or merged into"), 24, partial(_grounds, identifiers)),
    ]


def change_columns(since: date, on: date) -> list[Column[Change]]:
    progress = _words(Progress)
    then, now = {"day": day(since)}, {"day": day(on)}
    return [
        Column(_("Section"), 12, lambda change: change.row.section.name),
        Column(_("Measure"), 12, lambda change: change.row.measure.identifier, CODE),
        Column(_("Wording"), 48, lambda change: change.row.measure.wording),
        Column(_("What changed"), 18, _kind_of_change),
        _status_column(_("Status %(day)s") % then, lambda change: None if change.is_new else change.earlier_status),
        _status_column(_("Status %(day)s") % now, lambda change: change.row.status),
        Column(
            _("Progress %(day)s") % then,
            15,
            lambda change: None if change.is_new else progress[change.earlier_progress],
        ),
        Column(_("Progress %(day)s") % now, 15, lambda change: progress[change.row.progress]),
        Column(_("Updated"), 12, lambda change: change.row.update.on if change.row.update else None, DAY),
        Column(_("New text"), 60, lambda change: _public_text(change.row) if change.has_new_text else None),
    ]


def _words(choices: type[TextChoices]) -> dict[str, str]:
    """The words of the values, translated once and not for every row."""
    return {value: str(label) for value, label in choices.choices}


def _status_column(heading: str, status_of: Callable[..., str | None]) -> Column:
    """Statuses in words, each in its colour."""
    words = _words(Status) | {None: None}
    inks = {words[status.value]: colours.edge for status, colours in STATUS_COLOURS.items()}
    return Column(heading, 16, lambda item: words[status_of(item)], TEXT, inks)


def _count(status: Status, line: GoalLine) -> int:
    return line.statuses[status]


def _joined(named: Iterable) -> str:
    return "; ".join(each.name for each in named)


def _organisations(kind: str, row: Row) -> str:
    return _joined(each.organisation for each in row.responsibilities if each.kind == kind)


def _years(measure: Measure) -> str:
    return _("Continuous") if measure.continuous else measure.years


def _public_text(row: Row) -> str | None:
    return row.update.public_text if row.update else None


def _grounds(identifiers: dict[int, str], row: Row) -> str | None:
    """Why a measure was discontinued, or into which it was merged."""
    if row.status == Status.MERGED:
        return identifiers.get(row.update.merged_into_id)
    return row.update.reason if row.status == Status.DISCONTINUED else None


def _kind_of_change(change: Change) -> str:
    if change.is_new:
        return _("New measure")
    if change.status_changed:
        return _("Status changed")
    return _("Progress changed") if change.progress_changed else _("New update")
