"""Reports to the council: that of the year, and the wide one of the term with its plan."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from groups.models import Meeting, Organisation
from groups.models.decision import DecisionOutcome
from hyte.lib.models import Publication
from hyte.lib.templatetags.hyte import day
from negotiations.models import Party
from negotiations.queries.statutory import Duty
from reporting.models import CouncilTerm, LawLine, Report, ReportDecision
from reporting.queries.statutory.lines import Finding, Findings, Proof
from reporting.queries.statutory.plan import plan_of, proof_of_approval

HANDLED = (DecisionOutcome.APPROVED, DecisionOutcome.NOTED)


def find_reports(county: Organisation, years: Iterable[int], on: date) -> Findings:
    """Three queries, and two for each year."""
    decisions = ReportDecision.objects.select_related("decision__body")
    reports = list(
        Report.objects.filter(county=county).prefetch_related(Prefetch("report_decisions", decisions), "versions")
    )
    terms = list(CouncilTerm.objects.filter(county=county))
    found: Findings = {}
    for year in years:
        found[LawLine.COUNCIL_REPORT, year] = _of_year(reports, year)
        found[LawLine.TERM, year] = _of_term(county, reports, _term_of(terms, year), year, on)
    return found


def term_of(county: Organisation, year: int) -> range:
    return _term_of(list(CouncilTerm.objects.filter(county=county)), year)


def _of_year(reports: list[Report], year: int) -> Finding:
    """The wide report of a term's last year is that year's report, too."""
    own = [each for each in reports if each.year == year]
    if not own:
        return Finding(Duty.MISSING, (), _("Begin the report of the year."))
    proofs = tuple(proof for each in own for proof in _proofs(each))
    if any(_council_decisions(each) for each in own):
        return Finding(Duty.DONE, proofs)
    if any(_is_frozen(each) for each in own):
        return Finding(Duty.PARTLY, proofs, _("Take the report to the county council."))
    return Finding(Duty.PLANNED, proofs, _("Write the report and freeze it for the council."))


def _of_term(county: Organisation, reports: list[Report], term: range, year: int, on: date) -> Finding:
    plan, took_part = plan_of(county, year), _municipalities_at_the_table(county, term, on)
    wide = [each for each in reports if each.kind == Report.Kind.TERM and each.year in term]
    handled = [each for each in wide if _council_decisions(each)]
    published = [each for each in handled if each.publication == Publication.PUBLIC]
    proofs = [proof for each in wide for proof in _proofs(each)]
    if plan:
        proofs.insert(0, Proof(plan.name, plan.get_absolute_url()))
    if plan and plan.is_approved:
        proofs.insert(1, proof_of_approval(plan))
    if took_part:
        proofs.append(Proof(_("In the negotiations: %(parties)s") % {"parties": ", ".join(took_part)}))
    checks = (
        (plan is not None and plan.is_approved, _("Get the plan of the term approved.")),
        (plan is not None and plan.publication == Publication.PUBLIC, _("Publish the plan.")),
        (bool(took_part), _("Negotiate with the municipalities on the plan and the report.")),
        (bool(handled), _("Take the report of the council term to the county council.")),
        (bool(published), _("Publish the report of the council term.")),
    )
    return _by_checks(checks, tuple(proofs), term)


def _by_checks(checks: tuple[tuple[bool, str], ...], proofs: tuple[Proof, ...], term: range) -> Finding:
    steps = [step for holds, step in checks if not holds]
    state = Duty.PARTLY if proofs else Duty.MISSING
    return Finding(state if steps else Duty.DONE, proofs, steps[0] if steps else "", term_ends=term[-1])


def _term_of(terms: list[CouncilTerm], year: int) -> range:
    """The years of the term; the year alone where the county hasn't told its term."""
    found = next((each for each in terms if each.first_year <= year <= each.last_year), None)
    return range(found.first_year, found.last_year + 1) if found else range(year, year + 1)


def _municipalities_at_the_table(county: Organisation, term: range, on: date) -> list[str]:
    """Names of the county's municipalities with which it has negotiated in the term; one query."""
    held = Party.objects.active().filter(
        negotiation__round__county=county,
        negotiation__meeting__starts_at__year__range=(term[0], term[-1]),
        negotiation__meeting__starts_at__date__lte=on,
        organisation__kind=Organisation.Kind.MUNICIPALITY,
    )
    held = held.exclude(negotiation__meeting__state=Meeting.State.CANCELLED).select_related("organisation")
    found = {each.organisation_id: each.organisation for each in held.order_by("organisation__order", "organisation")}
    return [each.short_name or each.name for each in found.values()]


def _proofs(report: Report) -> Iterable[Proof]:
    yield Proof(report.name, report.get_absolute_url())
    for each in _council_decisions(report):
        told = {"body": each.decision.body.name, "day": day(each.decision.on)}
        yield Proof(_("Handled: %(body)s %(day)s") % told, each.decision.link)


def _council_decisions(report: Report) -> list[ReportDecision]:
    kind = Organisation.Kind.COUNTY_COUNCIL
    tied = report.report_decisions.all()
    return [each for each in tied if each.decision.body.kind == kind and each.decision.outcome in HANDLED]


def _is_frozen(report: Report) -> bool:
    return bool(report.versions.all())
