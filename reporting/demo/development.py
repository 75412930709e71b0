"""What a demo county does about the indicators of the coefficient, and what it has tried on the invented example."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from indicators.coefficient import what_if
from indicators.models import Calculation, RuleIndicator, Scenario, Triage, TriageNote
from indicators.services.scenarios import save_scenario
from plans.models import Measure, MeasureScenario, Plan, TriageMeasure
from reporting.demo.coefficient import example_calculation
from reporting.demo.county import DemoCounty
from reporting.demo.files import FOLDER
from reporting.demo.records import noon, save_all

NAME = "coefficient"


def load_development(county: DemoCounty) -> None:
    """Nothing where the county has no such file."""
    if not FOLDER.joinpath(county.folder, NAME).with_suffix(".toml").exists():
        return
    data = county.read(NAME)
    plan = Plan.objects.get(slug=county.read("plan")["plan"]["slug"])
    shipped = RuleIndicator.objects.filter(group__rule_set__shipped_as=data["rule_set"])
    indicators = {each.key: each for each in shipped}
    triages = [_triage(county, each, indicators) for each in data["triages"]]
    save_all(triages)
    pairs = list(zip(triages, data["triages"], strict=True))
    save_all([_note(county, triage, note) for triage, each in pairs for note in each.get("notes", ())])
    save_all([_link(plan, triage, link) for triage, each in pairs for link in each.get("measures", ())])
    example = example_calculation()
    for each in data["scenarios"]:
        scenario = _scenario(county, example, each)
        measures = [_measure(plan, link) for link in each["measures"]]
        save_all([MeasureScenario(measure=measure, scenario=scenario) for measure in measures])


def _triage(county: DemoCounty, entry: dict, indicators: dict[str, RuleIndicator]) -> Triage:
    return Triage(
        county=county.root,
        indicator=indicators[entry["indicator"]],
        owner=county.people.get(entry.get("owner")),
        is_demo=entry.get("is_demo", False),
        **{name: entry.get(name, "") for name in ("action", "cause", "partner", "handling")},
    )


def _note(county: DemoCounty, triage: Triage, entry: dict[str, date | str]) -> TriageNote:
    written = noon(entry["on"])
    return TriageNote(triage=triage, on=entry["on"], text=entry["text"], created_at=written, by=county.coordinator)


def _link(plan: Plan, triage: Triage, entry: dict[str, str]) -> TriageMeasure:
    return TriageMeasure(triage=triage, measure=_measure(plan, entry))


def _measure(plan: Plan, entry: dict[str, str]) -> Measure:
    return Measure.objects.get(plan=plan, identifier=entry["measure"], goal__section__slug=entry["section"])


def _scenario(county: DemoCounty, example: Calculation, entry: dict) -> Scenario:
    result, own = example.thawed(), county.root.region_code
    values = result.inputs.values[own]
    changed = {
        key: replace(values[key], **{name: Decimal(text) for name, text in told.items()})
        for key, told in entry["changes"].items()
    }
    after = what_if(result, own, changed)
    scenario = Scenario(
        county=county.root,
        calculation=example,
        region=example.areas.get(region__code=own).region,
        **{name: entry[name] for name in ("name", "note", "changes")},
    )
    return save_scenario(scenario, before=result.areas[own], after=after.areas[own], by=county.coordinator)
