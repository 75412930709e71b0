"""The calendar of meetings, by month and by term; all of it in the address."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from groups.access import makes_meetings
from groups.queries.calendar import (
    Chosen,
    Month,
    Term,
    entries_of,
    holidays_of,
    next_after,
    read_chosen,
    term_table,
    weeks_of,
)
from hyte.lib.clock import today


@require_GET
def calendar(request: HttpRequest) -> HttpResponse:
    asked = request.GET
    chosen = read_chosen(
        request.user, group=asked.get("ryhma", ""), county=asked.get("maakunta", ""), is_own=asked.get("omat") == "1"
    )
    term = Term.read(asked.get("kausi", ""))
    show = _term if term else _month
    return show(request, term or Month.read(asked.get("kuukausi", "")) or Month.of(today()), chosen)


def _month(request: HttpRequest, month: Month, chosen: Chosen) -> HttpResponse:
    on = today()
    entries = entries_of(request.user, month, chosen, on=on)
    context = {
        "weeks": weeks_of(month, entries, on=on),
        "holidays": holidays_of(month),
        "as_list": request.GET.get("nakyma") == "lista",
        "term": Term.of(month.first),
    }
    return render(
        request, "groups/calendar_month.html", _shared(request, month, Month.of(on), chosen, entries) | context
    )


def _term(request: HttpRequest, term: Term, chosen: Chosen) -> HttpResponse:
    on = today()
    entries = entries_of(request.user, term, chosen, on=on)
    first_month = Month.of(on if term.first <= on <= term.last else term.first)
    context = {"table": term_table(term, entries, chosen), "month": first_month}
    return render(request, "groups/calendar_term.html", _shared(request, term, Term.of(on), chosen, entries) | context)


def _shared(request: HttpRequest, period: Month | Term, current: Month | Term, chosen: Chosen, entries: list) -> dict:
    return {
        "period": period,
        "current": current,
        "chosen": chosen,
        "county": chosen.county or (chosen.counties[0] if len(chosen.counties) == 1 else None),
        "entries": entries,
        "following": None if entries else next_after(request.user, period, chosen),
        "in_conflict": [entry for entry in entries if entry.conflicts],
        "makes_meetings": makes_meetings(request.user),
    }
