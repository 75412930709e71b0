"""Calculations of the coefficient as they are read: the frozen steps beside the names of areas and indicators."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Prefetch, QuerySet

from groups.models import Organisation
from indicators import coefficient as engine
from indicators.models import Calculation, PublishedResult, Region, RuleGroup, RuleIndicator, RuleSet
from indicators.models.region import COUNTY


@dataclass(frozen=True)
class Shown:
    """A calculation from one area's side. ``regions`` by code, ``indicators`` and ``groups`` by key; ``own`` may be absent.

    ``published`` are the latest published results by code.
    """

    calculation: Calculation
    result: engine.Calculation
    regions: Mapping[str, Region]
    groups: Mapping[str, RuleGroup]
    indicators: Mapping[str, RuleIndicator]
    published: Mapping[str, PublishedResult]
    own: Region | None

    @property
    def rule_set(self) -> RuleSet:
        return self.calculation.rule_set

    @cached_property
    def own_result(self) -> engine.AreaResult | None:
        return self.result.areas.get(self.own.code) if self.own else None

    @cached_property
    def in_order(self) -> Sequence[engine.AreaResult]:
        """All areas, the best first."""
        return sorted(self.result.areas.values(), key=lambda each: (each.rank, self.regions[each.area].title))


def calculations_for(user) -> QuerySet[Calculation]:
    """Those that the user may read: real ones before invented ones, then the latest funding year and making first."""
    visible = Calculation.objects.visible_to(user).select_related("rule_set", "county")
    return visible.defer("frozen", "sources").order_by("is_demo", "-rule_set__year", "-created_at", "-pk")


def read_calculation(calculation: Calculation, *, user, county: Organisation | None, area: str = "") -> Shown:
    """Five queries. ``area`` is the code of the one to look from; without it the county's own."""
    result = calculation.thawed()
    category = calculation.rule_set.category
    regions = {each.code: each for each in Region.objects.filter(category=category, code__in=list(result.areas))}
    groups = calculation.rule_set.groups.prefetch_related(
        Prefetch("indicators", queryset=RuleIndicator.objects.select_related("indicator"))
    )
    code = area or (county.region_code if county and category == COUNTY else "")
    return Shown(
        calculation=calculation,
        result=result,
        regions=regions,
        groups={group.key: group for group in groups},
        indicators={each.key: each for group in groups for each in group.indicators.all()},
        published=_published(calculation, user),
        own=regions.get(code),
    )


def _published(calculation: Calculation, user) -> dict[str, PublishedResult]:
    visible = PublishedResult.objects.visible_to(user).filter(rule_set=calculation.rule_set)
    return {each.region.code: each for each in visible.select_related("region").order_by("published_on", "pk")}
