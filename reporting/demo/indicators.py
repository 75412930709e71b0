"""What a demo county does with indicators: adopts and omits them, compares itself, aims and concludes."""

from decimal import Decimal

from indicators.models import Adoption, ComparisonArea, Conclusion, Indicator, ListedIndicator, Omission, Region, Source
from plans.models import FocusArea, Goal, IndicatorTarget, Measure, Plan
from reporting.demo.county import DemoCounty
from reporting.demo.figures import load_figures
from reporting.demo.files import texts
from reporting.demo.records import save_all

ADOPTED = "2024-01-31"


def load_indicators(county: DemoCounty, regions: dict[str, Region]) -> None:
    data = county.read("indicators")
    own = _load_own(county, data.get("own", ()))
    load_figures("invented", own, regions)
    county.indicators = county.indicators | own
    _compare(county, [regions[key] for key in data["comparison_areas"]])
    save_all([_adoption(county, each) for each in data["adoptions"]])
    save_all([_omission(county, each) for each in data.get("omissions", ())])
    save_all([_conclusion(county, each) for each in data.get("conclusions", ())])


def load_targets(county: DemoCounty) -> None:
    """What the indicators of focus areas, goals and measures should show; ties that stand already get their target."""
    plan = Plan.objects.get(slug=county.read("plan")["plan"]["slug"])
    for each in county.read("indicators").get("targets", ()):
        aims = {name: Decimal(each[name]) for name in ("baseline", "target")}
        aims |= {name: each[name] for name in ("baseline_year", "target_year")}
        IndicatorTarget.objects.update_or_create(
            indicator=county.indicators[each["key"]], **_owner(plan, each), defaults=aims
        )


def _load_own(county: DemoCounty, entries) -> dict[str, Indicator]:
    values = {
        "name_sv": county.root.name_sv,
        "name_en": county.root.name_en,
        "licence": "CC BY 4.0",
        "may_pass_on": True,
    }
    own = {}
    for entry in entries:
        source, _ = Source.objects.get_or_create(name_fi=county.root.name_fi, defaults=values)
        indicator = Indicator(
            county=county.root,
            source=source,
            decimals=0,
            counts_cases=True,
            is_public=True,
            is_demo=True,
            **texts(entry, "title", "unit"),
        )
        indicator.save()
        own[entry["key"]] = indicator
    return own


def _compare(county: DemoCounty, regions: list[Region]) -> None:
    save_all(
        [
            ComparisonArea(county=county.root, region=region, order=order)
            for order, region in enumerate(regions, start=1)
        ]
    )


def _adoption(county: DemoCounty, entry: dict) -> Adoption:
    return Adoption(
        county=county.root,
        indicator=county.indicators[entry["key"]],
        theme=county.themes[entry["theme"]],
        age_group=county.age_groups.get(entry.get("age_group")),
        direction=entry["direction"],
        reason=entry["reason"],
        on=ADOPTED,
        by=county.coordinator,
    )


def _omission(county: DemoCounty, entry: dict) -> Omission:
    line = ListedIndicator.objects.get(list__is_demo=True, sotkanet_id=entry["sotkanet_id"])
    return Omission(county=county.root, line=line, reason=entry["reason"], on=entry["on"], by=county.coordinator)


def _conclusion(county: DemoCounty, entry: dict) -> Conclusion:
    return Conclusion(
        county=county.root,
        indicator=county.indicators[entry["key"]],
        group=county.groups[entry["group"]],
        on=entry["on"],
        is_public=entry["is_public"],
        by=county.coordinator,
        **texts(entry, "conclusion", "action"),
    )


def _owner(plan: Plan, entry: dict) -> dict[str, FocusArea | Goal | Measure]:
    if "focus_area" in entry:
        return {"focus_area": FocusArea.objects.get(plan=plan, slug=entry["focus_area"])}
    section = {"section__plan": plan, "section__slug": entry["section"]}
    if "goal" in entry:
        return {"goal": Goal.objects.get(identifier=entry["goal"], **section)}
    return {
        "measure": Measure.objects.get(plan=plan, identifier=entry["measure"], goal__section__slug=entry["section"])
    }
