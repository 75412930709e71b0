"""The indicators of the coefficient as a county has judged them: action, cause, owner, measures, latest note, own points."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from groups.models import Organisation
from indicators.models import Calculation, RuleGroup, RuleIndicator, RuleSet, Triage, TriageNote
from indicators.queries.calculations import calculations_for
from plans.models import Measure, TriageMeasure


@dataclass(frozen=True)
class Line:
    """``points`` and ``place`` are the county's own in the latest calculation by the rules, None where there is none."""

    indicator: RuleIndicator
    triage: Triage | None
    measures: Sequence[Measure] = ()
    points: Decimal | None = None
    place: int | None = None

    @property
    def latest_note(self) -> TriageNote | None:
        return next(iter(self.triage.notes.all()), None) if self.triage else None


@dataclass(frozen=True)
class Overview:
    """The lines by action: wide development first, those not judged yet last."""

    rule_set: RuleSet
    lines: Sequence[Line]
    calculation: Calculation | None
    parts: list[tuple[str, list[Line]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        for action in (*Triage.Action.values, ""):
            found = [line for line in self.lines if (line.triage.action if line.triage else "") == action]
            if found:
                self.parts.append((action, found))


def rule_sets_to_judge(user, county: Organisation) -> QuerySet[RuleSet]:
    """Those with indicators; what the county has judged by already comes first, then the latest complete year."""
    judged = Triage.objects.filter(county=county, indicator__group__rule_set=OuterRef("pk"))
    named = RuleIndicator.objects.filter(group__rule_set=OuterRef("pk"))
    sets = RuleSet.objects.visible_to(user).filter(Exists(named), level=RuleSet.Level.COUNTY)
    sets = sets.exclude(status=RuleSet.Status.ARCHIVED).annotate(is_judged=Exists(judged))
    return sets.order_by("-is_judged", "-is_complete", "-year", "pk")


def read_overview(rule_set: RuleSet, county: Organisation, *, user) -> Overview:
    groups = RuleGroup.objects.filter(rule_set=rule_set).prefetch_related("indicators")
    triages = {each.indicator_id: each for each in _triages(county, rule_set)}
    measures = _measures(triages.values(), user)
    calculation = calculations_for(user).defer(None).filter(rule_set=rule_set).first()
    results = _own_results(calculation, county)
    lines = [
        Line(each, triages.get(each.pk), measures.get(each.pk, ()), *results.get(each.key, (None, None)))
        for group in groups
        for each in group.indicators.all()
    ]
    return Overview(rule_set, lines, calculation)


def read_line(indicator: RuleIndicator, county: Organisation, *, user) -> Line:
    triage = _triages(county, indicator.group.rule_set).filter(indicator=indicator).first()
    measures = _measures([triage] if triage else [], user)
    return Line(indicator, triage, measures.get(indicator.pk, ()))


def triages_of(measure: Measure, user) -> list[Triage]:
    """What the measure develops of the coefficient, as far as the user may see it. One query."""
    links = measure.triage_links.filter(triage__in=Triage.objects.visible_to(user))
    return [link.triage for link in links.select_related("triage__indicator").order_by("pk")]


def _triages(county: Organisation, rule_set: RuleSet) -> QuerySet[Triage]:
    mine = Triage.objects.filter(county=county, indicator__group__rule_set=rule_set)
    notes = TriageNote.objects.select_related("by")
    return mine.select_related("owner").prefetch_related(Prefetch("notes", queryset=notes))


def _measures(triages, user) -> dict[int, list[Measure]]:
    """By the indicator's id."""
    links = TriageMeasure.objects.filter(
        triage__in=[triage.pk for triage in triages], measure__in=Measure.objects.visible_to(user)
    )
    found: dict[int, list[Measure]] = {}
    for link in links.select_related("measure", "triage").order_by("measure__identifier", "pk"):
        found.setdefault(link.triage.indicator_id, []).append(link.measure)
    return found


def _own_results(calculation: Calculation | None, county: Organisation) -> dict[str, tuple[Decimal, int]]:
    """The county's points and their place by indicator."""
    if not calculation or calculation.depth == Calculation.Depth.COEFFICIENTS:
        return {}
    areas = calculation.thawed().areas
    own = areas.get(county.region_code)
    if own is None:
        return {}
    return {
        key: (
            points,
            1 + sum(each.points.get(key) is not None and each.points[key] > points for each in areas.values()),
        )
        for key, points in own.points.items()
        if points is not None
    }
