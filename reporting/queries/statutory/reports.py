"""Reports to the council: that of the year, and the wide one of the term with its plan."""

from collections.abc import Iterable

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from groups.models import Meeting, Organisation
from groups.models.decision import DecisionOutcome
from hyte.lib.models import Publication
from hyte.lib.templatetags.hyte import day
from negotiations.models import Party
from negotiations.queries.statutory import Duty
from reporting.models import LawLine, Report, ReportDecision
from reporting.queries.statutory.lines import Asked, Finding, Findings, Proof
from reporting.queries.statutory.plan import proof_of_approval

HANDLED = (DecisionOutcome.APPROVED, DecisionOutcome.NOTED)


def find_reports(asked: Asked) -> Findings:
    """Five queries."""
    decisions = Prefetch("report_decisions", ReportDecision.objects.select_related("decision__body"))
    reports = list(Report.objects.filter(county=asked.county).prefetch_related(decisions, "versions"))
    parties = _municipalities_at_the_table(asked)
    found: Findings = {}
    for year in asked.years:
        found[LawLine.COUNCIL_REPORT, year] = _of_year(reports, year)
        found[LawLine.TERM, year] = _of_term(asked, reports, parties, year)
    return found


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


def _of_term(asked: Asked, reports: list[Report], parties: list[Party], year: int) -> Finding:
    plan, term = asked.plans[year], asked.term_of(year)
    took_part = list(dict.fromkeys(_name(each) for each in parties if each.negotiation.on.year in term))
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


def _name(party: Party) -> str:
    return party.organisation.short_name or party.organisation.name


def _by_checks(checks: tuple[tuple[bool, str], ...], proofs: tuple[Proof, ...], term: range) -> Finding:
    steps = [step for holds, step in checks if not holds]
    state = Duty.PARTLY if proofs else Duty.MISSING
    return Finding(state if steps else Duty.DONE, proofs, steps[0] if steps else "", term_ends=term[-1])


def _municipalities_at_the_table(asked: Asked) -> list[Party]:
    """Municipalities in the county's negotiations that have been held by the day."""
    held = Party.objects.active().filter(
        negotiation__round__county=asked.county,
        negotiation__meeting__starts_at__date__lte=asked.on,
        organisation__kind=Organisation.Kind.MUNICIPALITY,
    )
    held = held.exclude(negotiation__meeting__state=Meeting.State.CANCELLED)
    return list(held.select_related("organisation", "negotiation__meeting").order_by("organisation__order", "pk"))


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
