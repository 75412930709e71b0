"""The register of everything that has been agreed, its workbook, and what has been agreed of one measure."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from groups.standing import standing_of
from hyte.lib.clock import today
from hyte.lib.decorators import public_page
from hyte.lib.downloads import XLSX, attachment
from hyte.lib.paging import read_page
from negotiations.exports.register import render_register
from negotiations.queries.register import (
    LATE,
    STATE,
    counts,
    for_list,
    found,
    in_state,
    read_register,
    tied_to,
    with_measures,
)
from plans.access import get_measure

PLACE = "negotiations"
PAGE_SIZE = 50


@public_page
@require_GET
def agreement_list(request: HttpRequest) -> HttpResponse:
    """The agreements that the reader sees; a bad value in the address is told and filters nothing."""
    user, on = request.user, today()
    filters = read_register(request.GET, user, is_staff=_is_staff(user))
    agreements = found(user, filters, on)
    states, late = counts(agreements, on)
    shown = in_state(agreements, filters.chosen(STATE))
    page = read_page(Paginator(for_list(shown), PAGE_SIZE), request.GET.get("sivu", ""), filters.messages)
    context = {
        "filters": filters,
        "page": page,
        "rows": with_measures(page.object_list, user, on),
        "states": states,
        "late": late,
        "state": filters.chosen(STATE),
        "only_late": filters.chosen(LATE),
        "staff_counties": standing_of(user).staff_counties,
        "place": PLACE,
    }
    return render(request, "negotiations/register.html", context)


@public_page
@require_GET
def agreement_workbook(request: HttpRequest) -> HttpResponse:
    """What the register shows with its filters, as a workbook; people's names to the county's staff only."""
    user, on = request.user, today()
    filters = read_register(request.GET, user, is_staff=_is_staff(user))
    shown = for_list(in_state(found(user, filters, on), filters.chosen(STATE)))
    content = render_register(
        with_measures(shown.prefetch_related("notes"), user, on),
        filters=filters.in_words(),
        staff_counties=standing_of(user).staff_counties,
        on=on,
        made_at=timezone.now(),
    )
    return attachment(content, f"{_('Agreements')} {on:%Y-%m-%d}.xlsx", XLSX)


@public_page
@require_GET
def of_measure(request: HttpRequest, pk: int) -> HttpResponse:
    measure = get_measure(request.user, pk)
    agreements = tied_to(measure, request.user)
    context = {
        "place": "plans",
        "measure": measure,
        "plan": measure.plan,
        "county": measure.plan.county,
        "rows": with_measures(agreements, request.user, today()),
        "staff_counties": standing_of(request.user).staff_counties,
    }
    return render(request, "negotiations/register_of_measure.html", context)


def _is_staff(user) -> bool:
    return bool(standing_of(user).staff_counties)
