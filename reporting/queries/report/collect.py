"""What other apps know of a report's years, gathered as plain data. Only what anybody may read is taken: a report is public."""

from collections import defaultdict
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Case, Count, F, FilteredRelation, OuterRef, Q, Subquery, When
from django.utils import timezone

from groups.models import Meeting, Organisation, Seat, WorkingGroup
from indicators.models import CalculatedArea, Calculation, Omission, Region, RuleSet
from negotiations.models import Agreement, AgreementNote, Negotiation
from plans.models import Measure, Plan, Statement
from reporting.models import Report
from reporting.queries.report.parts import (
    AgreementLine,
    Assessment,
    CoefficientYear,
    GroupLine,
    Heading,
    NegotiationLine,
    OmissionLine,
    Parts,
    StatementLine,
    SubPlanLine,
    Words,
)

FUNDING_LAG = 2  # years from the year whose figures they are to the year whose funding they share out


def collect_parts(report: Report) -> Parts:
    """A constant number of queries."""
    first, last = date(report.first_year, 1, 1), report.data_until
    return Parts(
        heading=heading_of(report),
        assessments=_assessments(report),
        coefficient=_coefficient(report.county, report.year),
        agreements=_agreements(report.county, last),
        negotiations=_negotiations(report.county, first, last),
        groups=_groups(report.county, first, last),
        omissions=_omissions(report.county),
        sub_plans=_sub_plans(report.plan, last),
        statements=_statements(report, first, last),
    )


def heading_of(report: Report) -> Heading:
    return Heading(
        county=Words.of(report.county, "name"),
        name=Words.of(report, "name"),
        plan=Words.of(report.plan, "name"),
        plan_slug=report.plan.slug,
        kind=report.kind,
        first_year=report.first_year,
        year=report.year,
        data_until=report.data_until,
        languages=tuple(report.county.language_codes) or ("fi",),
        is_demo=report.is_demo,
    )


def _assessments(report: Report) -> tuple[Assessment, ...]:
    found = report.assessments.select_related("goal__section")
    return tuple(
        Assessment(each.goal.section.slug, each.goal.identifier, each.verdict, Words.of(each, "text")) for each in found
    )


def _coefficient(county: Organisation, year: int) -> tuple[CoefficientYear, ...]:
    """The newest calculation that all share of each funding year, real ones before invented ones."""
    own = Region.objects.of_organisations([county])
    areas = CalculatedArea.objects.filter(
        region__in=own,
        calculation__county=None,
        calculation__rule_set__level=RuleSet.Level.COUNTY,
        calculation__rule_set__year__lte=year + FUNDING_LAG,
    ).select_related("calculation__rule_set")
    areas = areas.annotate(among=Count("calculation__areas"))
    newest: dict[int, CalculatedArea] = {}
    order = ("calculation__is_demo", "-calculation__created_at", "-calculation__pk")
    for each in areas.defer("calculation__frozen", "calculation__sources").order_by(*order):
        newest.setdefault(each.calculation.rule_set.year, each)
    return tuple(_coefficient_year(newest[each]) for each in sorted(newest))


def _coefficient_year(area: CalculatedArea) -> CoefficientYear:
    calculation = area.calculation
    return CoefficientYear(
        year=calculation.rule_set.year,
        name=Words.of(calculation, "name"),
        source=calculation.source,
        coefficient=area.normalised,
        rank=area.rank,
        areas=area.among,
        euros=area.euros,
        difference=area.difference,
        is_preliminary=calculation.state == Calculation.State.PRELIMINARY,
        is_demo=calculation.is_demo,
    )


def _agreements(county: Organisation, last: date) -> tuple[AgreementLine, ...]:
    """Those of public, approved memos that had been made by the day, the open ones first; one row for each party."""
    newest = AgreementNote.objects.filter(agreement=OuterRef("pk"), on__lte=last).order_by("-on", "-pk")
    rows = (
        Agreement.objects.visible_to(AnonymousUser())
        .filter(negotiation__round__county=county, negotiation__meeting__starts_at__date__lte=last)
        .select_related("negotiation__meeting", "measure")
        .annotate(
            party=F("responsible__organisation__name_fi"),
            note_text=Subquery(newest.values("text")[:1]),
            note_on=Subquery(newest.values("on")[:1]),
            note_state=Subquery(newest.values("state")[:1]),
        )
        .order_by("due_on", "pk", "responsible")
    )
    held: dict[int, list[Agreement]] = defaultdict(list)
    for row in rows:
        held[row.pk].append(row)
    lines = [_agreement(same[0], tuple(row.party for row in same if row.party)) for same in held.values()]
    return tuple(sorted(lines, key=lambda line: line.state not in Agreement.OPEN_STATES))


