"""The register of agreements: read from an address, counted by state; and what one agreement's page tells."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.models import Organisation
from hyte.lib.text import fold
from negotiations.models import Agreement, AgreementNote, Negotiation, NegotiationRound, Party, Topic
from plans.models import Goal, Measure, Status, StatusUpdate
from plans.models.status import ENDED

ROUND, PARTY, TOPIC, STATE, LATE, WITHOUT, SEARCH = "kierros", "osapuoli", "aihe", "tila", "myohassa", "ilman", "q"
OPEN = "avoimet"
LONGEST_SEARCH = 200
LOOKS = {
    Agreement.State.OPEN: "not_started",
    Agreement.State.RUNNING: "in_progress",
    Agreement.State.DONE: "completed",
    Agreement.State.DROPPED: "discontinued",
}


@dataclass(frozen=True)
class Option:
    value: str
    label: str


@dataclass
class Choice:
    """One filter: its name in the address, what it offers and what was chosen."""

    name: str
    label: str
    options: list[Option]
    chosen: str = ""

    @property
    def words(self) -> str:
        return next((each.label for each in self.options if each.value == self.chosen), "")


@dataclass
class RegisterFilters:
    choices: list[Choice]
    search: str = ""
    messages: list[str] = field(default_factory=list)

    def chosen(self, name: str) -> str:
        return next((each.chosen for each in self.choices if each.name == name), "")

    @property
    def active(self) -> bool:
        return bool(self.search or any(each.chosen for each in self.choices))

    def in_words(self) -> list[str]:
        lines = [f"{each.label}: {each.words}" for each in self.choices if each.chosen]
        return [*lines, f"{_('Search')}: {self.search}"] if self.search else lines


WITHOUT_OPTIONS = {
    "toimenpidetta": gettext_lazy("Without a measure"),
    "omistajaa": gettext_lazy("Nobody follows it"),
    "merkintoja": gettext_lazy("No note this year"),
    "suunnitelmaa": gettext_lazy("Proposal waits to be taken into the plan"),
}
STAFF_ONLY = ("omistajaa", "merkintoja")  # what others aren't shown isn't found by either


def read_register(query: QueryDict, user, *, is_staff: bool) -> RegisterFilters:
    """Read the filters of an address; a value that isn't known filters nothing and is told."""
    filters = RegisterFilters(_choices(user, is_staff=is_staff))
    for choice in filters.choices:
        asked = query.get(choice.name, "").replace("\x00", "").strip()
        if asked in {option.value for option in choice.options}:
            choice.chosen = asked
        elif asked:
            said = _("“%(value)s” is not known in “%(filter)s”, so it was left out.")
            filters.messages.append(said % {"value": asked[:60], "filter": choice.label})
    filters.search = query.get(SEARCH, "").replace("\x00", "").strip()[:LONGEST_SEARCH]
    return filters


def _choices(user, *, is_staff: bool) -> list[Choice]:
    seen = Agreement.objects.visible_to(user).order_by()
    states = [Option(OPEN, _("All open ones")), *(Option(*each) for each in Agreement.State.choices)]
    without = [Option(key, str(label)) for key, label in WITHOUT_OPTIONS.items() if is_staff or key not in STAFF_ONLY]
    return [
        Choice(ROUND, _("Round"), _rounds(seen)),
        Choice(PARTY, _("Party"), _parties(seen)),
        Choice(TOPIC, _("Topic"), [Option(*each) for each in Topic.choices]),
        Choice(STATE, _("State"), states),
        Choice(LATE, _("Deadline"), [Option("1", _("Late"))]),
        Choice(WITHOUT, _("What is missing"), without),
    ]


def _rounds(seen: QuerySet[Agreement]) -> list[Option]:
    rounds = NegotiationRound.objects.filter(pk__in=seen.values("negotiation__round")).select_related("county")
    several = len({each.county_id for each in rounds}) > 1
    return [Option(str(each.pk), f"{each.county}: {each}" if several else str(each)) for each in rounds]


def _parties(seen: QuerySet[Agreement]) -> list[Option]:
    agreed = Party.objects.filter(agreements__in=seen.values("pk")).values("organisation")
    return [Option(str(each.pk), str(each)) for each in Organisation.objects.filter(pk__in=agreed)]


def found(user, filters: RegisterFilters, on: date) -> QuerySet[Agreement]:
    """The agreements that the user sees and the filters keep, all but the state's: that one is counted."""
    agreements = Agreement.objects.visible_to(user)
    if chosen := filters.chosen(ROUND):
        agreements = agreements.filter(negotiation__round=chosen)
    if chosen := filters.chosen(PARTY):
        agreements = agreements.filter(pk__in=_of_organisation(chosen))
    if chosen := filters.chosen(TOPIC):
        agreements = agreements.filter(topic=chosen)
    if filters.chosen(LATE):
        agreements = agreements.open().filter(due_on__lt=on)
    if chosen := filters.chosen(WITHOUT):
        agreements = _without(agreements, chosen, on)
    return _with_words(agreements, fold(filters.search).split())


def _with_words(agreements: QuerySet[Agreement], words: list[str]) -> QuerySet[Agreement]:
    """Words are compared here: databases don't agree on capital letters beyond A–Z."""
    if not words:
        return agreements
    texts = agreements.order_by().values_list("pk", "text")
    return agreements.filter(pk__in=[pk for pk, text in texts if all(word in fold(text) for word in words)])


