"""One of everything that has an address, around one plan."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from groups.models import AgendaItem, Assignment, Counterpart, Meeting, MeetingTopic, Memo, PersonalLink, SecretaryTurn
from indicators.models import Indicator, Source
from plans.models import (
    Comment,
    DecisionMaterial,
    FocusArea,
    Goal,
    IndicatorTarget,
    Measure,
    MeasureLink,
    MeasureScenario,
    Phenomenon,
    PhenomenonIndicator,
    Plan,
    PlanDecision,
    PlanEffect,
    PlanStep,
    PromiseProposal,
    Proposal,
    Responsibility,
    RollOverNew,
    Section,
    Snapshot,
    StatusUpdate,
    UpdateRound,
    WorkbookImport,
)
from plans.services.snapshot import take_snapshot
from reporting.models import ClockEvent, ClockFeed
from tests.factories.clock import make_clock_address, make_clock_event
from tests.factories.coefficient import OfCoefficient, make_of_coefficient
from tests.factories.consultations import OfConsultation, make_of_consultation
from tests.factories.groups import Personas
from tests.factories.handling import make_effect, make_material
from tests.factories.indicators import Measured, make_measured
from tests.factories.links import make_feed_address, make_link, make_promise_proposal, make_proposal
from tests.factories.meetings import (
    make_assignment,
    make_comment,
    make_item,
    make_meeting,
    make_memo,
    make_round,
    make_topic,
    make_turn,
)
from tests.factories.negotiations import OfNegotiations, make_of_negotiations
from tests.factories.plans import (
    make_bare_plan,
    make_goal,
    make_measure,
    make_responsibility,
    make_section,
    make_update,
)
from tests.factories.reports import OfReports, make_of_reports
from tests.factories.rollover import make_addition, make_rollover
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
    feed_token: str
    feed_link: PersonalLink
    meeting: Meeting
    approved_meeting: Meeting
    topic: MeetingTopic
    turn: SecretaryTurn
    item: AgendaItem
    memo: Memo
    assignment: Assignment
    comment: Comment
    counterpart: Counterpart
    update_round: UpdateRound
    closed_round: UpdateRound
    measured: Measured
    coefficient: OfCoefficient
    scenario_link: MeasureScenario
    negotiated: OfNegotiations
    clock_event: ClockEvent
    addition: RollOverNew
    effect: PlanEffect
    material: DecisionMaterial
    consulted: OfConsultation
    clock_token: str
    clock_feed: ClockFeed
    reported: OfReports


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
    feed_token = make_feed_address(personas.member.person).rsplit("/", 1)[1].removesuffix(".ics")
    clock_token = make_clock_address(personas.secretary.person, personas.county).rsplit("/", 1)[1].removesuffix(".ics")
    foreign_measure = make_measure(make_goal(make_section(plan, "lapset"), "L1"))
    secretary = personas.secretary.person
    meeting, approved = make_meeting(personas.group), make_meeting(personas.group, on=date(2024, 2, 26), state="held")
    make_memo(approved, state="approved", approved_at=timezone.now(), content={})
    snapshot = take_snapshot(plan, timezone.localdate(timezone.now()), by=personas.coordinator, name_fi="Kuva")
    closing = take_snapshot(plan, date(2024, 6, 30), by=personas.coordinator, name_fi="Kevään kierros")
    measured, coefficient = make_measured(personas, indicator), make_of_coefficient(personas)
    return World(
        personas=personas,
        plan=plan,
        addition=make_addition(goal, make_rollover(plan)),
        effect=make_effect(plan),
        material=make_material(plan.approval),
        consulted=make_of_consultation(plan),
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
        snapshot=snapshot,
        proposal=make_proposal(measure),
        promise_proposal=make_promise_proposal(plan, goal),
        token=token,
        link=measure.personal_links.get(),
        imported=make_import(plan, personas.coordinator),
        applied=make_import(plan, personas.coordinator, state="applied", applied_at=timezone.now()),
        feed_token=feed_token,
        feed_link=PersonalLink.objects.get(purpose="calendar"),
        meeting=meeting,
        approved_meeting=approved,
        topic=make_topic(meeting),
        turn=make_turn(meeting, secretary),
        item=make_item(meeting),
        memo=make_memo(meeting),
        assignment=make_assignment(personas.group, meeting=meeting, person=personas.contact.person),
        comment=make_comment(measure, by=personas.member),
        counterpart=Counterpart.objects.create(
            county=personas.county, name_fi="Ehkäisevä päihdetyö", organisation=personas.division
        ),
        measured=measured,
        coefficient=coefficient,
        scenario_link=MeasureScenario.objects.create(measure=measure, scenario=coefficient.scenario),
        negotiated=make_of_negotiations(personas.county),
        clock_event=make_clock_event(personas.county),
        reported=make_of_reports(personas, plan),
        clock_token=clock_token,
        clock_feed=ClockFeed.objects.get(),
        update_round=make_round(plan),
        closed_round=make_round(plan, "Kevään kierros", closed_on=date(2024, 6, 30), snapshot=closing),
    )
