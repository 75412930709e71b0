"""Canonical values as people read them, and names that find their way back."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cache, cached_property
from typing import TypeVar

from django.utils import translation
from django.utils.translation import gettext as _

from groups.models import Organisation, Person
from hyte.lib.models import LANGUAGES, in_language
from hyte.lib.templatetags.hyte import day
from hyte.lib.text import clean, fold
from plans.models import Plan, Progress, Status
from plans.workbook.columns import BY_KEY, Kind
from plans.workbook.rows import organisations_of, people_of

Named = TypeVar("Named", Organisation, Person)
Texts = dict[str, str]  # by id
WORDS = {Kind.STATUS: Status, Kind.PROGRESS: Progress}


class Shown:
    """What the cells say in the language in use. Nothing is read from the database: the records are given."""

    def __init__(self, organisations: Sequence[Organisation], people: Sequence[Person]) -> None:
        self.organisation_records, self.people_records = organisations, people
        self._by_language: dict[tuple[Kind, str], Texts] = {}

    @classmethod
    def of(cls, plan: Plan) -> "Shown":
        """Two queries: everybody of the county, and whoever else answers for a measure of the plan."""
        return cls(organisations_of(plan), people_of(plan))

    def text(self, key: str, canonical: str) -> str:
        """The value of a column as people read it; an id that nobody bears stays as it is."""
        if not canonical:
            return ""
        match BY_KEY[key].kind:
            case Kind.STATUS | Kind.PROGRESS as kind:
                return _word(kind, canonical, translation.get_language() or "fi")
            case Kind.DAY:
                return day(date.fromisoformat(canonical))
            case Kind.YEARS:
                return years_in_words(canonical)
            case Kind.ORGANISATION | Kind.ORGANISATIONS | Kind.PERSON as kind:
                names = self._names(kind)
                return "; ".join(names.get(each, each) for each in canonical.split(","))
        return canonical

    def texts_in_every_language(self, key: str, canonical: str) -> set[str]:
        """The names that one organisation or person may have in a workbook, whichever language it was made in."""
        kind = BY_KEY[key].kind
        return {self._names(kind, code).get(canonical, canonical) for code, _name in LANGUAGES}

    def _names(self, kind: Kind, language: str | None = None) -> Texts:
        language = (language or translation.get_language() or "fi")[:2]
        kind = Kind.PERSON if kind is Kind.PERSON else Kind.ORGANISATION
        if (kind, language) not in self._by_language:
            people = kind is Kind.PERSON
            self._by_language[kind, language] = self._people(language) if people else self._organisations(language)
        return self._by_language[kind, language]

    def _organisations(self, language: str) -> Texts:
        return distinct_names(
            self.organisation_records, self._organisation_names, lambda each: _ways_to_call(each, language)
        )

    def _people(self, language: str) -> Texts:
        return distinct_names(self.people_records, self._person_names, lambda each: _ways_to_address(each, language))

    @cached_property
    def _organisation_names(self) -> Counter[str]:
        names = (
            {each.name_fi, each.name_sv, each.name_en, each.short_name} - {""} for each in self.organisation_records
        )
        return _folded(names)

    @cached_property
    def _person_names(self) -> Counter[str]:
        return _folded({each.name} for each in self.people_records)


def distinct_names(records: Sequence[Named], taken: Counter[str], ways: Callable[[Named], Iterator[str]]) -> Texts:
    """The first of each record's ways to be called that no other record could be meant by; the last has its id in it.

    ``taken`` counts by how many records each plain name is borne, folded.
    """
    calls = {record.pk: [_in_a_cell(way) for way in ways(record)] for record in records}
    longer = _folded({*called[1:]} for called in calls.values())
    found = {}
    for pk, (plain, *others) in calls.items():
        free = (way for way in others if longer[fold(way)] == 1 and not taken[fold(way)])
        found[str(pk)] = plain if taken[fold(plain)] == 1 and not longer[fold(plain)] else next(free, others[-1])
    return found


def _ways_to_call(organisation: Organisation, language: str) -> Iterator[str]:
    name = in_language(organisation, "name", language)[0]
    parent = organisation.parent
    yield name
    if parent:
        yield f"{name} ({in_language(parent, 'name', language)[0]})"
    yield f"{name} (#{organisation.pk})"


def _ways_to_address(person: Person, language: str) -> Iterator[str]:
    organisation = in_language(person.organisation, "name", language)[0] if person.organisation else ""
    yield person.name
    for more in (person.title, organisation, ", ".join(filter(None, (person.title, organisation)))):
        if more:
            yield f"{person.name} ({more})"
    yield f"{person.name} (#{person.pk})"


def _in_a_cell(name: str) -> str:
    """On one line and without the semicolon, which stands between names."""
    return " ".join(clean(name).replace(";", ",").split())


def _folded(names: Iterable[set[str]]) -> Counter[str]:
    return Counter(text for of_one in names for text in {fold(_in_a_cell(name)) for name in of_one})


@cache
def _word(kind: Kind, value: str, language: str) -> str:
    """Translated once, not for every row."""
    with translation.override(language):
        return str(WORDS[kind](value).label) if value in WORDS[kind] else value


def years_in_words(canonical: str) -> str:
    """ "2023-2025" → "2023–2025", "continuous 2024-" → "Continuous 2024–"."""
    word, _space, years = canonical.partition(" ") if canonical.startswith("continuous") else ("", "", canonical)
    return " ".join(filter(None, (_("Continuous") if word else "", years.replace("-", "–"))))
