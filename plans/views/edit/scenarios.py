"""Scenarios of the coefficient at a measure: linked, unlinked."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hyte.lib.form_pages import sent
from hyte.lib.forms_again import kept_initial
from plans.access import get_measure_to_edit
from plans.forms.scenario import MeasureScenarioForm
from plans.models import MeasureScenario
from plans.services.scenarios import link_scenario, unlink_scenario
from plans.views.edit.pages import delete_page, form_page

ANCHOR = "#scenarios"  # on the page of the measure


@require_http_methods(["GET", "POST"])
def measure_scenario_create(request: HttpRequest, pk: int) -> HttpResponse:
    measure = get_measure_to_edit(request.user, pk)
    form = MeasureScenarioForm(
        sent(request), instance=MeasureScenario(measure=measure), plan=measure.plan, initial=kept_initial(request)
    )
    return form_page(
        request,
        form,
        lambda: link_scenario(form.instance, by=request.user),
        plan=measure.plan,
        title=_("Link a scenario to %(measure)s") % {"measure": measure.identifier},
        back=measure.get_absolute_url() + ANCHOR,
        done=_("The scenario was linked."),
    )


@require_http_methods(["GET", "POST"])
def measure_scenario_delete(request: HttpRequest, pk: int) -> HttpResponse:
    link = get_object_or_404(MeasureScenario.objects.select_related("scenario"), pk=pk)
    link.measure = get_measure_to_edit(request.user, link.measure_id)
    return delete_page(
        request,
        link,
        plan=link.measure.plan,
        name=_("the link from %(measure)s to the scenario %(scenario)s")
        % {"measure": link.measure.identifier, "scenario": link.scenario},
        back=link.measure.get_absolute_url() + ANCHOR,
        act=lambda: unlink_scenario(link, by=request.user),
        refusal="",
    )
