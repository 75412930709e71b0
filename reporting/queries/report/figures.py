"""The figures of a report: of the county's own area, those it compares itself with, and the whole country."""

import re
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone

from groups.models import Organisation
from indicators.models import Adoption, Indicator, IndicatorList, ListedIndicator, Omission, Region
from indicators.models.region import COUNTRY
from indicators.queries.areas import code_of, read_areas
from indicators.queries.series import Line, lines_of
from reporting.models import FrozenSeries

Role = FrozenSeries.Role
MENTIONED = re.compile(r"\[\[mittari:\s*(\d+)\s*\]\]")


def mentioned_indicators(bodies: Iterable[str]) -> set[int]:
    return {int(found) for body in bodies for found in MENTIONED.findall(body)}


def series_of(county: Organisation, mentioned: set[int], *, until_year: int) -> list[FrozenSeries]:
    """What the county uses, what its minimum list asks, and what the texts mention, of what everybody may read; three queries.

    An indicator without any figure is there, too, with an empty series of the own area: a gap is told, not hidden.
    """
    areas = read_areas(county)
    regions = [*filter(None, [areas.own]), *areas.chosen]
    indicators = list(_indicators(county, mentioned))
    lines = lines_of(indicators, regions)
    found = [_series(each, line, areas.own, until_year) for each in indicators for line in lines.get(each.pk, ())]
    measured = {each.key for each in found}
    missing = [each for each in indicators if each.pk not in measured]
    found += [_row(each, areas.own, county, Role.OWN, []) for each in missing]
    order = {each.pk: place for place, each in enumerate(indicators)}
    found.sort(key=lambda each: order[each.key])
    for position, each in enumerate(found, start=1):
        each.position = position
    return found


def _indicators(county: Organisation, mentioned: set[int]):
    adopted = Adoption.objects.filter(county=county, indicator=OuterRef("pk"))
    omitted = Omission.objects.filter(county=county, line=OuterRef("pk"))
    listed = ListedIndicator.objects.filter(list__kind=IndicatorList.Kind.MINIMUM).filter(
        Q(indicator=OuterRef("pk")) | Q(sotkanet_id=OuterRef("sotkanet_id")), ~Exists(omitted)
    )
    themes = {f"theme_{code}": Subquery(adopted.values(f"theme__name_{code}")[:1]) for code in ("fi", "sv", "en")}
    return (
        Indicator.objects.filter(Q(county=None) | Q(county=county, is_public=True))
        .annotate(
            is_adopted=Exists(adopted),
            is_minimum=Exists(listed),
            theme_order=Subquery(adopted.values("theme__order")[:1]),
            good=Subquery(adopted.values("direction")[:1]),
            **themes,
        )
        .filter(Q(is_adopted=True) | Q(is_minimum=True) | Q(pk__in=mentioned))
        .select_related("source")
        .order_by("theme_order", "title_fi", "pk")
    )


def _series(indicator: Indicator, line: Line, own: Region | None, until_year: int) -> FrozenSeries:
    points = [
        [point.year, None if point.value is None else str(point.value), point.is_hidden]
        for point in line.points
        if point.year <= until_year
    ]
    is_own = own is not None and line.region.pk == own.pk
    role = Role.OWN if is_own else Role.COUNTRY if line.region.category == COUNTRY else Role.OTHER
    return _row(indicator, line.region, None, role, points)


def _row(
    indicator: Indicator, region: Region | None, county: Organisation | None, role: str, points: list
) -> FrozenSeries:
    source = indicator.source
    texts = {}
    for code in ("fi", "sv", "en"):
        texts |= {
            f"title_{code}": getattr(indicator, f"title_{code}"),
            f"unit_{code}": getattr(indicator, f"unit_{code}"),
        }
        texts |= {f"source_{code}": getattr(source, f"name_{code}")}
        texts |= {f"theme_{code}": getattr(indicator, f"theme_{code}") or ""}
        texts |= {f"region_{code}": getattr(region, f"title_{code}") if region else getattr(county, f"name_{code}")}
    retrieved = indicator.retrieved_at
    return FrozenSeries(
        indicator=indicator,
        key=indicator.pk,
        region_code=code_of(region) if region else "",
        role=role,
        decimals=indicator.decimals,
        direction=indicator.good or "",
        sotkanet_id=indicator.sotkanet_id,
        licence=indicator.terms,
        passes_on=indicator.passes_on,
        is_minimum=indicator.is_minimum,
        is_invented=indicator.is_demo,
        retrieved_on=timezone.localdate(retrieved) if retrieved else None,
        points_json=points,
        **texts,
    )
