"""A meeting that goes through its measures, and the answers that a browser sends."""

from datetime import date

from django.urls import reverse

from groups.models import Meeting
from plans.models import Measure

MEETING_DAY = date(2025, 1, 28)  # before the demo's day


def round_url(meeting: Meeting) -> str:
    return reverse("plans:meeting-round", args=[meeting.pk])


def answer_url(meeting: Meeting, measure: Measure) -> str:
    return reverse("plans:round-answer", args=[meeting.pk, measure.pk])


def answer_data(measure: Measure, **changes) -> dict:
    """The fields when the measure was opened now and a few things were changed."""
    written = measure.updates.order_by("-pk").first()
    data = {"seen": written.pk if written else "", "status": "in_progress", "progress": "as_planned", "next": ""}
    return data | {"public_text_fi": "Kokouksen teksti"} | changes


def unchanged_data(measure: Measure) -> dict:
    """The fields as the page offers them."""
    written = measure.updates.order_by("-pk").first()
    names = ["status", "progress", "public_text_fi", "public_text_sv", "next_step", "obstacles", "reason"]
    return {"seen": written.pk} | {name: getattr(written, name) for name in names}
