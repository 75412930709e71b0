"""What Sotkanet offers, and taking an indicator of it into use."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from hyte.lib.clock import today
from hyte.lib.form_pages import form_page, sent
from hyte.lib.forms_again import kept_initial
from hyte.lib.paging import read_page
from indicators.access import COUNTY_PARAMETER, get_kept_county
from indicators.forms.adoption import AdoptionForm
from indicators.imports.sync import start_run
from indicators.models import Adoption, CatalogueEntry, SyncRun
from indicators.queries.catalogue import LEVELS, found_entries, read_search
from indicators.services.adoption import adopt_entry
from indicators.tasks import fetch_after_commit

PAGE_SIZE = 50


@require_GET
def catalogue(request: HttpRequest) -> HttpResponse:
    county = get_kept_county(request)
    search = read_search(request.GET)
    told = search.messages
    page = read_page(Paginator(found_entries(search, county), PAGE_SIZE), request.GET.get("sivu", ""), told)
    context = {"county": county, "search": search, "page": page, "messages_told": told, "levels": LEVELS}
    return render(request, "indicators/catalogue.html", context)


@require_http_methods(["GET", "POST"])
def catalogue_entry(request: HttpRequest, sotkanet_id: int) -> HttpResponse:
    county = get_kept_county(request)
    entry = get_object_or_404(CatalogueEntry, sotkanet_id=sotkanet_id)
    adopted = Adoption.objects.filter(county=county, indicator__sotkanet_id=sotkanet_id).first()
    if adopted:
        messages.info(request, _("The county already uses this indicator."))
        return redirect(adopted.indicator)
    adoption = Adoption(county=county)
    form = AdoptionForm(sent(request), instance=adoption, initial=kept_initial(request))

    def act() -> None:
        adopted = adopt_entry(entry, form.instance, on=today(), by=request.user)
        run = start_run(SyncRun.Reason.ADOPTION, by=request.user, indicators=[adopted.indicator], at=timezone.now())
        fetch_after_commit(run)

    return form_page(
        request,
        form,
        act,
        title=_("Take the indicator into use"),
        back=f"{reverse('indicators:catalogue')}?{COUNTY_PARAMETER}={county.region_code}",
        done=_("The indicator was taken into use. Its figures are being fetched from Sotkanet."),
        then=lambda: f"{form.instance.indicator.get_absolute_url()}?{COUNTY_PARAMETER}={county.region_code}",
        template="indicators/catalogue_entry.html",
        entry=entry,
        county=county,
    )
