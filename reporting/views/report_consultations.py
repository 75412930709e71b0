"""Sending a report out for statements."""

from datetime import timedelta

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hyte.lib.clock import today
from hyte.lib.form_pages import form_page, sent
from hyte.lib.forms_again import kept_initial
from plans.forms.consultation import ConsultationForm
from plans.models import Consultation
from plans.services.consultations import save_consultation
from reporting.access import get_report_to_edit
from reporting.models import ReportConsultation

USUAL_TIME = timedelta(weeks=4)


@require_http_methods(["GET", "POST"])
def report_consultation_create(request: HttpRequest, pk: int) -> HttpResponse:
    """A consultation of the report's plan that is about the report; its questions and bodies are told on its own pages."""
    report = get_report_to_edit(request.user, pk)
    address = request.build_absolute_uri(report.get_absolute_url())
    initial = {
        "name_fi": f"Lausuntokierros: {report.name_fi}",
        "name_sv": f"Remissrunda: {report.name_sv}" if report.name_sv else "",
        "about_fi": report.name_fi,
        "about_sv": report.name_sv,
        "opens_on": today(),
        "closes_on": today() + USUAL_TIME,
        "material_link": address if address.startswith("https://") else "",
    }
    consultation = Consultation(plan=report.plan)
    form = ConsultationForm(
        sent(request), instance=consultation, plan=report.plan, initial=initial | kept_initial(request)
    )

    @transaction.atomic
    def act() -> None:
        save_consultation(form.instance, by=request.user)
        ReportConsultation.objects.create(report=report, consultation=form.instance)

    return form_page(
        request,
        form,
        act,
        title=_("Send the report out for statements"),
        back=report.get_absolute_url(),
        done=_("The consultation was made. Write its questions and name those who are asked, then open it."),
        then=lambda: form.instance.get_absolute_url(),
        template="reporting/report_form.html",
        report=report,
        county=report.county,
        place="reports",
    )
