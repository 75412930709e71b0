"""What the templates of reports say of frozen values."""

from django import template

from negotiations.models import Agreement
from negotiations.queries.register import LOOKS
from plans.models.statement import Response
from reporting.charts.report import source_of
from reporting.models import FrozenSeries, GoalAssessment
from reporting.queries.report.data import Indicated
from reporting.queries.report.tables import Newest, newest_of

register = template.Library()

Verdict = GoalAssessment.Verdict
VERDICT_LOOKS = {
    Verdict.ON_COURSE: "completed",
    Verdict.PARTLY: "partly_completed",
    Verdict.OFF_COURSE: "not_completed",
}  # the icon and colour of the status of measures that means about the same


@register.filter
def verdict_look(verdict: str) -> str:
    return VERDICT_LOOKS[Verdict(verdict)]


@register.filter
def verdict_label(verdict: str) -> str:
    return str(Verdict(verdict).label)


@register.filter
def agreement_look(state: str) -> str:
    return LOOKS[Agreement.State(state)]


@register.filter
def agreement_label(state: str) -> str:
    return str(Agreement.State(state).label)


@register.filter
def response_label(response: str) -> str:
    """What the county answered to a statement; a dash where it hasn't."""
    return str(Response(response).label) if response else "–"


@register.filter
def source_words(series: FrozenSeries) -> str:
    return source_of(series)


@register.filter
def newest(indicated: Indicated) -> Newest:
    return newest_of(indicated)
