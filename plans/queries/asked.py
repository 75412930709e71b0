"""Who is asked to tell of a measure in an update round, and what the rounds ask of one user."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from groups.models import Person
from groups.permissions import Permission
from groups.queries.reminders import Backups
from groups.standing import standing_of
from plans.models import Measure, Responsibility, StatusUpdate, UpdateRound
from plans.queries.mine import is_own
from plans.queries.rounds import asked_measures


@dataclass(frozen=True)
class Asked:
    """Somebody who is asked, and as what."""

    person: Person
    role: str


def people_asked(measures: Iterable[Measure], on: date) -> dict[int, list[Asked]]:
    """Who is asked of each measure, by its id: contact person, deputy, secretary of the section's group.

    Three queries at most, where sections and people are loaded.
    """
    measures = list(measures)
    secretaries = _secretaries({measure.goal.section.group_id for measure in measures} - {None}, on)
    return {measure.pk: _asked_of(measure, secretaries, on) for measure in measures}


def _secretaries(groups: set[int], on: date) -> dict[int, Person]:
    """The secretary of each group: the one whose turn comes next, or the first who writes there."""
    if not groups:
        return {}
    backups = Backups(on)
    first = {group: next(iter(backups.secretaries(group)), None) for group in groups}
    people = Person.objects.in_bulk({pk for pk in first.values() if pk})
    return {group: people[pk] for group, pk in first.items() if pk}


def _asked_of(measure: Measure, secretaries: dict[int, Person], on: date) -> list[Asked]:
    by_role = (
        (measure.contact_person, _("contact person")),
        (measure.deputy, pgettext("contact person", "deputy")),
        (secretaries.get(measure.goal.section.group_id), _("secretary of the group")),
    )
    return [Asked(person, role) for person, role in by_role if person and not has_left(person, on)]


def has_left(person: Person, on: date) -> bool:
    return bool(person.left_on and person.left_on <= on)


@dataclass(frozen=True)
class Ask:
    """One measure that a round asks of the user; ``is_own``: the user is its contact person or deputy."""

    measure: Measure
    answer: StatusUpdate | None
    is_own: bool


@dataclass(frozen=True)
class RoundAsk:
    """What an open round asks of the user, the user's own measures first."""

    update_round: UpdateRound
    asks: list[Ask]

    @property
    def answered(self) -> int:
        return sum(ask.answer is not None for ask in self.asks)

    @property
    def waiting(self) -> list[Ask]:
        return [ask for ask in self.asks if ask.answer is None]

    @property
    def own_waiting(self) -> list[Ask]:
        return [ask for ask in self.waiting if ask.is_own]

    @property
    def others_waiting(self) -> list[Ask]:
        return [ask for ask in self.waiting if not ask.is_own]


def asks_of(user, on: date) -> list[RoundAsk]:
    """What the open rounds ask of the user as contact person, deputy, group's secretary or chair, or division's lead.

    Three queries; a coordinator is asked of what is the coordinator's own.
    """
    asked = [each for each in asked_measures(_asked_condition(user), on) if each.is_asked]
    if not asked:
        return []
    rounds = UpdateRound.objects.select_related("plan__county").in_bulk({each.round_id for each in asked})
    answers = StatusUpdate.objects.in_bulk({each.answer_id for each in asked if each.answer_id})
    found = [RoundAsk(rounds[pk], _asks(asked, pk, answers, user)) for pk in rounds]
    return sorted(found, key=lambda each: (each.update_round.deadline, each.update_round.pk))


def _asks(asked: list[Measure], round_id: int, answers: dict[int, StatusUpdate], user) -> list[Ask]:
    asks = [Ask(each, answers.get(each.answer_id), is_own(each, user)) for each in asked if each.round_id == round_id]
    return sorted(asks, key=lambda ask: not ask.is_own)


def _asked_condition(user) -> Q:
    reach = standing_of(user).reach(Permission.REPORT_STATUS)
    condition = Q(contact_person__user=user) | Q(deputy__user=user) | Q(goal__section__group__in=reach.groups)
    if reach.divisions:
        answered = Responsibility.objects.in_force().filter(organisation__in=reach.divisions)
        condition |= Q(pk__in=answered.exclude(kind=Responsibility.Kind.PARTNER).values("measure"))
    return condition
