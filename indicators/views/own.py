"""A county's own indicators made and changed."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hyte.lib.clock import today
from hyte.lib.form_pages import form_page, sent
from hyte.lib.forms_again import kept_initial
from indicators.access import COUNTY_PARAMETER, get_kept_county, get_own_indicator_to_keep
from indicators.forms.own import OwnIndicatorForm
from indicators.models import Indicator
from indicators.services.own import change_own_indicator, create_own_indicator

TEMPLATE = "indicators/own_form.html"


@require_http_methods(["GET", "POST"])
def own_indicator_create(request: HttpRequest) -> HttpResponse:
    county = get_kept_county(request)
    form = OwnIndicatorForm(sent(request), instance=Indicator(county=county), initial=kept_initial(request))
    return form_page(
        request,
        form,
        lambda: create_own_indicator(form.instance, new_source=form.new_source, on=today(), by=request.user),
        title=_("An indicator of the county's own"),
        back=f"{reverse('indicators:indicator-list')}?{COUNTY_PARAMETER}={county.region_code}",
        done=_("The indicator was made. Now it can be given figures."),
        then=lambda: reverse("indicators:own-figures", args=[form.instance.pk]),
        template=TEMPLATE,
        county=county,
    )


@require_http_methods(["GET", "POST"])
def own_indicator_edit(request: HttpRequest, pk: int) -> HttpResponse:
    indicator = get_own_indicator_to_keep(request.user, pk)
    form = OwnIndicatorForm(sent(request), instance=indicator, initial=kept_initial(request))
    return form_page(
        request,
        form,
        lambda: change_own_indicator(form.instance, new_source=form.new_source, by=request.user),
        title=_("Change the indicator"),
        back=indicator.get_absolute_url(),
        done=_("The indicator was saved."),
        template=TEMPLATE,
        county=indicator.county,
        indicator=indicator,
    )