def _agreement(agreement: Agreement, who: tuple[str, ...]) -> AgreementLine:
    return AgreementLine(
        what=agreement.text,
        who=who,
        due_on=agreement.due_on,
        state=agreement.note_state or agreement.state,
        agreed_on=agreement.negotiation.on,
        measure=agreement.measure.identifier if agreement.measure else "",
        note=agreement.note_text or "",
        note_on=agreement.note_on,
    )


def _negotiations(county: Organisation, first: date, last: date) -> tuple[NegotiationLine, ...]:
    """Those that weren't cancelled, with their parties; one row for each party."""
    there = Q(parties__withdrawn_on=None)
    rows = (
        Negotiation.objects.filter(round__county=county, meeting__starts_at__date__range=(first, last))
        .exclude(meeting__state=Meeting.State.CANCELLED)
        .select_related("meeting")
        .annotate(party=Case(When(there, then=F("parties__organisation__name_fi"))))
        .order_by("meeting__starts_at", "pk", "parties__organisation__order", "parties")
    )
    held: dict[int, list[Negotiation]] = defaultdict(list)
    for row in rows:
        held[row.pk].append(row)
    return tuple(
        NegotiationLine(same[0].on, same[0].meeting.title, tuple(row.party for row in same if row.party))
        for same in held.values()
    )


def _groups(county: Organisation, first: date, last: date) -> tuple[GroupLine, ...]:
    """The county's own groups, how many seats they have, and on which days they met; one row for each meeting."""
    there = Q(meetings__starts_at__date__range=(first, last)) & ~Q(meetings__state=Meeting.State.CANCELLED)
    held = Seat.objects.held_on(last).filter(group=OuterRef("pk")).order_by().values("group").annotate(n=Count("pk"))
    rows = (
        WorkingGroup.objects.filter(county=county)
        .annotate(seats_held=Subquery(held.values("n")), met=FilteredRelation("meetings", condition=there))
        .annotate(met_at=F("met__starts_at"))
        .order_by("order", "name_fi", "pk", "met_at")
    )
    days: dict[int, list[date]] = defaultdict(list)
    groups: dict[int, WorkingGroup] = {}
    for row in rows:
        groups[row.pk] = row
        days[row.pk] += [timezone.localdate(row.met_at)] if row.met_at else []
    return tuple(
        GroupLine(Words.of(each, "name"), each.seats_held or 0, tuple(days[pk])) for pk, each in groups.items()
    )


def _omissions(county: Organisation) -> tuple[OmissionLine, ...]:
    found = Omission.objects.filter(county=county).select_related("line__list")
    return tuple(
        OmissionLine(Words.of(each.line, "title"), Words.of(each.line.list, "name"), each.reason, each.on)
        for each in found
    )


def _sub_plans(plan: Plan, last: date) -> tuple[SubPlanLine, ...]:
    """Those that anybody may read."""
    open_ones = Plan.objects.visible_to(AnonymousUser()).filter(parent=plan).select_related("approval__body")
    measures = Measure.objects.in_force_on(last).filter(plan=OuterRef("pk")).order_by().values("plan")
    counted = measures.annotate(n=Count("pk")).values("n")
    return tuple(_sub_plan(each) for each in open_ones.annotate(measures_then=Subquery(counted)))


def _sub_plan(plan: Plan) -> SubPlanLine:
    approved = str(plan.approval) if plan.approval else ""
    name, measures = Words.of(plan, "name"), plan.measures_then or 0
    return SubPlanLine(name, plan.kind, plan.valid_from, plan.valid_until, approved, measures)


def _statements(report: Report, first: date, last: date) -> tuple[StatementLine, ...]:
    """Of consultations whose summary is public: those about the report, and those about its plan that closed in its years."""
    mine = Q(consultation__report_tie__report=report)
    of_plan = Q(consultation__report_tie=None, consultation__closes_on__range=(first, last))
    of_plan &= Q(consultation__plan=report.plan) | Q(consultation__plan__parent=report.plan)
    found = Statement.objects.filter(mine | of_plan, consultation__published_summary_at__isnull=False)
    found = found.select_related("consultation", "organisation").prefetch_related("answers__question")
    return tuple(_statement(each) for each in found.order_by("consultation", "is_private_person", "received_at", "pk"))


def _statement(statement: Statement) -> StatementLine:
    answers = (f"{each.question.text_fi}: {each.text}" for each in statement.answers.all())
    return StatementLine(
        consultation=Words.of(statement.consultation, "name"),
        body=_body_of(statement),
        said=tuple(filter(None, (statement.text, *answers))),
        response=statement.response,
        response_text=Words.of(statement, "response_text"),
    )


def _body_of(statement: Statement) -> Words:
    if statement.is_private_person:
        return Words(statement.sender_name if statement.name_may_be_published else "")
    return Words.of(statement.organisation, "name") if statement.organisation else Words(statement.body_name)
