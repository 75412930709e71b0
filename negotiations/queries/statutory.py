"""With whom the county has negotiated this year and on which of the law's four topics (612/2021 7 §), and what comes next."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.db.models import Case, Q, QuerySet, When
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from groups.models import Meeting, Organisation
from hyte.lib.templatetags.hyte import day
from negotiations.models import (
    STATUTORY_TOPICS,
    Agreement,
    Discussion,
    Negotiation,
    NegotiationMemo,
    Party,
    Representative,
    StandingParty,
)

WARNED_FROM = (9, 1)  # month and day: from then on a party without a planned negotiation is warned of


class Duty(models.TextChoices):
    """How far the year's negotiation with one party is."""

    DONE = "done", pgettext_lazy("statutory negotiation", "Done")
    PARTLY = "partly", pgettext_lazy("statutory negotiation", "Partly")
    PLANNED = "planned", pgettext_lazy("statutory negotiation", "Planned")
    MISSING = "missing", pgettext_lazy("statutory negotiation", "Missing")


LOOKS = {
    Duty.DONE: "completed",
    Duty.PARTLY: "partly_completed",
    Duty.PLANNED: "starting",
    Duty.MISSING: "not_completed",
}  # the icon and colour of the status of measures that means about the same


@dataclass(frozen=True)
class Evidence:
    """A topic of the law and the negotiations that show it was negotiated."""

    topic: str
    label: str
    negotiations: tuple[Negotiation, ...]

    @property
    def is_shown(self) -> bool:
        return bool(self.negotiations)


@dataclass(frozen=True)
class PartyDuty:
    """One municipality or other yearly party in one year."""

    organisation: Organisation
    negotiations: tuple[Negotiation, ...]
    absent_from: tuple[Negotiation, ...]
    topics: tuple[Evidence, ...]
    state: str
    next_step: str
    warning: str

    @property
    def state_label(self) -> str:
        return str(Duty(self.state).label)

    @property
    def look(self) -> str:
        return LOOKS[Duty(self.state)]


@dataclass(frozen=True)
class StatutoryCheck:
    """The whole county in one year."""

    county: Organisation
    year: int
    rows: tuple[PartyDuty, ...]

    @property
    def counts(self) -> list[tuple[str, str, int]]:
        """Each state: its look, its word, and how many parties are in it."""
        return [(LOOKS[duty], str(duty.label), sum(row.state == duty for row in self.rows)) for duty in Duty]

    @property
    def warnings(self) -> list[PartyDuty]:
        return [row for row in self.rows if row.warning]

    @property
    def is_done(self) -> bool:
        return bool(self.rows) and all(row.state == Duty.DONE for row in self.rows)


def statutory_check(county: Organisation, year: int, on: date) -> StatutoryCheck:
    """The check on a day; a constant number of queries."""
    organisations = list(required_parties(county, year, on))
    tables = Tables(county, year, [each.pk for each in organisations])
    rows = tuple(_row(each, tables, year, on) for each in organisations)
    return StatutoryCheck(county, year, rows)


def required_parties(county: Organisation, year: int, on: date) -> QuerySet[Organisation]:
    """The county's municipalities and its yearly parties, without those that had ended before the year."""
    there = Organisation.objects.active(date(year, 1, 1) if year < on.year else on)
    municipalities = Q(kind=Organisation.Kind.MUNICIPALITY, county=county)
    yearly = Q(pk__in=StandingParty.objects.filter(county=county).values("organisation"))
    first = Case(When(municipalities, then=0), default=1)
    return there.filter(municipalities | yearly).order_by(first, "order", "name_fi", "pk")


