"""What the law asks of a county in a year, line by line, and what the county itself writes of it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from groups.models import Organisation
from hyte.lib.clock import today
from hyte.lib.form_pages import form_page, sent
from hyte.lib.forms_again import kept_initial
from hyte.lib.templatetags.hyte import day
from reporting.access import county_to_report, reports, staff_county
from reporting.forms.statutory import StatutoryNoteForm
from reporting.models import LawLine, StatutoryNote
from reporting.queries.statutory import address_of, lines_for, usual_due_of
from reporting.queries.statutory import statutory_page as page_of
from reporting.services.statutory import save_note

PLACE = "reports"
FIRST_YEAR, YEARS_AHEAD = 2023, 1  # the counties began in 2023


@require_GET
def statutory(request: HttpRequest) -> HttpResponse:
    county, counties = staff_county(request)
    on = today()
    context = {
        "county": county,
        "counties": counties,
        "years": list(_years(on.year)),
        "page": page_of(county, _year(request, on.year), on),
        "keeps": reports(request.user, county.pk),
        "place": PLACE,
    }
    return render(request, "reporting/statutory.html", context)


@require_http_methods(["GET", "POST"])
def statutory_note(request: HttpRequest, line: str) -> HttpResponse:
    """The county's note of a line: what has been done, what comes next and by when."""
    county, on = county_to_report(request), today()
    asked, year = _line(county, line), _year(request, on.year)
    note = _note(county, year, asked)
    usual = _("Empty: %(day)s, which is the county's own custom and not the law's.")
    usual = usual % {"day": day(usual_due_of(county, asked, year))}
    form = StatutoryNoteForm(sent(request), instance=note, initial=kept_initial(request), today=on, usual_due=usual)
    return form_page(
        request,
        form,
        lambda: save_note(form.instance, at=timezone.now(), by=request.user),
        title=f"{asked.label} {year}",
        back=f"{address_of(county, year)}#{asked}",
        done=_("The line was saved."),
        template="reporting/statutory_form.html",
        county=county,
        list_url=address_of(county, year),
        place=PLACE,
    )


def _note(county: Organisation, year: int, line: LawLine) -> StatutoryNote:
    key = {"county": county, "year": year, "line": line}
    return StatutoryNote.objects.filter(**key).first() or StatutoryNote(**key)


def _line(county: Organisation, value: str) -> LawLine:
    """One that the law asks of this county."""
    found = next((line for line in lines_for(county) if line == value), None)
    if found is None:
        raise Http404
    return found


def _years(this_year: int) -> range:
    return range(this_year + YEARS_AHEAD, FIRST_YEAR - 1, -1)


def _year(request: HttpRequest, this_year: int) -> int:
    """The year of the address; this year where it isn't one that can be looked at, and then it is said so."""
    asked = request.GET.get("vuosi", "")
    found = next((year for year in _years(this_year) if str(year) == asked), None)
    if asked and found is None:
        messages.warning(request, _("There is no such year to show; this year is shown."))
    return found or this_year
