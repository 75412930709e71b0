"""Follow-up by area and population group: what the adopted indicators reach, and the rounds that closed in the year."""

from collections.abc import Iterable

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups.models import Organisation
from hyte.lib.templatetags.hyte import day
from indicators.queries.coverage import Coverage, coverage_of
from negotiations.queries.statutory import Duty
from plans.models import UpdateRound
from reporting.models import LawLine
from reporting.queries.statutory.lines import Asked, Finding, Findings, Proof


def find_follow_up(asked: Asked) -> Findings:
    """Four queries."""
    coverages = coverage_of(asked.county, [asked.day_of(year) for year in asked.years])
    rounds = UpdateRound.objects.filter(plan__county=asked.county)
    of_years = Q(closed_on__year__in=asked.years) | Q(closed_on=None, deadline__year__in=asked.years)
    found = list(rounds.filter(of_years).order_by("deadline", "pk"))
    return {
        (LawLine.FOLLOW_UP, year): _of_year(asked.county, coverage, [each for each in found if _year_of(each) == year])
        for year, coverage in zip(asked.years, coverages, strict=True)
    }


def _year_of(each: UpdateRound) -> int:
    return (each.closed_on or each.deadline).year


def _of_year(county: Organisation, coverage: Coverage, rounds: list[UpdateRound]) -> Finding:
    closed = [each for each in rounds if not each.is_open]
    state = _state(coverage, closed, bool(rounds))
    return Finding(state, (*_figures(coverage, county), *map(_round, rounds)), _next_step(coverage, rounds))


def _state(coverage: Coverage, closed: list[UpdateRound], has_round: bool) -> Duty:
    reached = coverage.by_area > 0 and coverage.by_group > 0
    if reached and closed:
        return Duty.DONE
    if coverage.adopted or closed:
        return Duty.PARTLY
    return Duty.PLANNED if has_round else Duty.MISSING


def _figures(coverage: Coverage, county: Organisation) -> Iterable[Proof]:
    if not coverage.adopted:
        return
    words = ngettext("%(count)s indicator in use", "%(count)s indicators in use", coverage.adopted)
    told = [
        words % {"count": coverage.adopted},
        _("%(count)s with figures of the municipalities") % {"count": coverage.by_area},
        _("%(count)s by age group or sex") % {"count": coverage.by_group},
    ]
    yield Proof(", ".join(told), reverse("indicators:indicator-list", query={"hva": county.region_code}))


def _round(each: UpdateRound) -> Proof:
    words = _("%(round)s: open until %(day)s") if each.is_open else _("%(round)s: closed %(day)s")
    return Proof(words % {"round": each.name, "day": day(each.closed_on or each.deadline)}, each.get_absolute_url())


def _next_step(coverage: Coverage, rounds: list[UpdateRound]) -> str:
    if not coverage.adopted:
        return _("Choose the indicators that are followed.")
    if not coverage.by_area:
        return _("Fetch figures of the municipalities.")
    if not coverage.by_group:
        return _("Choose indicators by age group or sex.")
    if not rounds:
        return _("Hold an update round and close it.")
    return _("Close the update round.") if all(each.is_open for each in rounds) else ""
