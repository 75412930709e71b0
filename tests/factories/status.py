"""What somebody says of a measure: as a report and as the form that a browser sends."""

from datetime import date

from django.urls import reverse

from plans.models import Measure, Status
from plans.services.status import StatusReport

TODAY = date(2025, 1, 31)
REPORT = StatusReport(on=date(2025, 1, 20), status=Status.IN_PROGRESS, public_text_fi="Uusi teksti")


def report_url(measure: Measure) -> str:
    return reverse("plans:status-report", args=[measure.pk])


def form_data(measure: Measure, **changes) -> dict:
    """The fields when the form was opened now and a few things were changed."""
    written = measure.updates.order_by("-pk").first()
    data = {"seen": written.pk if written else "", "status": "in_progress", "progress": "as_planned"}
    return data | {"on": "2025-01-20", "public_text_fi": "Uusi teksti"} | changes
