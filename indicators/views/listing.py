"""The indicators in a county's use."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from hyte.lib.decorators import public_page
from indicators.access import counties_to_choose, county_shown, keeps_indicators
from indicators.models import Indicator
from indicators.queries.adoption import adopted_by_theme, not_adopted
from indicators.queries.catalogue import LONGEST_SEARCH

MOST_OTHERS = 100


@require_GET
@public_page
def indicator_list(request: HttpRequest) -> HttpResponse:
    counties = counties_to_choose(request)
    county = county_shown(request, counties)
    words = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_SEARCH]
    context = {"counties": counties, "county": county, "words": words}
    if county:
        others = list(not_adopted(county, words=words, user=request.user)[: MOST_OTHERS + 1])
        context |= {
            "themes": adopted_by_theme(county, words=words, user=request.user),
            "others": others[:MOST_OTHERS],
            "has_more": len(others) > MOST_OTHERS,
            "keeps": keeps_indicators(request.user, county.pk),
        }
    else:
        context["others"] = Indicator.objects.visible_to(request.user).select_related("source")[:MOST_OTHERS]
    return render(request, "indicators/indicator_list.html", context)
