"""What is told of each line of the law, whatever it is about: its state, its evidence, and by when."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.models import Organisation
from negotiations.queries.statutory import LOOKS, Duty
from plans.models import Plan
from reporting.models import CouncilTerm, LawLine, StatutoryNote

SOON = timedelta(days=60)
LATE_WORD, SOON_WORD = "late", "soon"
ASKED = {
    LawLine.RESPONSIBLE_BODY: gettext_lazy("The county names who answers for promoting wellbeing and health."),
    LawLine.GOALS: gettext_lazy("The county sets goals for wellbeing and health, and measures that lead to them."),
    LawLine.FOLLOW_UP: gettext_lazy("How people live and are is followed by area and by population group."),
    LawLine.EFFECTS: gettext_lazy(
        "Before decisions their effects on people's wellbeing and health are weighed by population group."
    ),
    LawLine.COUNCIL_REPORT: gettext_lazy("The county council hears every year how people are and what has been done."),
    LawLine.TERM: gettext_lazy(
        "For each council term a report and a plan are made together with the municipalities and published on the network."
    ),
    LawLine.NEGOTIATIONS: gettext_lazy(
        "Goals, measures, cooperation and follow-up are negotiated at least once a year with the municipalities and others."
    ),
    LawLine.NGOS: gettext_lazy("The county furthers what organisations do for wellbeing, and works with them."),
    LawLine.MUNICIPALITIES: gettext_lazy("Each municipality delivers its own report and plan to the county (6 §)."),
    LawLine.HUS: gettext_lazy("The counties of Uusimaa negotiate with HUS, too."),
}  # in our words, for those who know the law's
ORDER = (Duty.MISSING, Duty.PLANNED, Duty.PARTLY, Duty.DONE)
DUE_MONTHS = {LawLine.RESPONSIBLE_BODY: (0, 1), LawLine.FOLLOW_UP: (0, 10), LawLine.MUNICIPALITIES: (0, 10)}
YEARS_END = (0, 12)  # the end of December of the same year
NEXT_YEARS_END = (1, 12)


@dataclass(frozen=True)
class Proof:
    """A piece of evidence; ``url`` opens to everybody who sees the page."""

    text: str
    url: str = ""


@dataclass(frozen=True)
class Finding:
    """What the tables say of a line in a year. ``term_ends`` is the term's last year, where the line is the term's."""

    state: Duty
    proofs: tuple[Proof, ...] = ()
    next_step: str = ""
    term_ends: int | None = None


Findings = dict[tuple[LawLine, int], Finding]  # by the line and the year


@dataclass(frozen=True)
class Asked:
    """Of which years of a county it is asked, on which day; what several lines need is read once."""

    county: Organisation
    years: tuple[int, ...]
    on: date

    @cached_property
    def plans(self) -> dict[int, Plan | None]:
        """The main plan of each year: an approved one before a draft, the newest of them."""
        plans = Plan.objects.main().filter(county=self.county, kind=Plan.Kind.WELLBEING)
        found = list(plans.select_related("approval__body").order_by("-valid_from", "-pk"))
        return {year: _plan_of(found, year) for year in self.years}

    @cached_property
    def terms(self) -> list[CouncilTerm]:
        return list(CouncilTerm.objects.filter(county=self.county))

    def term_of(self, year: int) -> range:
        """The years of the council term; the year alone where the county hasn't told its term."""
        found = next((each for each in self.terms if each.first_year <= year <= each.last_year), None)
        return range(found.first_year, found.last_year + 1) if found else range(year, year + 1)

    def day_of(self, year: int) -> date:
        """The day on which the year is looked at: its last one, or the present one."""
        return min(self.on, date(year, 12, 31))


def _plan_of(plans: list[Plan], year: int) -> Plan | None:
    of_year = [each for each in plans if each.valid_from.year <= year <= each.valid_until.year]
    return min(of_year, key=lambda plan: not plan.is_approved, default=None)


