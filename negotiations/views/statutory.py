"""What the law asks of the year's negotiations, and what has been done of it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from groups.models import Organisation
from groups.standing import standing_of
from hyte.lib.clock import today
from hyte.lib.form_pages import form_page, sent
from hyte.lib.forms_again import kept_initial
from negotiations.access import get_county_to_negotiate, negotiates
from negotiations.forms.agreement import StandingPartiesForm
from negotiations.models import StandingParty
from negotiations.queries.statutory import statutory_check as check_of
from negotiations.queries.statutory import years_to_choose
from negotiations.services.statutory import choose_standing_parties

PLACE = "negotiations"


@require_GET
def statutory_check(request: HttpRequest) -> HttpResponse:
    """The user's county in the year that the address names; a year that can't be chosen is told."""
    counties = list(Organisation.objects.counties().filter(pk__in=standing_of(request.user).staff_counties))
    if not counties:
        raise Http404
    county, on = _county(request, counties), today()
    years = years_to_choose(county, on)
    context = {
        "county": county,
        "counties": counties,
        "years": years,
        "check": check_of(county, _year(request, years, on.year), on),
        "runs": negotiates(request.user, county.pk),
        "place": PLACE,
    }
    return render(request, "negotiations/statutory.html", context)


@require_http_methods(["GET", "POST"])
def standing_parties(request: HttpRequest, pk: int) -> HttpResponse:
    """Which organisations beside the municipalities the county negotiates with every year."""
    county = get_county_to_negotiate(request.user, pk)
    present = list(StandingParty.objects.filter(county=county).values_list("organisation", flat=True))
    initial = {"organisations": present} | kept_initial(request)
    form = StandingPartiesForm(sent(request), initial=initial, county=county, today=today())
    return form_page(
        request,
        form,
        lambda: choose_standing_parties(county, form.cleaned_data["organisations"], by=request.user),
        title=_("Yearly parties of the negotiations"),
        back=f"{reverse('negotiations:statutory-check')}?alue={county.pk}",
        done=_("The yearly parties were saved."),
        template="negotiations/form.html",
        county=county,
        place=PLACE,
    )


def _county(request: HttpRequest, counties: list[Organisation]) -> Organisation:
    asked = request.GET.get("alue", "")
    found = next((each for each in counties if str(each.pk) == asked), None)
    if asked and found is None:
        messages.warning(request, _("The county “%(value)s” isn't yours to look at.") % {"value": asked[:40]})
    return found or counties[0]


def _year(request: HttpRequest, years: list[int], this_year: int) -> int:
    asked = request.GET.get("vuosi", "")
    found = next((year for year in years if str(year) == asked), None)
    if asked and found is None:
        said = _("There is no year “%(value)s” to choose, so %(year)s is shown.")
        messages.warning(request, said % {"value": asked[:40], "year": this_year})
    return found or this_year
