"""The year's negotiations with municipalities and others, and apart from them that with HUS where it is asked."""

from collections.abc import Sequence

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups.models import Organisation
from hyte.lib.templatetags.hyte import day
from negotiations.models import Negotiation, Party, StandingParty
from negotiations.queries.statutory import Duty, PartyDuty, statutory_check
from reporting.models import LawLine
from reporting.queries.statutory.lines import Asked, Finding, Findings, Proof

HUS = Organisation.Kind.HUS


def negotiates_with_hus(county: Organisation) -> bool:
    """Whether the county is one of Uusimaa's, as its own data tells: HUS is its yearly party, or has sat at its table."""
    standing = StandingParty.objects.filter(county=county).values("organisation")
    seated = Party.objects.filter(negotiation__round__county=county).values("organisation")
    known = Q(pk__in=standing) | Q(pk__in=seated) | Q(county=county)
    return Organisation.objects.filter(known, kind=HUS).exists()


def find_negotiations(asked: Asked) -> Findings:
    """As many queries for each year as the page of the year's negotiations."""
    found: Findings = {}
    for year in asked.years:
        rows = statutory_check(asked.county, year, asked.on).rows
        others = [row for row in rows if row.organisation.kind != HUS]
        found[LawLine.NEGOTIATIONS, year] = _with_others(asked.county, others, year)
        found[LawLine.HUS, year] = _with_hus([row for row in rows if row.organisation.kind == HUS])
    return found


def _with_others(county: Organisation, rows: Sequence[PartyDuty], year: int) -> Finding:
    if not rows:
        return Finding(Duty.MISSING, (), _("Add the county's municipalities, and plan the negotiation."))
    done = sum(row.state == Duty.DONE for row in rows)
    words = ngettext(
        "%(done)s of %(count)s party negotiated with on all four topics",
        "%(done)s of %(count)s parties negotiated with on all four topics",
        len(rows),
    )
    address = reverse("negotiations:statutory-check", query={"alue": county.pk, "vuosi": year})
    summary = Proof(words % {"done": done, "count": len(rows)}, address)
    return Finding(_state(rows), (summary, *_meetings(rows)), _step(rows))


def _with_hus(rows: Sequence[PartyDuty]) -> Finding:
    if not rows:
        return Finding(Duty.MISSING, (), _("Choose HUS as a yearly party of the negotiations."))
    return Finding(_state(rows), tuple(_meetings(rows)), _step(rows))


def _state(rows: Sequence[PartyDuty]) -> Duty:
    """What holds of all; something with somebody is a part of it."""
    states = {row.state for row in rows}
    if len(states) == 1:
        return Duty(states.pop())
    return Duty.PARTLY if states & {Duty.DONE, Duty.PARTLY} else Duty.PLANNED


def _step(rows: Sequence[PartyDuty]) -> str:
    """The steps that are left, each once, with whom it is; two are enough for a line: the page of parties has the rest."""
    left = [row for row in rows if row.state != Duty.DONE]
    steps: dict[str, list[str]] = {}
    for row in left:
        steps.setdefault(row.next_step, []).append(row.organisation.short_name or row.organisation.name)
    if len(steps) == 1 and len(left) == len(rows):
        return next(iter(steps))
    return " ".join(
        f"{', '.join(names[:3])}{'…' if len(names) > 3 else ''}: {step}" for step, names in [*steps.items()][:2]
    )


def _meetings(rows: Sequence[PartyDuty]) -> list[Proof]:
    held: dict[int, Negotiation] = {each.pk: each for row in rows for each in row.negotiations}
    ordered = sorted(held.values(), key=lambda each: (each.on, each.pk))
    return [Proof(_titled(each), each.get_absolute_url()) for each in ordered]


def _titled(negotiation: Negotiation) -> str:
    """The day is told once also where the title has it."""
    on, title = day(negotiation.on), str(negotiation)
    return title if on in title else f"{title} {on}"
