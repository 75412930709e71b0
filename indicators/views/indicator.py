"""An indicator to be read."""

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_GET

from groups.standing import standing_of
from hyte.lib.decorators import public_page
from indicators.access import (
    COUNTY_PARAMETER,
    keeps_any_indicators,
    keeps_indicators,
    may_conclude,
    may_edit_conclusion,
)
from indicators.charts import line_chart
from indicators.charts.of_figures import figure_of, good_in_words
from indicators.models import Conclusion, ListedIndicator
from indicators.models import Sex as Sexes
from indicators.queries.areas import code_of
from indicators.queries.series import remarks_of
from indicators.queries.table import number_table
from indicators.queries.words import foreign_texts, source_line
from indicators.views.shown import AREA, SEX, Shown, asked_in_vain, read_shown

TEMPLATE = "indicators/indicator_detail.html"


@require_GET
@public_page
def indicator_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """From one county's side: its figures beside others', what they mean and what is concluded from them."""
    shown = read_shown(request, pk)
    for told in asked_in_vain(request, shown):
        messages.warning(request, told)
    return render(request, TEMPLATE, page_context(request, shown))


def page_context(request: HttpRequest, shown: Shown) -> dict[str, object]:
    figures, indicator, user = shown.figures, shown.indicator, request.user
    remarks = remarks_of(indicator, figures.shown_regions) if figures.shown and not figures.found else []
    return {
        "shown": shown,
        "indicator": indicator,
        "county": shown.county,
        "figures": figures,
        "chart": line_chart(figure_of(figures)),
        "good": good_in_words(figures.direction),
        "table": number_table(figures, remarks),
        "texts": foreign_texts(indicator),
        "source_line": source_line(indicator),
        "listed": _listed(shown),
        "conclusions": _conclusions(shown, user),
        "may_conclude": bool(shown.county) and may_conclude(user, shown.county.pk),
        "keeps": keeps_any_indicators(user),
        "keeps_here": bool(shown.county) and keeps_indicators(user, shown.county.pk),
        "is_staff": bool(standing_of(user).staff_counties),
        "sexes": _sexes(request, shown),
        "area_choices": _area_choices(shown),
        "query": request.GET.urlencode(),
    }


def _listed(shown: Shown) -> list[ListedIndicator]:
    """The lists that name the indicator, each once."""
    indicator = shown.indicator
    same = Q(indicator=indicator)
    if indicator.sotkanet_id is not None:
        same |= Q(sotkanet_id=indicator.sotkanet_id)
    return list({line.list_id: line for line in ListedIndicator.objects.filter(same).select_related("list")}.values())


def _conclusions(shown: Shown, user) -> list[tuple[Conclusion, bool]]:
    """What the county's groups conclude, and whether the reader may change it."""
    mine = Conclusion.objects.visible_to(user).filter(indicator=shown.indicator, county=shown.county)
    return [(each, may_edit_conclusion(user, each)) for each in mine.select_related("group")]


def _sexes(request: HttpRequest, shown: Shown) -> list[dict[str, object]]:
    """Links to the figures of each sex that has any."""
    held = shown.figures.sexes
    return [
        {"label": Sexes(sex).label, "query": _with(request.GET, sex), "is_shown": sex == shown.figures.sex}
        for sex in (held if len(held) > 1 else ())
    ]


def _with(query: QueryDict, sex: str) -> str:
    changed = query.copy()
    changed[SEX] = sex
    return changed.urlencode()


def _area_choices(shown: Shown) -> dict[str, object]:
    """What the form of areas offers; the county and the sex go along."""
    areas = shown.figures.areas
    chosen = areas.chosen
    return {
        "name": AREA,
        "groups": [
            (category, [(code_of(region), region, region in chosen) for region in regions])
            for category, regions in areas.on_offer
            if regions
        ],
        "carried": {COUNTY_PARAMETER: shown.county.region_code if shown.county else "", SEX: shown.figures.sex},
    }
