"""Builders of plans."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from groups.models import Organisation, Person, WorkingGroup
from plans.models import (
    FocusArea,
    Goal,
    Measure,
    Plan,
    Progress,
    Responsibility,
    Section,
    Status,
    StatusUpdate,
)
from tests.factories.groups import make_county, make_decision, make_organisation

VALID_FROM, VALID_UNTIL = date(2023, 1, 1), date(2025, 12, 31)
HELSINKI = ZoneInfo("Europe/Helsinki")


def at_noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=HELSINKI)


def make_bare_plan(
    county: Organisation | None = None,
    slug: str = "suunnitelma",
    *,
    approved: bool = True,
    public: bool = True,
    **fields,
) -> Plan:
    """A plan without sections."""
    county = county or make_county()
    return Plan.objects.create(
        county=county,
        slug=slug,
        publication="public" if public else "internal",
        approval=make_decision(county) if approved else None,
        **({"name_fi": "Hyvinvointisuunnitelma", "valid_from": VALID_FROM, "valid_until": VALID_UNTIL} | fields),
    )


def make_section(plan: Plan, slug: str = "tyoikaiset", group: WorkingGroup | None = None, **fields) -> Section:
    return Section.objects.create(plan=plan, slug=slug, group=group, **({"name_fi": slug.capitalize()} | fields))


def make_goal(section: Section, identifier: str = "T1", **fields) -> Goal:
    return Goal.objects.create(
        section=section, identifier=identifier, **({"wording_fi": f"Tavoite {identifier}"} | fields)
    )


def make_measure(goal: Goal, identifier: str = "", **fields) -> Measure:
    identifier = identifier or f"{goal.identifier}.{goal.measures.count() + 1}"
    values = {"wording_fi": f"Toimenpide {identifier}", "in_force_from": VALID_FROM} | fields
    return Measure.objects.create(plan=goal.section.plan, goal=goal, identifier=identifier, **values)


def make_update(
    measure: Measure, on: date = date(2024, 3, 1), status: str = Status.IN_PROGRESS, **fields
) -> StatusUpdate:
    """An update written at noon of its day; published unless told ``published=False``."""
    published = fields.pop("published", True)
    values = {
        "progress": Progress.AS_PLANNED,
        "public_text_fi": f"Etenee: {measure.identifier}.",
        "recorded_at": at_noon(on),
        "published_at": at_noon(on) if published else None,
    } | fields
    return StatusUpdate.objects.create(measure=measure, on=on, status=status, **values)


def make_responsibility(measure: Measure, organisation: Organisation, kind: str = "main", **fields) -> Responsibility:
    decision = fields.pop("decision", None)
    state = "approved" if decision else "proposed"
    return Responsibility.objects.create(
        measure=measure, organisation=organisation, kind=kind, state=state, decision=decision, **fields
    )


def make_plan(
    goals: int = 2,
    measures: int = 3,
    updates: int = 1,
    *,
    county: Organisation | None = None,
    slug: str = "suunnitelma",
    group: WorkingGroup | None = None,
    contact: Person | None = None,
    organisation: Organisation | None = None,
    **fields,
) -> Plan:
    """A plan of one section: ``goals`` goals, ``measures`` measures in all spread over them, ``updates`` updates of each.

    Every measure has a main responsible; the updates stand a month apart from January 2024 and run from starting to in progress.
    Written in bulk, so that thousands of measures take seconds; history is left out.
    """
    plan = make_bare_plan(county, slug, **fields)
    section = make_section(plan, group=group)
    organisation = organisation or make_organisation("Vastuutaho", parent=plan.county)
    area = FocusArea.objects.create(plan=plan, slug="osallisuus", name_fi="Osallisuus")
    goal_rows = Goal.objects.bulk_create(
        Goal(section=section, identifier=f"T{n}", wording_fi=f"Tavoite {n}", order=n, search_text=f"t{n} tavoite {n}")
        for n in range(1, goals + 1)
    )
    area.goals.set(goal_rows)
    measure_rows = Measure.objects.bulk_create(_measures(plan, goal_rows, measures, contact))
    Responsibility.objects.bulk_create(
        Responsibility(measure=each, organisation=organisation, kind="main", state="proposed") for each in measure_rows
    )
    StatusUpdate.objects.bulk_create(_updates(measure_rows, updates), batch_size=2000)
    return plan


def _measures(plan: Plan, goals: list[Goal], count: int, contact: Person | None) -> list[Measure]:
    rows = []
    for number in range(count):
        goal = goals[number * len(goals) // count]
        identifier = f"{goal.identifier}.{number + 1}"
        measure = Measure(
            plan=plan,
            goal=goal,
            identifier=identifier,
            wording_fi=f"Toimenpide {identifier}: vahvistamme yhteistyötä kuntien ja järjestöjen kanssa",
            contact_person=contact,
            in_force_from=VALID_FROM,
            order=number,
        )
        measure.search_text = measure.folded()
        rows.append(measure)
    return rows


def _updates(measures: list[Measure], count: int) -> list[StatusUpdate]:
    first = date(2024, 1, 15)
    days = [first + timedelta(days=30 * number) for number in range(count)]
    return [
        StatusUpdate(
            measure=measure,
            on=day,
            recorded_at=at_noon(day),
            published_at=at_noon(day),
            status=Status.STARTING if number == 0 else Status.IN_PROGRESS,
            progress=Progress.AS_PLANNED,
            public_text_fi=f"Työ etenee, vaihe {number + 1}.",
        )
        for measure in measures
        for number, day in enumerate(days)
    ]
