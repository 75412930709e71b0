"""Answering a measure in a meeting: an update of its status that stays internal until the memo is approved."""

from dataclasses import fields
from datetime import date

from django.db import transaction

from groups.models import Meeting, Memo
from plans.models import Measure, Status, StatusUpdate
from plans.services.status import SomebodyWasFaster, StatusReport, record_status


class RoundClosed(Exception):
    """The meeting was cancelled or its memo approved, so it says nothing more."""


@transaction.atomic
def answer_measure(measure: Measure, report: StatusReport, *, by, today: date, seen: int | None) -> StatusUpdate:
    """Append the meeting's answer; the same answer sent again is not appended twice.

    Raises RoundClosed, SomebodyWasFaster when another update has come since ``seen``, ValidationError when the report
    doesn't hold.
    """
    _refuse_closed(report.meeting)
    try:
        return record_status(measure, report, by=by, today=today, seen=seen)
    except SomebodyWasFaster:
        if said := _said_already(measure, report, by, seen):
            return said
        raise


def _refuse_closed(meeting: Meeting) -> None:
    # The memo is locked until the answer is in: an approval at the same moment publishes it, or comes first and refuses it.
    memo = Memo.objects.select_for_update().filter(meeting=meeting).first()
    if meeting.is_cancelled or (memo and memo.is_approved):
        raise RoundClosed


def _said_already(measure: Measure, report: StatusReport, by, seen: int | None) -> StatusUpdate | None:
    """The answer that arrived although its sender never heard of it: the connection broke in between."""
    said = {field.name: getattr(report, field.name) for field in fields(report)}
    if report.status != Status.MERGED:
        said["merged_into"] = None
    return measure.updates.filter(by=by, pk__gt=seen or 0, **said).order_by("-pk").first()
