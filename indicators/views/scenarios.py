"""Scenarios of the coefficient: kept with a name, read, compared, deleted."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from groups.access import get_visible, require
from groups.standing import standing_of
from hyte.lib.form_pages import form_page, sent
from hyte.lib.forms_again import kept_initial
from indicators.access import keeps_any_indicators, keeps_indicators
from indicators.forms.scenario import ScenarioForm
from indicators.models import Scenario
from indicators.queries.compared_scenarios import MOST_COMPARED, compare_scenarios
from indicators.queries.scenarios import address_of, changed_of, changes_to_keep, read_scenario, scenarios_for, tied_to
from indicators.services.scenarios import delete_scenario, save_scenario
from indicators.views.what_if_asked import Asked, get_calculation, read_asked

ON_A_PAGE = 50
CHOSEN = "s"


@require_http_methods(["GET", "POST"])
def scenario_create(request: HttpRequest, pk: int) -> HttpResponse:
    """The address has the figures, as that of "what if" does; the form has the name."""
    asked = read_asked(request, get_calculation(request.user, pk))
    if asked.shown.own is None:
        require(keeps_any_indicators(request.user))
        return redirect("indicators:what-if", pk)
    county = asked.county_to_save
    require(county is not None and keeps_indicators(request.user, county.pk))
    if asked.form.errors or asked.problems or not asked.figures:
        messages.warning(request, _("Change some figure first; then it can be saved as a scenario."))
        return redirect(asked.address)
    scenario = _unsaved(asked)
    form = ScenarioForm(sent(request), instance=scenario, initial=kept_initial(request))
    own = asked.answer.own
    return form_page(
        request,
        form,
        lambda: save_scenario(form.instance, before=own.before, after=own.after, by=request.user),
        title=_("Save as a scenario"),
        back=asked.address,
        done=_("The scenario was saved."),
        template="indicators/scenario_form.html",
        then=lambda: form.instance.get_absolute_url(),
        county=county,
        shown=asked.shown,
        own=own,
        changes=changed_of(scenario, asked.shown.result, asked.shown.indicators),
    )


def _unsaved(asked: Asked) -> Scenario:
    return Scenario(
        county=asked.county_to_save,
        calculation=asked.shown.calculation,
        region=asked.shown.own,
        changes=changes_to_keep(asked.levers, asked.figures),
    )


@require_GET
def scenario_list(request: HttpRequest) -> HttpResponse:
    require(bool(standing_of(request.user).staff_counties))
    page = Paginator(scenarios_for(request.user), ON_A_PAGE).get_page(request.GET.get("sivu"))
    context = {"page": page, "keeps": keeps_any_indicators(request.user), "most": MOST_COMPARED}
    return render(request, "indicators/scenario_list.html", context)


@require_GET
def scenario_detail(request: HttpRequest, pk: int) -> HttpResponse:
    scenario = get_visible(scenarios_for(request.user), request.user, pk=pk)
    shown = read_scenario(scenario, user=request.user)
    context = {
        "scenario": scenario,
        "county": scenario.county,
        "shown": shown,
        "now": shown.own_result,
        "changes": changed_of(scenario, shown.result, shown.indicators),
        "address": address_of(scenario),
        "keeps": keeps_indicators(request.user, scenario.county_id),
    }
    return render(request, "indicators/scenario_detail.html", context)


@require_GET
def scenarios_compare(request: HttpRequest) -> HttpResponse:
    """``?s=1&s=2``: those that the user may read, side by side."""
    require(bool(standing_of(request.user).staff_counties))
    asked = [
        int(each) for each in request.GET.getlist(CHOSEN) if each.isascii() and each.isdecimal() and len(each) < 10
    ]
    found = list(scenarios_for(request.user).filter(pk__in=asked).order_by("created_at", "pk"))
    if len(found) < len(set(request.GET.getlist(CHOSEN))):
        messages.warning(request, _("Some scenario of the address isn't there any more, or isn't yours to read."))
    if len(found) > MOST_COMPARED:
        messages.warning(
            request, _("%(most)s at most can be compared; the first ones are shown.") % {"most": MOST_COMPARED}
        )
    compared = compare_scenarios(found[:MOST_COMPARED], user=request.user) if len(found) > 1 else None
    return render(request, "indicators/scenarios_compare.html", {"compared": compared})


@require_http_methods(["GET", "POST"])
def scenario_delete(request: HttpRequest, pk: int) -> HttpResponse:
    scenario = get_visible(scenarios_for(request.user), request.user, pk=pk)
    require(keeps_indicators(request.user, scenario.county_id))
    if request.method == "POST":
        delete_scenario(scenario)
        messages.success(request, _("Deleted: %(name)s.") % {"name": scenario.name})
        return redirect(reverse("indicators:scenario-list"))
    context = {"scenario": scenario, "county": scenario.county, "ties": tied_to(scenario)}
    return render(request, "indicators/scenario_delete.html", context)