@dataclass(frozen=True)
class StatutoryLine:
    """One line in one year on a day: what the tables say and what the county has written, put together."""

    county: Organisation
    year: int
    on: date
    line: LawLine
    state: Duty
    proofs: tuple[Proof, ...]
    next_step: str
    due_on: date
    own_due: bool
    note: StatutoryNote | None

    @property
    def number(self) -> int:
        return LawLine.values.index(self.line) + 1

    @property
    def title(self) -> str:
        return str(self.line.label)

    @property
    def asked(self) -> str:
        return str(ASKED[self.line])

    @property
    def state_label(self) -> str:
        return str(self.state.label)

    @property
    def look(self) -> str:
        return LOOKS[self.state]

    @property
    def is_done(self) -> bool:
        return self.state == Duty.DONE

    @property
    def timing(self) -> str:
        """Whether it is late or soon due; "" where there is time, or where it is done."""
        if self.is_done or self.due_on - self.on > SOON:
            return ""
        return LATE_WORD if self.due_on < self.on else SOON_WORD

    @property
    def is_late(self) -> bool:
        return self.timing == LATE_WORD

    @property
    def is_soon(self) -> bool:
        return self.timing == SOON_WORD


def line_of(
    county: Organisation,
    line: LawLine,
    year: int,
    on: date,
    found: Finding,
    notes: dict[tuple[str, int], StatutoryNote],
) -> StatutoryLine:
    note = notes.get((line, year))
    state = max(found.state, noted_state(line, note, notes), key=ORDER.index)
    return StatutoryLine(
        county=county,
        year=year,
        on=on,
        line=line,
        state=state,
        proofs=(*found.proofs, *_named_earlier(line, year, notes)),
        next_step=_next_step(found, note, state),
        due_on=(note and note.due_on) or usual_due(line, year, found.term_ends),
        own_due=bool(note and note.due_on),
        note=note,
    )


def noted_state(line: LawLine, note: StatutoryNote | None, notes: dict[tuple[str, int], StatutoryNote]) -> Duty:
    """How far a line is by what was written of it: evidence alone is a part, a next step or a day is a plan."""
    if line == LawLine.RESPONSIBLE_BODY and _naming(notes):
        return Duty.DONE
    if note is None:
        return Duty.MISSING
    if note.done:
        return Duty.DONE
    if note.has_evidence:
        return Duty.PARTLY
    return Duty.PLANNED if note.next_step or note.due_on else Duty.MISSING


def usual_due(line: LawLine, year: int, term_ends: int | None = None) -> date:
    """The day of the annual cycle, by which the county itself means to be ready: the law gives no days."""
    if line == LawLine.TERM:
        return date(term_ends or year, 12, 31)
    later, month = NEXT_YEARS_END if line == LawLine.COUNCIL_REPORT else DUE_MONTHS.get(line, YEARS_END)
    return date(year + later, month, 31)


def _naming(notes: dict[tuple[str, int], StatutoryNote]) -> StatutoryNote | None:
    """The newest note by which a body has been named: a naming stands until the next one."""
    named = [note for (line, _year), note in notes.items() if line == LawLine.RESPONSIBLE_BODY and note.body_id]
    return max(named, key=lambda note: note.year, default=None)


def _named_earlier(line: LawLine, year: int, notes: dict[tuple[str, int], StatutoryNote]) -> tuple[Proof, ...]:
    naming = _naming(notes) if line == LawLine.RESPONSIBLE_BODY else None
    if naming is None or naming.year == year:
        return ()
    words = _("%(body)s, named in %(year)s") % {"body": naming.body.name, "year": naming.year}
    return (Proof(words, naming.link),)


def _next_step(found: Finding, note: StatutoryNote | None, state: Duty) -> str:
    """The county's own words first; what the tables lack isn't asked of what has been done by hand."""
    if note and note.next_step:
        return note.next_step
    return "" if state == Duty.DONE and found.state != Duty.DONE else found.next_step
