"""Lists of indicators: what the county uses of them, and what it leaves out and why."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from groups.models import Organisation
from groups.standing import standing_of
from hyte.lib.clock import today
from hyte.lib.form_pages import form_page, sent
from hyte.lib.forms_again import kept_initial
from indicators.access import (
    COUNTY_PARAMETER,
    counties_to_choose,
    county_shown,
    get_kept_county,
    keeps_indicators,
)
from indicators.forms.adoption import OmissionForm
from indicators.models import IndicatorList, ListedIndicator, Omission
from indicators.queries.lists import overviews
from indicators.services.lists import omit_line, take_back_omission


@require_GET
def indicator_lists(request: HttpRequest) -> HttpResponse:
    county, counties = _own_county(request)
    context = {"county": county, "counties": counties, "overviews": overviews(county, IndicatorList.objects.all())}
    return render(request, "indicators/indicator_lists.html", context)


@require_GET
def indicator_list_detail(request: HttpRequest, slug: str) -> HttpResponse:
    county, counties = _own_county(request)
    found = overviews(county, IndicatorList.objects.filter(slug=slug))
    if not found:
        raise Http404
    context = {"county": county, "counties": counties, "overview": found[0]}
    return render(
        request, "indicators/indicator_list_detail.html", context | {"keeps": keeps_indicators(request.user, county.pk)}
    )


@require_http_methods(["GET", "POST"])
def omission(request: HttpRequest, pk: int) -> HttpResponse:
    line = get_object_or_404(ListedIndicator.objects.select_related("list", "indicator"), pk=pk)
    county = get_kept_county(request)
    found = Omission.objects.filter(county=county, line=line).first()
    address = reverse("indicators:indicator-list-detail", args=[line.list.slug])
    back = f"{address}?{COUNTY_PARAMETER}={county.region_code}"
    if found and request.method == "POST" and "take_back" in request.POST:
        take_back_omission(found, by=request.user)
        messages.success(request, _("The line is no longer left out."))
        return redirect(back)
    form = OmissionForm(
        sent(request),
        instance=found or Omission(county=county, line=line, on=today()),
        initial=kept_initial(request),
    )
    return form_page(
        request,
        form,
        lambda: omit_line(form.instance, by=request.user),
        title=_("Leave an indicator out"),
        back=back,
        done=_("The reason was saved."),
        template="indicators/omission_form.html",
        line=line,
        county=county,
        is_omitted=found is not None,
    )


def _own_county(request: HttpRequest) -> tuple[Organisation, list[Organisation]]:
    """The county whose decisions are shown: one in which the user acts."""
    own = standing_of(request.user).all_counties
    counties = [county for county in counties_to_choose(request) if county.pk in own]
    county = county_shown(request, counties)
    if county is None:
        raise Http404
    return county, counties
