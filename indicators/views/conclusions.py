"""Writing what a group concludes from an indicator."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from groups.models import Organisation
from groups.standing import standing_of
from hyte.lib.clock import today
from hyte.lib.form_pages import form_page, sent
from hyte.lib.forms_again import kept_initial
from indicators.access import (
    COUNTY_PARAMETER,
    get_conclusion_to_edit,
    get_county_to_conclude,
    get_indicator,
    may_conclude,
)
from indicators.forms.conclusion import ConclusionForm
from indicators.models import Conclusion, Indicator
from indicators.services.conclusions import save_conclusion


@require_http_methods(["GET", "POST"])
def conclusion_create(request: HttpRequest, pk: int) -> HttpResponse:
    indicator = get_indicator(request.user, pk)
    county = _county(request, indicator)
    return _edit(request, Conclusion(indicator=indicator, county=county, on=today()), title=_("New conclusion"))


@require_http_methods(["GET", "POST"])
def conclusion_edit(request: HttpRequest, pk: int) -> HttpResponse:
    return _edit(request, get_conclusion_to_edit(request.user, pk), title=_("Change the conclusion"))


def _county(request: HttpRequest, indicator: Indicator) -> Organisation:
    """The county of an own indicator, else the one that the address names, else the first in which the user concludes."""
    acting = sorted(standing_of(request.user).all_counties)
    counties = Organisation.objects.counties().filter(pk__in=acting)
    asked = request.GET.get(COUNTY_PARAMETER)
    if indicator.county_id:
        return get_county_to_conclude(request.user, indicator.county_id)
    if asked and (named := counties.filter(region_code=asked).first()):
        return get_county_to_conclude(request.user, named.pk)
    concluding = [pk for pk in acting if may_conclude(request.user, pk)]
    if not acting:
        raise Http404
    return get_county_to_conclude(request.user, (concluding or acting)[0])


def _edit(request: HttpRequest, conclusion: Conclusion, *, title: str) -> HttpResponse:
    initial = kept_initial(request)
    form = ConclusionForm(sent(request), instance=conclusion, user=request.user, initial=initial)
    return form_page(
        request,
        form,
        lambda: save_conclusion(form.instance, by=request.user),
        title=title,
        back=f"{conclusion.indicator.get_absolute_url()}?{COUNTY_PARAMETER}={conclusion.county.region_code}#conclusions",
        done=_("The conclusion was saved."),
        template="indicators/conclusion_form.html",
        county=conclusion.county,
        indicator=conclusion.indicator,
    )
