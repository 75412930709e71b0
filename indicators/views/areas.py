"""The areas with which a county compares itself."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from groups.models import Organisation
from hyte.lib.form_pages import form_page, sent
from hyte.lib.forms_again import kept_initial
from indicators.access import COUNTY_PARAMETER, get_kept_county
from indicators.forms.adoption import AreasForm
from indicators.models import Region
from indicators.models.region import COUNTY, MUNICIPALITY
from indicators.services.areas import choose_comparison_areas


@require_http_methods(["GET", "POST"])
def comparison_areas(request: HttpRequest) -> HttpResponse:
    county = get_kept_county(request)
    form = AreasForm(sent(request), county=county, initial=_chosen_now(county) | kept_initial(request))
    return form_page(
        request,
        form,
        lambda: choose_comparison_areas(county, form.chosen),
        title=_("Areas to compare with"),
        back=f"{reverse('indicators:indicator-list')}?{COUNTY_PARAMETER}={county.region_code}",
        done=_("The areas were saved."),
        template="indicators/areas_form.html",
        county=county,
        has_areas=Region.objects.exists(),
    )


def _chosen_now(county: Organisation) -> dict[str, object]:
    regions = [area.region for area in county.comparison_areas.select_related("region")]
    return {
        "counties": [region.pk for region in regions if region.category == COUNTY],
        "larger": [region.pk for region in regions if region.category not in (COUNTY, MUNICIPALITY)],
        "municipalities": ", ".join(region.title for region in regions if region.category == MUNICIPALITY),
    }
