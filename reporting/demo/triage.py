"""What a demo county does about the indicators of the coefficient."""

from datetime import date

from indicators.models import RuleIndicator, Triage, TriageNote
from plans.models import Measure, Plan, TriageMeasure
from reporting.demo.county import DemoCounty
from reporting.demo.files import FOLDER
from reporting.demo.records import noon, save_all

NAME = "coefficient"


def load_triage(county: DemoCounty) -> None:
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
    measure = Measure.objects.get(plan=plan, identifier=entry["measure"], goal__section__slug=entry["section"])
    return TriageMeasure(triage=triage, measure=measure)
