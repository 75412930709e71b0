"""The whole of the law in one county and year, and what of it is due next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.urls import reverse

from groups.models import Organisation
from hyte.lib.due import DueThing
from negotiations.queries.statutory import LOOKS, Duty
from reporting.models import LawLine, StatutoryNote
from reporting.queries.statutory.bodies import find_bodies
from reporting.queries.statutory.by_hand import find_by_hand
from reporting.queries.statutory.documents import find_documents
from reporting.queries.statutory.follow_up import find_follow_up
from reporting.queries.statutory.lines import SOON, Asked, Finding, Findings, StatutoryLine, line_of, usual_due
from reporting.queries.statutory.negotiating import find_negotiations, negotiates_with_hus
from reporting.queries.statutory.plan import find_goals
from reporting.queries.statutory.reports import find_reports

AREAS = (find_bodies, find_goals, find_follow_up, find_by_hand, find_reports, find_negotiations, find_documents)
NOTHING = Finding(Duty.MISSING)


@dataclass(frozen=True)
class StatutoryPage:
    """``left_out`` are lines that aren't asked of the county."""

    county: Organisation
    year: int
    lines: tuple[StatutoryLine, ...]
    left_out: tuple[LawLine, ...]

    @property
    def counts(self) -> list[tuple[str, str, int]]:
        """Each state: its look, its word, and how many lines are in it."""
        return [(LOOKS[duty], str(duty.label), sum(line.state == duty for line in self.lines)) for duty in Duty]

    @property
    def late(self) -> list[StatutoryLine]:
        return [line for line in self.lines if line.is_late]

    @property
    def soon(self) -> list[StatutoryLine]:
        return [line for line in self.lines if line.is_soon]

    @property
    def is_done(self) -> bool:
        return all(line.is_done for line in self.lines)


def lines_for(county: Organisation) -> list[LawLine]:
    """Those that the law asks of this county; one query."""
    return [line for line in LawLine if line != LawLine.HUS or negotiates_with_hus(county)]


def statutory_page(county: Organisation, year: int, on: date) -> StatutoryPage:
    """A constant number of queries."""
    lines = statutory_lines(county, [year], on)
    asked = {each.line for each in lines}
    return StatutoryPage(county, year, tuple(lines), tuple(line for line in LawLine if line not in asked))


def statutory_lines(county: Organisation, years: Iterable[int], on: date) -> list[StatutoryLine]:
    """The lines of each year as they stand on the day; a number of queries that grows with the years alone."""
    asked = Asked(county, tuple(years), on)
    found: Findings = {}
    for find in AREAS:
        found |= find(asked)
    applying, notes = lines_for(county), _notes(county, asked.years)
    return [
        line_of(county, line, year, on, found.get((line, year), NOTHING), _of(notes, year))
        for year in asked.years
        for line in applying
    ]


def usual_due_of(county: Organisation, line: LawLine, year: int) -> date:
    """The day that the annual cycle gives, where the county hasn't set its own."""
    return usual_due(line, year, Asked(county, (year,), date(year, 12, 31)).term_of(year)[-1])


def due_statutory(county: Organisation, on: date) -> list[DueThing]:
    """What isn't done of this year's and the last one's lines, by its day; late ones come first by that."""
    lines = statutory_lines(county, [on.year - 1, on.year], on)
    things = [_thing(line) for line in _newest(line for line in lines if not line.is_done)]
    return sorted(things, key=lambda thing: (thing.due_on, thing.key))


def address_of(county: Organisation, year: int) -> str:
    code = {"hva": county.region_code} if county.region_code else {}
    return reverse("reporting:statutory", query=code | {"vuosi": year})


def _newest(lines: Iterable[StatutoryLine]) -> list[StatutoryLine]:
    """A line of both years with the same day, as the term's, is told once."""
    return list({(line.line, line.due_on): line for line in lines}.values())


def _thing(line: StatutoryLine) -> DueThing:
    return DueThing(
        key=f"statutory:{line.county.pk}:{line.year}:{line.line}",
        county=line.county.pk,
        people=(),
        since=line.due_on - SOON,
        due_on=line.due_on,
        title=f"{line.title} {line.year}",
        what=line.next_step,
        address=f"{address_of(line.county, line.year)}#{line.line}",
    )


def _notes(county: Organisation, years: tuple[int, ...]) -> list[StatutoryNote]:
    """Those of the years, and those by which a body was named before them: the naming stands."""
    naming = Q(line=LawLine.RESPONSIBLE_BODY, year__lt=min(years), body__isnull=False)
    notes = StatutoryNote.objects.filter(naming | Q(year__in=years), county=county)
    return list(notes.select_related("body", "by"))


def _of(notes: list[StatutoryNote], year: int) -> dict[tuple[str, int], StatutoryNote]:
    """What was known of a year: later notes don't reach it."""
    return {(note.line, note.year): note for note in notes if note.year <= year}
