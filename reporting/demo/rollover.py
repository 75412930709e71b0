"""The next plan of the demo in its preparation."""

from plans.models import Goal, Measure, Plan, RollOver, RollOverChoice, RollOverNew, Succession
from plans.queries.rollover import fates_of
from reporting.demo.county import DemoCounty
from reporting.demo.files import FOLDER, texts
from reporting.demo.records import remove, save_all

NAME = "rollover"
FACTS = ("slug", "valid_from", "valid_until", "term_start_year", "term_end_year")
Act = RollOverChoice.Act


def load_rollover(county: DemoCounty) -> None:
    if not FOLDER.joinpath(county.folder, NAME).with_suffix(".toml").exists():
        return
    data = county.read(NAME)
    plan = Plan.objects.get(slug=county.read("plan")["plan"]["slug"])
    rollover = RollOver(plan=plan, **texts(data, "name"), **{name: data[name] for name in FACTS})
    save_all([rollover])
    fates = fates_of(rollover)
    goals = {goal.identifier: goal for goal in fates.goals.values()}
    measures = {measure.identifier: measure for measure in fates.measures.values()}
    save_all([RollOverChoice(rollover=rollover, goal=goal, act=Act.CONTINUE) for goal in goals.values()])
    save_all(_choices(rollover, data, measures))
    save_all(_additions(rollover, data, goals))


def _choices(rollover: RollOver, data: dict, measures: dict[str, Measure]) -> list[RollOverChoice]:
    told = {each["measure"]: {"act": Act.DROP, "reason": each["reason"]} for each in data["dropped"]}
    told |= {each["measure"]: {"act": Act.MERGE, "into_measure": measures[each["into"]]} for each in data["merged"]}
    return [
        RollOverChoice(rollover=rollover, measure=measure, **told.get(identifier, {"act": Act.CONTINUE}))
        for identifier, measure in measures.items()
        if identifier not in data["undecided"]
    ]


def _additions(rollover: RollOver, data: dict, goals: dict[str, Goal]) -> list[RollOverNew]:
    sections = {section.slug: section for section in rollover.plan.sections.all()}
    kinds = RollOverNew.Kind
    made = [
        RollOverNew(rollover=rollover, kind=kinds.GOAL, section=sections[each["section"]], **texts(each, "wording"))
        for each in data["new_goals"]
    ]
    return made + [
        RollOverNew(rollover=rollover, kind=kinds.MEASURE, goal=goals[each["goal"]], **texts(each, "wording"))
        for each in data["new_measures"]
    ]


def remove_rollovers(county_ids: list[int]) -> None:
    rollovers = RollOver.objects.filter(plan__county__in=county_ids)
    for model in (RollOverChoice, RollOverNew):
        remove(model.objects.filter(rollover__in=rollovers))
    remove(rollovers)
    Succession.objects.filter(earlier_goal__section__plan__county__in=county_ids).delete()
    Succession.objects.filter(earlier_measure__plan__county__in=county_ids).delete()
