"""The HYTE coefficient: one calculation from one area's side, how it came about, and all calculations."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from groups.standing import standing_of
from hyte.lib.decorators import public_page
from hyte.lib.pictures import FORMS, picture_answer
from indicators.access import counties_to_choose, county_shown, owners_of
from indicators.charts.differences import differences_chart, differences_picture
from indicators.charts.years import years_chart
from indicators.models import Calculation
from indicators.queries.calculations import Shown, calculations_for
from indicators.queries.coefficient_page import (
    are_rules_changed,
    area_rows,
    by_worth,
    development_of,
    group_standings,
    has_target_worths,
    listed_calculations,
)
from indicators.queries.coefficient_sources import sources_of_areas
from indicators.queries.coefficient_steps import parts_of
from indicators.queries.coefficient_words import differences_of, finding_of, published_in_words
from indicators.queries.open_points import settled_points
from indicators.views.coefficient_shown import asked_in_vain, read_shown

CALCULATION = "laskelma"


@require_GET
@public_page
def coefficient(request: HttpRequest) -> HttpResponse:
    """The calculation that the address names, else the first real one; a helpful page where there is none."""
    calculations = list(calculations_for(request.user))
    asked = request.GET.get(CALCULATION, "")
    chosen = next((each for each in calculations if str(each.pk) == asked), None)
    if asked and not chosen:
        messages.warning(request, _("There is no such calculation; another one is shown."))
    chosen = chosen or next(iter(calculations), None)
    if chosen is None:
        return render(request, "indicators/coefficient_empty.html", {"may_enter": bool(owners_of(request.user))})
    return _page(request, chosen.pk, calculations)


@require_GET
@public_page
def calculation(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, pk, list(calculations_for(request.user)))


def _page(request: HttpRequest, pk: int, calculations: list[Calculation]) -> HttpResponse:
    asked = read_shown(request, pk)
    for told in asked_in_vain(request, asked):
        messages.warning(request, told)
    shown = asked.shown
    groups = group_standings(shown)
    rows = area_rows(shown)
    compared = [row.compared for row in rows if row.compared]
    development = list(development_of(shown.own, request.user)) if shown.own else []
    context = {
        "asked": asked,
        "shown": shown,
        "calculation": shown.calculation,
        "calculations": calculations,
        "chart": differences_chart(differences_of(shown)),
        "groups": groups,
        "has_target_worths": has_target_worths(shown.result),
        "worths": by_worth(groups),
        "rows": rows,
        "sources": sources_of_areas(shown),
        "has_published": bool(compared),
        "has_published_coefficient": any(each.published.coefficient is not None for each in compared),
        "published_words": published_in_words(compared),
        "earlier": next((each for each in calculations if each.pk == shown.calculation.copied_from_id), None),
        "later": [each for each in calculations if each.copied_from_id == pk],
        "are_rules_changed": are_rules_changed(shown),
        "own_published": next((row.compared for row in rows if row.is_own), None),
        "development": development,
        "years": years_chart(shown.own, development) if shown.own else "",
        "open_points": settled_points(shown.result.rules),
        "may_enter": bool(owners_of(request.user)),
        "is_staff": bool(standing_of(request.user).staff_counties),
        "total": _total(shown),
    }
    return render(request, "indicators/coefficient.html", context)


def _total(shown: Shown) -> dict[str, object]:
    areas = shown.result.areas.values()
    return {name: sum(getattr(each, name) for each in areas) for name in ("population", "euros", "flat", "difference")}


@require_GET
@public_page
def calculation_steps(request: HttpRequest, pk: int) -> HttpResponse:
    asked = read_shown(request, pk)
    for told in asked_in_vain(request, asked):
        messages.warning(request, told)
    context = {"asked": asked, "shown": asked.shown, "calculation": asked.shown.calculation}
    if asked.shown.own_result:
        context["finding"] = finding_of(asked.shown)
        context["parts"] = parts_of(asked.shown)
        context["open_points"] = settled_points(asked.shown.result.rules)
    return render(request, "indicators/calculation_steps.html", context)


@require_GET
@public_page
def calculation_picture(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    if form not in FORMS:
        raise Http404
    shown = read_shown(request, pk).shown
    svg, calculation = differences_picture(differences_of(shown)), shown.calculation
    return picture_answer(request, svg, calculation.name[:100], form, back=calculation.get_absolute_url())


@require_GET
@public_page
def calculation_list(request: HttpRequest) -> HttpResponse:
    counties = counties_to_choose(request)
    county = county_shown(request, counties)
    context = {"counties": counties, "county": county, "lines": listed_calculations(request.user, county)}
    return render(request, "indicators/calculation_list.html", context | {"may_enter": bool(owners_of(request.user))})
