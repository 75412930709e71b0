"""What if the own figures were others: all areas calculated again at once."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from hyte.lib.decorators import public_page
from indicators.access import keeps_indicators
from indicators.queries.open_points import open_points
from indicators.queries.sensitivity import takes_long, worths_of
from indicators.queries.what_if import rows_of
from indicators.queries.what_if_acts import AS_GOOD_AS, figures_after
from indicators.queries.what_if_address import AREA, OTHER, what_if_address
from indicators.views.what_if_asked import Asked, get_calculation, read_asked

TEMPLATE = "indicators/what_if.html"
ACT, WORTHS = "tee", "herkkyys"
SHOW, SAVE = "laske", "tallenna"
PARTS = {"what-if": "#whole", "what-if-result": "#result", "sensitivity": "#sensitivity"}  # by the target of htmx


@require_GET
@public_page
def what_if(request: HttpRequest, pk: int) -> HttpResponse:
    calculation = get_calculation(request.user, pk)
    asked = read_asked(request, calculation)
    if asked.shown.own is None:
        return _choose_area(request, asked)
    if ACT in request.GET:
        return redirect(_address_after(request, asked))
    part = PARTS.get(request.htmx.target or "", "") if request.htmx else ""
    response = render(request, TEMPLATE + part, page_context(request, asked, part))
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    if part in ("#whole", "#result"):
        response["HX-Replace-Url"] = asked.address
    return response


def page_context(request: HttpRequest, asked: Asked, part: str = "") -> dict[str, object]:
    """``part`` is the piece of the page that is asked for; how much each indicator is worth takes its time."""
    rows = [(row, [asked.form[lever.name] for lever in row.levers]) for row in rows_of(asked.answer, asked.levers)]
    context = {
        "asked": asked,
        "shown": asked.shown,
        "calculation": asked.shown.calculation,
        "answer": asked.answer,
        "form": asked.form,
        "rows": rows,
        "problems": asked.problems,
        "is_part": part == "#result",
        "may_save": asked.county_to_save is not None and keeps_indicators(request.user, asked.county_to_save.pk),
        "open_points": open_points(asked.shown.result.rules),
    }
    if part == "#result":
        return context
    waits = takes_long(asked.shown.result) and part != "#sensitivity" and WORTHS not in request.GET
    return context | {"waits": waits, "worths": [] if waits else _worths(asked)}


def _worths(asked: Asked) -> list[dict[str, object]]:
    """With the addresses that apply each improvement."""
    found = []
    for worth in worths_of(asked.answer):
        name = next(lever.name for lever in asked.levers if lever.key == worth.key)
        address = asked.address_with({name: worth.improved}) if worth.improved is not None else ""
        found.append({"worth": worth, "address": address})
    return found


def _choose_area(request: HttpRequest, asked: Asked) -> HttpResponse:
    if request.GET.get(AREA):
        messages.warning(request, _("The calculation doesn't have the area that the address names. Choose one."))
    context = {"shown": asked.shown, "asked": asked, "calculation": asked.shown.calculation}
    return render(request, "indicators/what_if_area.html", context)


def _address_after(request: HttpRequest, asked: Asked) -> str:
    """Where a button of the page leads: the same with the figures that it gives."""
    act, _colon, key = request.GET[ACT].partition(":")
    if act == SAVE and not asked.form.errors and asked.figures:
        return asked.address_with({}, page="scenario-create")
    if act == SAVE:
        messages.warning(request, _("Change some figure first; then it can be saved as a scenario."))
    if act in (SHOW, SAVE):
        return asked.address
    figures = figures_after(
        asked.shown, asked.levers, asked.figures, act=act, key=key, other=request.GET.get(OTHER, "")
    )
    if figures is None:
        messages.warning(
            request,
            _("It can't be told what the figure would be: data of the year before or of the other area is missing."),
        )
        return asked.address
    if act == AS_GOOD_AS and figures == asked.figures:
        messages.info(request, _("Nothing changed: the area is as good already."))
    return what_if_address(asked.shown.calculation.pk, asked.shown.own.code, figures, more=asked.carried)
