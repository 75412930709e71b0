"""Goals and measures of the demo, who answers for them and how they go."""

from datetime import date

from hyte.lib.text import fold
from plans.models import FocusArea, Goal, IndicatorTarget, Measure, Responsibility, Section
from reporting.demo.county import DemoCounty
from reporting.demo.files import texts
from reporting.demo.records import save_all, tie
from reporting.demo.updates import load_updates


def load_section(county: DemoCounty, section: Section, *, in_force_from: date) -> None:
    """Load the goals and measures from the file that carries the section's address."""
    entries = county.read(section.slug)["goals"]
    goals = [_goal(section, each, order) for order, each in enumerate(entries, start=1)]
    save_all(goals)
    _tie_goals(county, section, list(zip(entries, goals, strict=True)))
    made = [
        (entry, _measure(county, goal, entry, order, in_force_from))
        for each, goal in zip(entries, goals, strict=True)
        for order, entry in enumerate(each["measures"], start=1)
    ]
    save_all([measure for _, measure in made])
    save_all([each for entry, measure in made for each in _responsibilities(county, measure, entry)])
    save_all(
        [
            IndicatorTarget(measure=measure, indicator=county.indicators[key])
            for entry, measure in made
            for key in entry.get("indicators", ())
        ]
    )
    load_updates(county, section, made)


def _goal(section: Section, entry: dict, order: int) -> Goal:
    goal = Goal(section=section, identifier=entry["identifier"], order=order, **texts(entry, "wording"))
    goal.search_text = fold(goal.identifier, goal.wording_fi, goal.wording_sv, goal.wording_en)
    return goal


def _tie_goals(county: DemoCounty, section: Section, made: list[tuple[dict, Goal]]) -> None:
    areas = {area.slug: area for area in FocusArea.objects.filter(plan=section.plan)}
    tie(Goal.themes, [(goal, county.themes[key]) for entry, goal in made for key in entry["themes"]])
    tie(Goal.focus_areas, [(goal, areas[key]) for entry, goal in made for key in entry.get("focus_areas", ())])


def _measure(county: DemoCounty, goal: Goal, entry: dict, order: int, in_force_from: date) -> Measure:
    start_year, end_year = entry.get("years", (None, None))
    measure = Measure(
        plan=goal.section.plan,
        goal=goal,
        identifier=entry["identifier"],
        contact_person=county.people.get(entry.get("contact")),
        deputy=county.people.get(entry.get("deputy")),
        continuous=entry.get("continuous", False),
        start_year=start_year,
        end_year=end_year,
        in_force_from=in_force_from,
        order=order,
        **{name: entry.get(name, "") for name in ("working_text", "resources", "reach")},
        **texts(entry, "wording", "vulnerable_groups"),
    )
    measure.search_text = measure.folded()
    return measure


def _responsibilities(county: DemoCounty, measure: Measure, entry: dict) -> list[Responsibility]:
    """The main responsible, the others and the partners; what is approved, the division's management board approved."""
    kinds = Responsibility.Kind
    main = entry.get("main")
    parts = [(main, kinds.MAIN)] if main else []
    parts += [(key, kinds.OTHER) for key in entry.get("others", ())]
    parts += [(key, kinds.PARTNER) for key in entry.get("partners", ())]
    state = entry.get("main_state", Responsibility.State.PROPOSED)
    decision = None
    if state == Responsibility.State.APPROVED:
        decision = county.boards.get(main) or county.boards[None]
    return [
        Responsibility(
            measure=measure, organisation=county.organisations[key], kind=kind, state=state, decision=decision
        )
        for key, kind in parts
    ]
