"""One of everything that has an address, around one plan."""

from dataclasses import dataclass

from django.utils import timezone

from indicators.models import Indicator, Source
from plans.models import (
    FocusArea,
    Goal,
    IndicatorTarget,
    Measure,
    MeasureLink,
    Phenomenon,
    PhenomenonIndicator,
    Plan,
    PlanDecision,
    PlanStep,
    PromiseProposal,
    Proposal,
    Responsibility,
    Section,
    Snapshot,
    StatusUpdate,
    WorkbookImport,
)
from plans.services.snapshot import take_snapshot
from tests.factories.groups import Personas
from tests.factories.links import make_link, make_promise_proposal, make_proposal
from tests.factories.plans import (
    make_bare_plan,
    make_goal,
    make_measure,
    make_responsibility,
    make_section,
    make_update,
)
from tests.factories.wizard import make_import


@dataclass
class World:
    """``measure`` is the contact person's, the division's and the group's; ``foreign_measure`` is of another section."""

    personas: Personas
    plan: Plan
    section: Section
    area: FocusArea
    indicator: Indicator
    phenomenon: Phenomenon
    figure: PhenomenonIndicator
    goal: Goal
    measure: Measure
    foreign_measure: Measure
    target: IndicatorTarget
    responsibility: Responsibility
    update: StatusUpdate
    step: PlanStep
    tie: PlanDecision
    snapshot: Snapshot
    proposal: Proposal
    promise_proposal: PromiseProposal
    token: str
    link: MeasureLink
    imported: WorkbookImport
    applied: WorkbookImport


def make_world(personas: Personas, *, public: bool) -> World:
    plan = make_bare_plan(personas.county, public=public)
    section = make_section(plan, group=personas.group)
    goal = make_goal(section)
    measure = make_measure(goal, contact_person=personas.contact.person)
    indicator = Indicator.objects.create(title_fi="Yksinäisyys", source=Source.objects.create(name_fi="Lähde"))
    phenomenon = Phenomenon.objects.create(plan=plan, title_fi="Ilmiö")
    area = FocusArea.objects.create(plan=plan, slug="osallisuus", name_fi="Osallisuus")
    area.goals.add(goal)
    phenomenon.focus_areas.add(area)
    token = make_link(measure).split("/")[2]
    foreign_measure = make_measure(make_goal(make_section(plan, "lapset"), "L1"))
    return World(
        personas=personas,
        plan=plan,
        section=section,
        area=area,
        indicator=indicator,
        phenomenon=phenomenon,
        figure=PhenomenonIndicator.objects.create(phenomenon=phenomenon, indicator=indicator),
        goal=goal,
        measure=measure,
        foreign_measure=foreign_measure,
        target=IndicatorTarget.objects.create(measure=measure, indicator=indicator),
        responsibility=make_responsibility(measure, personas.division),
        update=make_update(measure),
        step=PlanStep.objects.create(plan=plan, title_fi="Vaihe", starts_on="2024-03-01", ends_on="2024-03-31"),
        tie=PlanDecision.objects.create(plan=plan, decision=plan.approval),
        snapshot=take_snapshot(plan, timezone.localdate(timezone.now()), by=personas.coordinator, name_fi="Kuva"),
        proposal=make_proposal(measure),
        promise_proposal=make_promise_proposal(plan, goal),
        token=token,
        link=measure.personal_links.get(),
        imported=make_import(plan, personas.coordinator),
        applied=make_import(plan, personas.coordinator, state="applied", applied_at=timezone.now()),
    )
