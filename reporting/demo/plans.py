"""Plans of the demo: their frame, decisions and steps."""

from groups.models import Decision
from hyte.lib.models import Publication
from plans.models import Plan, PlanDecision, PlanStep, Section
from plans.services.snapshot import take_snapshot
from reporting.demo.county import DemoCounty
from reporting.demo.files import texts
from reporting.demo.measures import load_section
from reporting.demo.phenomena import load_phenomena
from reporting.demo.records import noon, save_all

COPIED = ("slug", "kind", "valid_from", "valid_until")
OPTIONAL = ("legal_basis", "strategy_goal", "budget_entry", "project")


def load_plans(county: DemoCounty) -> None:
    data = county.read("plan")
    _load_decisions(county, data["decisions"])
    main = _plan(county, data["plan"])
    ties = [
        PlanDecision(plan=main, decision=county.decisions[each["key"]], meaning=each["meaning"])
        for each in data["decisions"]
    ]
    main.approval = next(tie.decision for tie in ties if tie.meaning == PlanDecision.Meaning.APPROVAL)
    save_all([main])
    save_all(ties)
    _load_steps(county, main, data["steps"])
    load_phenomena(county, main, data)
    _load_sections(county, main, data["plan"], data["sections"])
    for entry in data["sub_plans"]:
        _load_sub_plan(county, main, entry)
    for entry in data.get("snapshots", ()):
        _take_snapshot(county, main, entry)


def _plan(county: DemoCounty, entry: dict) -> Plan:
    plan = Plan(
        county=county.root,
        is_demo=True,
        publication=entry["publication"],
        term_start_year=entry.get("term_start_year"),
        term_end_year=entry.get("term_end_year"),
        **texts(entry, "name", "aim"),
        **{name: entry[name] for name in COPIED},
        **{name: entry.get(name, "") for name in OPTIONAL},
    )
    if plan.publication != Publication.INTERNAL:
        plan.publication_changed_at, plan.publication_changed_by = noon(entry["published_on"]), county.coordinator
    return plan


def _load_sub_plan(county: DemoCounty, main: Plan, entry: dict) -> None:
    plan = _plan(county, entry)
    plan.parent, plan.term_start_year, plan.term_end_year = main, main.term_start_year, main.term_end_year
    save_all([plan])
    _load_steps(county, plan, entry.get("steps", []))
    _load_sections(county, plan, entry, entry.get("sections", []))


def _load_decisions(county: DemoCounty, entries: list[dict]) -> None:
    for each in entries:
        county.decisions[each["key"]] = Decision(
            county=county.root,
            body=county.organisations[each["body"]],
            on=each["on"],
            decision=each["decision"],
            outcome=each.get("outcome", "approved"),
            **texts(each, "title"),
        )
        if each["meaning"] == PlanDecision.Meaning.RESPONSIBILITY:
            county.boards[each.get("approves_for")] = county.decisions[each["key"]]
    save_all(list(county.decisions.values()))


def _load_steps(county: DemoCounty, plan: Plan, entries: list[dict]) -> None:
    save_all(
        [
            PlanStep(
                plan=plan,
                starts_on=each.get("on") or each["from"],
                ends_on=each.get("on") or each["to"],
                by_month="on" not in each,
                body=county.organisations[each["body"]] if "body" in each else None,
                group=county.groups[each["group"]] if "group" in each else None,
                done_on=each.get("done"),
                **texts(each, "title"),
            )
            for each in entries
        ]
    )


def _load_sections(county: DemoCounty, plan: Plan, entry: dict, sections: list[dict]) -> None:
    made = [
        Section(
            plan=plan,
            slug=each["slug"],
            age_group=county.age_groups[each["age_group"]] if "age_group" in each else None,
            group=county.groups[each["group"]],
            order=order,
            **texts(each, "name"),
        )
        for order, each in enumerate(sections, start=1)
    ]
    save_all(made)
    for section in made:
        load_section(county, section, in_force_from=entry["in_force_from"])


def _take_snapshot(county: DemoCounty, plan: Plan, entry: dict) -> None:
    """Freeze the picture as if it had been done on its day."""
    decision = county.decisions[entry["decision"]]
    snapshot = take_snapshot(plan, entry["on"], by=county.coordinator, decision=decision, **texts(entry, "name"))
    snapshot.taken_at = noon(entry["on"])
    snapshot.save(update_fields=["taken_at"])