class Tables:
    """The year's negotiations of a county and what was said and agreed in them, each read once."""

    def __init__(self, county: Organisation, year: int, organisations: list[int]) -> None:
        held = Negotiation.objects.filter(round__county=county, meeting__starts_at__year=year)
        held = held.exclude(meeting__state=Meeting.State.CANCELLED).with_meeting()
        self.negotiations = {each.pk: each for each in held.order_by("meeting__starts_at", "pk")}
        parties = Party.objects.active().filter(negotiation__in=self.negotiations, organisation__in=organisations)
        self.seats: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for organisation, negotiation, party in parties.values_list("organisation", "negotiation", "pk"):
            self.seats[organisation].append((negotiation, party))
        self.absent = self._absent()
        self.said = self._said()

    def _absent(self) -> set[int]:
        """Parties of whom it is known that nobody was there."""
        told: dict[int, list[bool | None]] = defaultdict(list)
        speakers = Representative.objects.filter(party__negotiation__in=self.negotiations)
        for party, was_present in speakers.values_list("party", "was_present"):
            told[party].append(was_present)
        return {party for party, answers in told.items() if all(each is False for each in answers)}

    def _said(self) -> set[tuple[int, str]]:
        """Negotiation and topic: those under which something was written or agreed."""
        of_year = {"negotiation__in": self.negotiations}
        notes = Discussion.objects.filter(**of_year).exclude(notes="").order_by().values_list("negotiation", "topic")
        agreed = Agreement.objects.filter(**of_year).order_by().values_list("negotiation", "topic")
        return {*notes, *agreed}

    def of(self, organisation: Organisation) -> tuple[list[Negotiation], list[Negotiation]]:
        """The negotiations that the organisation is a party of: those where it was or will be, and those it missed."""
        seats = dict(self.seats[organisation.pk])
        mine = [(each, seats[pk]) for pk, each in self.negotiations.items() if pk in seats]
        there = [negotiation for negotiation, party in mine if party not in self.absent]
        return there, [negotiation for negotiation, party in mine if party in self.absent]

    def has_words(self, negotiation: Negotiation) -> bool:
        return any(pk == negotiation.pk for pk, _topic in self.said)


def _row(organisation: Organisation, tables: Tables, year: int, on: date) -> PartyDuty:
    there, missed = tables.of(organisation)
    topics = tuple(
        Evidence(topic.value, str(topic.label), tuple(each for each in there if (each.pk, topic) in tables.said))
        for topic in STATUTORY_TOPICS
    )
    state = _state(there, topics, on)
    return PartyDuty(
        organisation=organisation,
        negotiations=tuple(there),
        absent_from=tuple(missed),
        topics=topics,
        state=state,
        next_step=_next_step(state, there, topics, year, on),
        warning=_warning(state, there, tables, year, on),
    )


def _state(there: list[Negotiation], topics: Iterable[Evidence], on: date) -> str:
    """By what has been written: a meeting that is only marked as held shows nothing of what was negotiated."""
    shown = [each.is_shown for each in topics]
    if all(shown):
        return Duty.DONE
    if any(shown) or any(each.meeting.state == Meeting.State.HELD for each in there):
        return Duty.PARTLY
    return Duty.PLANNED if there else Duty.MISSING


def _next_step(state: str, there: list[Negotiation], topics: Iterable[Evidence], year: int, on: date) -> str:
    coming = [each for each in there if each.on >= on and each.meeting.state != Meeting.State.HELD]
    if state == Duty.MISSING:
        return _("Plan a negotiation.") if year >= on.year else _("The year passed without a negotiation.")
    if state == Duty.PLANNED:
        return _negotiate_on(coming[0]) if coming else _("Write what was said and agreed.")
    if state == Duty.PARTLY:
        left = ", ".join(each.label.lower() for each in topics if not each.is_shown)
        return _("Still to be negotiated or written down: %(topics)s.") % {"topics": left}
    unfinished = [each for each in there if _memo_state(each) != NegotiationMemo.State.APPROVED]
    return _("Get the memo approved.") if unfinished else _("Nothing: follow the agreements.")


def _negotiate_on(negotiation: Negotiation) -> str:
    return _("Negotiate on %(day)s.") % {"day": day(negotiation.on)}


def _warning(state: str, there: list[Negotiation], tables: Tables, year: int, on: date) -> str:
    """In time: a party that nothing is planned with in the autumn, and a day that passed without a word written."""
    if state == Duty.MISSING and on >= date(year, *WARNED_FROM):
        if year < on.year:
            return _("No negotiation in %(year)s.") % {"year": year}
        return _("No negotiation is planned, and the year is ending.")
    silent = [each for each in there if each.on < on and not tables.has_words(each)]
    if silent:
        said = _("The day %(day)s has passed, and nothing has been written of it.")
        return said % {"day": day(silent[0].on)}
    return ""


def _memo_state(negotiation: Negotiation) -> str:
    memo = getattr(negotiation, "memo", None)
    return memo.state if memo else ""


def years_to_choose(county: Organisation, on: date) -> list[int]:
    """The years of the county's negotiations and the present one; the newest first."""
    held = Negotiation.objects.filter(round__county=county).order_by()
    years = {timezone.localdate(each).year for each in held.values_list("meeting__starts_at", flat=True)}
    return sorted({*years, on.year}, reverse=True)
