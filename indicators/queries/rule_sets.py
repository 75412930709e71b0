"""The rules of the coefficient as they are read: in words, and two sets side by side."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Count, Model, Prefetch, QuerySet
from django.utils.translation import gettext as _

from hyte.lib.meanwhile import in_words
from hyte.lib.models import in_language
from indicators.coefficient import Basis, Correction
from indicators.models import RuleGroup, RuleIndicator, RuleSet

SETTINGS = ("price", "pot", "population_on", "digits", "missing", "ties", "when_equal", "legal_source", "is_complete")
OF_INDICATOR = (
    "basis",
    "direction",
    "target",
    "at_target",
    "at_least",
    "in_range",
    "correction",
    "before_is_zero",
    "least",
    "most",
)
WITH_TARGET = {"at_target", "at_least", "in_range"}  # say nothing where there is no target


@dataclass(frozen=True)
class Told:
    label: str
    value: str


@dataclass(frozen=True)
class Line:
    """One thing in two sets: ``values`` in the order of the sets, "" where one doesn't have it."""

    label: str
    values: tuple[str, str]

    @property
    def differs(self) -> bool:
        return self.values[0] != self.values[1]


@dataclass(frozen=True)
class Part:
    """``title`` and the lines under it; ``only`` tells which of the two sets has it at all, None where both do."""

    title: str
    lines: Sequence[Line]
    only: int | None = None

    @property
    def differs(self) -> bool:
        return self.only is not None or any(line.differs for line in self.lines)


def with_everything(rule_sets: QuerySet[RuleSet]) -> QuerySet[RuleSet]:
    indicators = RuleIndicator.objects.select_related("indicator")
    groups = RuleGroup.objects.prefetch_related(Prefetch("indicators", queryset=indicators))
    return rule_sets.select_related("county", "copied_from", "confirmed_by").prefetch_related(
        Prefetch("groups", queryset=groups)
    )


def listed_rule_sets(user) -> QuerySet[RuleSet]:
    counted = {
        "indicator_count": Count("groups__indicators", distinct=True),
        "calculation_count": Count("calculations", distinct=True),
    }
    return RuleSet.objects.visible_to(user).select_related("county").annotate(**counted)


def settings_of(rule_set: RuleSet) -> list[Told]:
    """What holds for all of the set, what isn't told left out."""
    return [told for told in _told(rule_set, SETTINGS) if told.value]


def rule_in_words(indicator: RuleIndicator) -> list[Told]:
    """What is told and says something: of a target only where there is one, of zero only where something is divided by it."""
    silent = set() if indicator.target is not None else WITH_TARGET
    silent |= set() if indicator.basis == Basis.RELATIVE_CHANGE else {"before_is_zero"}
    silent |= {"correction"} if indicator.correction == Correction.NONE else set()
    return [told for told in _told(indicator, [name for name in OF_INDICATOR if name not in silent]) if told.value]


def _told(record: Model, names: Sequence[str]) -> Iterator[Told]:
    for name in names:
        yield Told(_label(record, name), _value(record, name))


def _label(record: Model, name: str) -> str:
    return str(record._meta.get_field(name).verbose_name)


def _value(record: Model, name: str) -> str:
    if name == "digits" and record.digits is None:
        return _("Not rounded")
    return in_words(record, name)


def compare_rule_sets(first: RuleSet, second: RuleSet) -> list[Part]:
    """Everything of two sets side by side; groups and indicators are the same by their keys."""
    parts = [Part(_("The whole"), _lines(first, second, ("level", "year", "status", *SETTINGS)))]
    groups = _by_key(first.groups.all(), second.groups.all())
    parts += [_part(_("Group: %(name)s"), pair, ("weight",)) for pair in groups]
    indicators = _by_key(_indicators(first), _indicators(second))
    return parts + [_part("%(name)s", pair, OF_INDICATOR) for pair in indicators]


def _indicators(rule_set: RuleSet) -> list[RuleIndicator]:
    return [each for group in rule_set.groups.all() for each in group.indicators.all()]


def _by_key(first, second) -> list[tuple[Model | None, Model | None]]:
    one, other = {each.key: each for each in first}, {each.key: each for each in second}
    return [(one.get(key), other.get(key)) for key in dict.fromkeys([*one, *other])]


def _part(title: str, pair: tuple[Model | None, Model | None], names: Sequence[str]) -> Part:
    first, second = pair
    there = first or second
    lines = [Line(_("name"), tuple(in_language(each, "name")[0] if each else "" for each in pair))]
    lines += _lines(first, second, names)
    only = None if first and second else 0 if first else 1
    return Part(title % {"name": there.name}, lines, only)


def _lines(first: Model | None, second: Model | None, names: Sequence[str]) -> list[Line]:
    there = first or second
    return [
        Line(_label(there, name), tuple(_value(each, name) if each else "" for each in (first, second)))
        for name in names
    ]
