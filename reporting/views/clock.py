"""The annual clock: drawn, listed, kept, moved to another year, and taken into a calendar."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from groups.models import Organisation
from groups.views.feeds import CALENDAR
from hyte.lib.clock import today
from hyte.lib.downloads import attachment
from hyte.lib.form_pages import form_page, sent
from hyte.lib.forms_again import kept_initial
from reporting.access import COUNTY_PARAMETER, county_to_report, get_event_to_keep, reports, staff_county
from reporting.charts.clock import numbered, render_clock
from reporting.exports.clock import render_clock_ics
from reporting.forms.clock import YEARS, CopyYearForm, EventForm, TermForm
from reporting.models import ClockEvent, CouncilTerm
from reporting.queries.clock import Kind, clock_of
from reporting.services.clock import copy_year, remove_event, save_event, save_term

PLACE = "groups"  # in the navigation: beside the calendar of meetings
FORM = "reporting/clock_form.html"


@require_GET
def annual_clock(request: HttpRequest) -> HttpResponse:
    county, counties = staff_county(request)
    year, on = _year(request), today()
    clock = clock_of(county, year, request.user)
    numbers = {id(entry): number for number, entry in numbered(clock)}
    months = [
        (month, [(numbers[id(each)], each) for each in month.entries], month.month == on.month and year == on.year)
        for month in clock.months
    ]
    context = _context(county) | {
        "clock": clock,
        "counties": counties,
        "year": year,
        "drawing": render_clock(clock, on=on),
        "months": months,
        "keeps": reports(request.user, county.pk),
        "kinds": Kind.choices,
        "before": year - 1 if year > YEARS[0] else None,
        "after": year + 1 if year < YEARS[1] else None,
    }
    return render(request, "reporting/clock.html", context)


@require_GET
def clock_calendar(request: HttpRequest) -> HttpResponse:
    county, _counties = staff_county(request)
    year = _year(request)
    name = _("Annual clock %(year)s, %(county)s") % {"year": year, "county": county.name}
    content = render_clock_ics(clock_of(county, year, request.user), at=timezone.now(), name=name)
    return attachment(content, f"{name}.ics", CALENDAR)


@require_http_methods(["GET", "POST"])
def event_create(request: HttpRequest) -> HttpResponse:
    county = county_to_report(request)
    event = ClockEvent(county=county, year=_year(request))
    initial = {"month": request.GET.get("kuukausi")} | kept_initial(request)
    return _event_page(request, event, initial, title=_("New event of the annual clock"))


@require_http_methods(["GET", "POST"])
def event_edit(request: HttpRequest, pk: int) -> HttpResponse:
    event = get_event_to_keep(request.user, pk)
    return _event_page(request, event, kept_initial(request), title=_("Change the event"))


@require_http_methods(["GET", "POST"])
def event_remove(request: HttpRequest, pk: int) -> HttpResponse:
    event = get_event_to_keep(request.user, pk)
    back = _address(event.county, event.year)
    if request.method == "POST":
        remove_event(event, by=request.user)
        messages.success(request, _("The event was removed."))
        return redirect(back)
    context = {"title": _("Remove the event"), "said": event.name, "back": back}
    return render(request, "reporting/clock_remove.html", context | _context(event.county))


@require_http_methods(["GET", "POST"])
def clock_copy(request: HttpRequest) -> HttpResponse:
    county, year, made = county_to_report(request), _year(request), []
    form = CopyYearForm(sent(request), initial={"year": year, "target": year + 1} | kept_initial(request))

    def act() -> None:
        data = form.cleaned_data
        made.append(copy_year(county, data["year"], data["target"], by=request.user))

    def then() -> str:
        text = ngettext("%(count)s event was made.", "%(count)s events were made.", made[0]) % {"count": made[0]}
        messages.info(request, text)
        return _address(county, form.cleaned_data["target"])

    return form_page(
        request,
        form,
        act,
        title=_("Move a year's events to another year"),
        back=_address(county, year),
        done=_("The year's own events are in the new year, too. Check their days."),
        then=then,
        template=FORM,
        intro=_("The county's own events are copied with their months and days. What is there already stays as it is."),
        submit=_("Copy the events"),
        **_context(county),
    )


@require_http_methods(["GET", "POST"])
def clock_term(request: HttpRequest) -> HttpResponse:
    """The council term that the year belongs to."""
    county, year = county_to_report(request), _year(request)
    term = CouncilTerm.objects.filter(county=county, first_year__lte=year, last_year__gte=year).first()
    term = term or CouncilTerm(county=county, first_year=year, last_year=year + 3)
    form = TermForm(sent(request), instance=term, initial=kept_initial(request))
    return form_page(
        request,
        form,
        lambda: save_term(form.instance, by=request.user),
        title=_("Council term"),
        back=_address(county, year),
        done=_("The council term was saved."),
        template=FORM,
        **_context(county),
    )


def _event_page(request: HttpRequest, event: ClockEvent, initial: dict, *, title: str) -> HttpResponse:
    form = EventForm(sent(request), instance=event, initial=initial, today=today())
    return form_page(
        request,
        form,
        lambda: save_event(form.instance, by=request.user),
        title=title,
        back=_address(event.county, event.year),
        done=_("The event was saved."),
        then=lambda: _address(event.county, form.instance.year),
        template=FORM,
        **_context(event.county),
    )


def _year(request: HttpRequest) -> int:
    """The year of the address; this year where it isn't one, and then it is said so."""
    asked = request.GET.get("vuosi", "")
    if not asked:
        return today().year
    if asked.isascii() and asked.isdigit() and len(asked) == 4 and YEARS[0] <= int(asked) <= YEARS[1]:
        return int(asked)
    messages.warning(request, _("There is no such year to show; this year is shown."))
    return today().year


def _address(county: Organisation, year: int) -> str:
    query = {"vuosi": year} | ({COUNTY_PARAMETER: county.region_code} if county.region_code else {})
    return reverse("reporting:annual-clock", query=query)


def _context(county: Organisation) -> dict:
    return {"county": county, "place": PLACE}