def _of_organisation(pk: str) -> QuerySet:
    return Agreement.responsible.through.objects.filter(party__organisation=pk).values("agreement")


def _without(agreements: QuerySet[Agreement], what: str, on: date) -> QuerySet[Agreement]:
    match what:
        case "toimenpidetta":
            return agreements.filter(measure=None)
        case "omistajaa":
            return agreements.open().filter(owner=None)
        case "suunnitelmaa":
            return agreements.open().filter(proposes_measure=True, measure=None)
    noted = AgreementNote.objects.filter(agreement=OuterRef("pk"), on__year=on.year)
    return agreements.open().filter(~Exists(noted))


def in_state(agreements: QuerySet[Agreement], chosen: str) -> QuerySet[Agreement]:
    if chosen == OPEN:
        return agreements.open()
    return agreements.filter(state=chosen) if chosen else agreements


@dataclass(frozen=True)
class StateCount:
    """A state in its words, the look of the status of measures that means about the same, and how many are in it."""

    value: str
    label: str
    look: str
    count: int


def counts(agreements: QuerySet[Agreement], on: date) -> tuple[list[StateCount], int]:
    """How many are in each state, and how many are late; one query."""
    late = Q(state__in=Agreement.OPEN_STATES, due_on__lt=on)
    told = {state: Count("pk", filter=Q(state=state)) for state in Agreement.State.values}
    numbers = agreements.order_by().aggregate(late=Count("pk", filter=late), **told)
    states = [
        StateCount(state.value, str(state.label), LOOKS[state], numbers[state.value]) for state in Agreement.State
    ]
    return states, numbers["late"]


def for_list(agreements: QuerySet[Agreement]) -> QuerySet[Agreement]:
    """With all that a row tells; two queries."""
    parties = Prefetch("responsible", queryset=Party.objects.select_related("organisation"))
    related = ("negotiation__meeting", "negotiation__round__county", "goal__section__plan", "indicator", "owner")
    return agreements.select_related(*related).prefetch_related(parties)


def with_measures(agreements: Iterable[Agreement], user, on: date) -> list[Agreement]:
    """The agreements, each with ``tied``: its measure as far as the user sees it, and how it goes; two queries."""
    agreements = list(agreements)
    measures = _tied([each.measure_id for each in agreements if each.measure_id], user, on)
    for each in agreements:
        each.tied = measures.get(each.measure_id)
    return agreements


@dataclass(frozen=True)
class Tied:
    """A measure as it stands: to staff by its newest update, to others by what has been published."""

    measure: Measure
    update: StatusUpdate | None

    @property
    def status(self) -> str:
        return self.update.status if self.update else Status.NOT_STARTED

    @property
    def status_label(self) -> str:
        return Status(self.status).label

    @property
    def has_ended(self) -> bool:
        return self.status in ENDED


def _tied(pks: list[int], user, on: date) -> dict[int, Tied]:
    if not pks:
        return {}
    measures = Measure.objects.visible_to(user).filter(pk__in=pks).select_related("plan").in_bulk()
    updates = StatusUpdate.objects.visible_to(user).standing().filter(measure__in=measures, on__lte=on)
    newest: dict[int, StatusUpdate] = {}
    for update in updates.newest_first():
        newest.setdefault(update.measure_id, update)
    return {pk: Tied(measure, newest.get(pk)) for pk, measure in measures.items()}


def tied_to(measure: Measure, user) -> QuerySet[Agreement]:
    return for_list(Agreement.objects.visible_to(user).filter(measure=measure))


@dataclass(frozen=True)
class Deadline:
    """A deadline and the note that set it; the first one was agreed in the negotiation itself."""

    due_on: date
    note: AgreementNote | None


def deadlines_of(agreement: Agreement, notes: list[AgreementNote]) -> list[Deadline]:
    """All deadlines from the first to the one in force; just that where it hasn't moved."""
    moves = [note for note in reversed(notes) if note.due_on]
    if not moves:
        return [Deadline(agreement.due_on, None)]
    earlier = agreement.history.filter(history_date__lt=min(note.written_at for note in moves))
    first = earlier.order_by("-history_date", "-history_id").values_list("due_on", flat=True).first()
    return [*([Deadline(first, None)] if first else []), *(Deadline(note.due_on, note) for note in moves)]


def goal_shown(agreement: Agreement, *, inside: bool) -> Goal | None:
    """The goal that it is tied to; to others than the staff only where its plan is public."""
    goal = agreement.goal
    return goal if goal and (inside or goal.section.plan.is_open) else None


def notes_of(agreement: Agreement) -> list[AgreementNote]:
    """The newest first, with the negotiation in which each was taken up."""
    return list(agreement.notes.select_related("negotiation__meeting", "by"))


def later_negotiation(pk: str, agreement: Agreement) -> Negotiation | None:
    """The negotiation that an address names as the one where the agreement is taken up."""
    own = agreement.negotiation
    if not pk.isdecimal() or len(pk) > 18:
        return None
    later = Negotiation.objects.filter(round__county=own.round.county_id, meeting__starts_at__gt=own.meeting.starts_at)
    return later.filter(pk=pk).first()
