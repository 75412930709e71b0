"""Reporting, correcting and publishing how measures go."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import TextField
from django.utils.translation import gettext as _

from groups.models import Meeting
from plans.models import Measure, Progress, Status, StatusUpdate


@dataclass(frozen=True, kw_only=True)
class StatusReport:
    """What somebody says of a measure; texts are plain text."""

    on: date
    status: str
    progress: str = Progress.NOT_ASSESSED
    public_text_fi: str = ""
    public_text_sv: str = ""
    public_text_en: str = ""
    done: str = ""
    effect: str = ""
    obstacles: str = ""
    next_step: str = ""
    internal_note: str = ""
    reason: str = ""
    merged_into: Measure | None = None
    meeting: Meeting | None = None


class SomebodyWasFaster(Exception):
    """Another update has come since the form was opened; ``latest`` is it."""

    def __init__(self, latest: StatusUpdate) -> None:
        super().__init__(f"measure {latest.measure_id} has a newer update {latest.pk}")
        self.latest = latest


ANY = object()
RELATIONS = {field.name for field in StatusUpdate._meta.fields if field.is_relation}


@transaction.atomic
def record_status(
    measure: Measure, report: StatusReport, *, by, today: date, by_name: str = "", seen=ANY
) -> StatusUpdate:
    """Append an update.

    ``seen`` is the id of the newest written update (None: there was none) that the writer had in sight.
    Raises SomebodyWasFaster when another one has come since, ValidationError when the report doesn't hold.
    """
    _lock(measure)
    if seen is not ANY:
        _refuse_stale(measure, seen)
    update = StatusUpdate(measure=measure, by=by, by_name=by_name, **_values(report))
    _check(update, today)
    update.save()
    return update


@transaction.atomic
def correct_status(wrong: StatusUpdate, report: StatusReport, *, by, today: date, at: datetime) -> StatusUpdate:
    """Replace a wrong update by a new one; the wrong one stays in the history.

    A correction of a published update is published at once: what was wrong in public is mended in public.
    """
    _lock(wrong.measure)
    faster = StatusUpdate.objects.filter(replaces=wrong).first()
    if faster:
        raise SomebodyWasFaster(faster)
    update = StatusUpdate(measure=wrong.measure, by=by, replaces=wrong, **_values(report))
    if wrong.is_published:
        update.published_at, update.published_by = at, by
    _check(update, today)
    update.save()
    return update


@transaction.atomic
def record_statuses(reports: Iterable[tuple[Measure, StatusReport]], *, by, today: date) -> list[StatusUpdate]:
    """Append an update to each measure, all or nothing; a refusal names the measure that it is about."""
    return [_record_named(measure, report, by=by, today=today) for measure, report in reports]


def _record_named(measure: Measure, report: StatusReport, **said) -> StatusUpdate:
    try:
        return record_status(measure, report, **said)
    except ValidationError as error:
        named = {
            field: [f"{measure.identifier}: {text}" for text in texts] for field, texts in error.message_dict.items()
        }
        raise ValidationError(named) from error


def publish_updates(updates, *, by, at: datetime) -> int:
    """Publish those that aren't yet; return how many."""
    return updates.filter(published_at=None).update(published_at=at, published_by=by)


def without_old_translations(report: StatusReport, latest: StatusUpdate) -> StatusReport:
    """Leave out a Swedish or English text that was carried over from ``latest`` while the Finnish one was changed.

    It would tell the readers of the other language the opposite of what the others read.
    """
    if report.public_text_fi == latest.public_text_fi:
        return report
    carried = [name for name in ("public_text_sv", "public_text_en") if getattr(report, name) == getattr(latest, name)]
    return replace(report, **dict.fromkeys(carried, ""))


def newest_written(measure: Measure) -> StatusUpdate | None:
    """The update that was written last, whatever its day: what a form tells it has seen. What was taken back says nothing."""
    said = measure.updates.filter(is_withdrawal=False).exclude(corrected_by__is_withdrawal=True)
    return said.order_by("-pk").first()


def _lock(measure: Measure) -> None:
    # PostgreSQL locks the row; SQLite's transactions are IMMEDIATE, so that writers wait for each other anyway.
    Measure.objects.select_for_update().only("pk").get(pk=measure.pk)


def _refuse_stale(measure: Measure, seen: int | None) -> None:
    latest = newest_written(measure)
    if latest and latest.pk != seen:
        raise SomebodyWasFaster(latest)


def _values(report: StatusReport) -> dict:
    values = asdict(report) | {"merged_into": report.merged_into, "meeting": report.meeting}
    if report.status != Status.MERGED:
        values["merged_into"] = None
    return values


def _check(update: StatusUpdate, today: date) -> None:
    errors = refusals_of(update, today)
    if target := _wrong_target(update):
        errors["merged_into"] = target
    if errors:
        raise ValidationError(errors)
    # Rows that are at hand exist, and the database keeps its constraints itself: asking again costs a query for each.
    update.full_clean(exclude=RELATIONS, validate_constraints=False)


def refusals_of(update: StatusUpdate, today: date) -> dict[str, str]:
    """What can be told of an update by itself, by field; no queries where its measure and plan are loaded."""
    told = {"on": _wrong_day(update, today), "reason": _missing_reason(update)}
    return {field: text for field, text in told.items() if text} | _too_long(update)


def _too_long(update: StatusUpdate) -> dict[str, str]:
    # Django checks the length of a TextField in forms only.
    limits = {
        field.name: field.max_length
        for field in update._meta.fields
        if isinstance(field, TextField) and field.max_length
    }
    text = _("The text is too long. It may have %(limit)s characters at most.")
    return {name: text % {"limit": limit} for name, limit in limits.items() if len(getattr(update, name)) > limit}


def _wrong_day(update: StatusUpdate, today: date) -> str:
    measure, plan = update.measure, update.measure.plan
    if update.on > today:
        return _("The day is in the future. Give a day that is not later than today.")
    if update.on < measure.in_force_from:
        return _("The day is before the measure came into force (%(day)s).") % {
            "day": f"{measure.in_force_from:%-d.%-m.%Y}"
        }
    if update.on > plan.valid_until:
        return _("The day is after the plan has ended (%(day)s).") % {"day": f"{plan.valid_until:%-d.%-m.%Y}"}
    return ""


def _missing_reason(update: StatusUpdate) -> str:
    if update.status == Status.DISCONTINUED and not update.reason.strip():
        return _("Tell why the measure was discontinued.")
    return ""


def _wrong_target(update: StatusUpdate) -> str:
    if update.status != Status.MERGED:
        return ""
    target = update.merged_into
    if target is None:
        return _("Choose the measure into which this one was merged.")
    if target.pk == update.measure_id:
        return _("A measure can't be merged into itself.")
    if target.plan_id != update.measure.plan_id:
        return _("A measure can be merged only into a measure of the same plan.")
    if update.measure_id in merge_chain(target):
        return _("%(target)s has itself been merged into this measure: that would be a circle.") % {
            "target": target.identifier
        }
    return ""


def merge_chain(measure: Measure) -> list[int]:
    """Ids of the measures into which this one has been merged, one after the other."""
    chain: list[int] = []
    current: int | None = measure.pk
    while current and current not in chain:
        chain.append(current)
        newest = StatusUpdate.objects.standing().filter(measure=current).newest_first().first()
        current = newest.merged_into_id if newest else None
    return chain
