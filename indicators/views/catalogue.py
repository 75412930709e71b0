"""What Sotkanet offers, and taking an indicator of it into use."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from groups.models import Organisation
from hyte.lib.clock import today
from hyte.lib.form_pages import form_page, sent
from hyte.lib.forms_again import KEPT, kept_initial
from hyte.lib.paging import read_page
from indicators.access import COUNTY_PARAMETER, get_kept_county
from indicators.forms.adoption import AdoptionForm
from indicators.models import Adoption, CatalogueEntry, Indicator
from indicators.queries.catalogue import found_entries, read_search
from indicators.services.adoption import adopt_entry
from indicators.views.adoption import fetch_figures

PAGE_SIZE = 50


@require_GET
def catalogue(request: HttpRequest) -> HttpResponse:
    county = get_kept_county(request)
    search = read_search(request.GET)
    page = read_page(Paginator(found_entries(search, county), PAGE_SIZE), request.GET.get("sivu", ""), search.messages)
    context = {"county": county, "search": search, "page": page}
    if not page.object_list:
        context["is_fetched"] = CatalogueEntry.objects.exists()
    return render(request, "indicators/catalogue.html", context)


@require_http_methods(["GET", "POST"])
def catalogue_entry(request: HttpRequest, sotkanet_id: int) -> HttpResponse:
    entry = get_object_or_404(CatalogueEntry, sotkanet_id=sotkanet_id)
    county = get_kept_county(request)
    indicator = Indicator.objects.filter(sotkanet_id=sotkanet_id).first()
    if indicator and Adoption.objects.filter(county=county, indicator=indicator).exists():
        messages.info(request, _("The county already uses this indicator."))
        return redirect(_address(indicator, county))
    form = AdoptionForm(sent(request), instance=Adoption(county=county), initial=kept_initial(request))

    def act() -> None:
        adoption = adopt_entry(entry, form.instance, on=today(), by=request.user)
        fetch_figures(adoption.indicator, by=request.user)

    return form_page(
        request,
        form,
        act,
        title=_("Take the indicator into use"),
        back=_way_back(request, county),
        done=_("The indicator was taken into use. Its figures are being fetched from Sotkanet."),
        then=lambda: _address(form.instance.indicator, county),
        template="indicators/catalogue_entry.html",
        entry=entry,
        county=county,
        known=indicator,
    )


def _address(indicator: Indicator, county: Organisation) -> str:
    return f"{indicator.get_absolute_url()}?{COUNTY_PARAMETER}={county.region_code}"


def _way_back(request: HttpRequest, county: Organisation) -> str:
    """The search from which the entry was opened: its words and filters stand in the entry's own address, too."""
    query = request.GET.copy()
    query.pop(KEPT, None)
    query[COUNTY_PARAMETER] = county.region_code
    return f"{reverse('indicators:catalogue')}?{query.urlencode()}"
