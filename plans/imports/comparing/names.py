"""Who is meant by a name in the file, and which value by a word: known, learned, answered, or asked once."""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from groups.models import Organisation, Person
from hyte.lib.text import fold
from plans.imports.answers import BLANK, NEW, Answers
from plans.imports.outcomes import NewName, Option, Question, key_of_name
from plans.models import LearnedWord, Plan, Progress, Status
from plans.workbook.rows import organisations_of, people_of
from plans.workbook.shown import Shown
from plans.workbook.words import suggest_progress, suggest_status

WORD = LearnedWord.Kind
VALUES: dict[str, type[TextChoices]] = {WORD.STATUS: Status, WORD.PROGRESS: Progress}
SUGGESTIONS: dict[str, Callable[[str], str]] = {WORD.STATUS: suggest_status, WORD.PROGRESS: suggest_progress}
LIKE_ENOUGH = 0.75  # of a name that is suggested for an unknown one
BETWEEN_PEOPLE = (";", " / ", " ja ", " och ", " sekä ", " samt ", " and ", " & ", " + ")
NAME_OF_A_PERSON = re.compile(r"[^\W\d_a-zåäö][\w'-]+( [^\W\d_a-zåäö][\w'-]+)+")  # unlike a title
ADDRESS = re.compile(r"[\w.+-]+@[\w.-]+\w")
BETWEEN_NAMES = (", ", " / ", "/", " & ", " + ", " ja ", " och ", " sekä ", " samt ", " and ")
PENDING = "\x00?"  # what a cell says while its question is open; no text of a file has such a letter
STRANGER = "\x00!"  # what it says where somebody unknown is named, of whom the reader isn't asked
LONGEST_WORD = 300


@dataclass
class Asked:
    text: str
    cells: list[str] = field(default_factory=list)


@dataclass
class Names:
    """Turns names and words of the file into canonical values, and gathers what must be asked.

    Three queries, whatever the file says. ``may_add`` tells whether the reader may make new organisations and people.
    """

    plan: Plan
    answers: Answers
    may_add: bool
    asked: dict[tuple[str, str], Asked] = field(default_factory=dict)
    made: dict[tuple[str, str], NewName] = field(default_factory=dict)

    def organisations(self, texts: Iterable[str], where: str) -> list[str]:
        """Ids (or "new:…", PENDING) of the organisations in the texts; one text may hold several with commas between."""
        found: list[str] = []
        for text in texts:
            for part in self._parts(text):
                found.append(self._meaning(WORD.ORGANISATION, part, where))
        return list(dict.fromkeys(each for each in found if each))

    def person(self, text: str, where: str) -> str:
        """The person of the name or the e-mail address; "" for nobody, STRANGER for somebody of whom a coordinator tells."""
        return self._meaning(WORD.PERSON, text, where)

    def people(self, text: str, where: str) -> list[str]:
        """Several people of one cell, where the cell as a whole isn't one person's name."""
        if self._known_as_it_is(WORD.PERSON, fold(text)) is not None:
            return [each for each in [self.person(text, where)] if each]
        parts = _split(text.replace("\n", ";"), BETWEEN_PEOPLE)
        found = [self.person(person, where) for part in parts for person in self._people_in(part)]
        return list(dict.fromkeys(each for each in found if each))

    def _people_in(self, text: str) -> list[str]:
        """Between commas may stand other people, or the title and the address of one; one is enough to be known by."""
        pieces = [piece.strip() for piece in text.split(",") if piece.strip()]
        known = [piece for piece in pieces if self._known(WORD.PERSON, fold(piece)) is not None]
        if not known:
            return [text]
        told_apart = self._people_by_text if any(ADDRESS.search(piece) for piece in known) else ()
        return [
            piece for piece in pieces if piece in known or (_may_be_person(piece) and fold(piece) not in told_apart)
        ]

    def word(self, kind: str, text: str, where: str) -> str:
        """The status or progress that a word means; "" where it is to be left out."""
        return self._meaning(kind, text, where)

    def questions_at(self, cells: Collection[str]) -> list[Question]:
        """What must be asked of these cells ("Lapset!D14"), each word once."""
        found = []
        for (kind, folded), asked in self.asked.items():
            if here := [cell for cell in asked.cells if cell in cells]:
                found.append(self._question(kind, folded, asked.text, here))
        return found

    @property
    def new_names(self) -> list[NewName]:
        return list(self.made.values())

    def _parts(self, text: str) -> list[str]:
        """A text as one name if it is known as such, else cut where that gives at least one known name."""
        if self._known(WORD.ORGANISATION, fold(text)) is not None:
            return [text]
        for mark in BETWEEN_NAMES:
            parts = [part.strip() for part in text.split(mark) if part.strip()]
            if len(parts) > 1 and any(self._known(WORD.ORGANISATION, fold(part)) is not None for part in parts):
                return [piece for part in parts for piece in self._parts(part)]
        return [text]

    def _meaning(self, kind: str, text: str, where: str) -> str:
        folded = fold(text)[:LONGEST_WORD]
        if not folded:
            return ""
        known = self._known(kind, folded)
        if known is None and kind == WORD.PERSON and not self.may_add:
            return STRANGER  # only those who may change a contact person are asked who it is
        if known is None:
            self.asked.setdefault((kind, folded), Asked(text)).cells.append(where)
            return PENDING
        if known == NEW:
            key = key_of_name(folded)
            self.made.setdefault((kind, folded), NewName(kind, key, text))
            return f"new:{key}"
        return "" if known == BLANK else known

    def _known(self, kind: str, folded: str) -> str | None:
        """An id or value, NEW or BLANK; None where nobody has told yet."""
        known = self._known_as_it_is(kind, folded)
        return self._by_address(folded) if known is None and kind == WORD.PERSON else known

    def _known_as_it_is(self, kind: str, folded: str) -> str | None:
        """By the whole text; what is answered of this file goes first, but nobody is made who has come in between."""
        answered = self.answers.name(kind, folded)
        holds = answered is not None and self._holds(kind, answered)
        if holds and answered != NEW:
            return answered
        known = self._names_of_kind(kind).get(folded)
        return known or (NEW if holds else self._learned.get((kind, folded)))

    def _names_of_kind(self, kind: str) -> dict[str, str | None]:
        if kind == WORD.PERSON:
            return self._people_by_text
        return self._organisations_by_text if kind == WORD.ORGANISATION else {}

    def _holds(self, kind: str, answer: str) -> bool:
        """An answer comes from a form: what it names must exist, and be the county's."""
        if answer == NEW:
            return self.may_add and kind not in VALUES
        return answer == BLANK or answer in self._values[kind]

    @cached_property
    def _values(self) -> dict[str, set[str]]:
        return {kind: {option.value for option in options} for kind, options in self._options.items()}

    def _by_address(self, folded: str) -> str | None:
        """Somebody whose e-mail address stands in the cell, or whose name stands before an address, a comma or a bracket."""
        pieces = [*ADDRESS.findall(folded), *re.split(r"[,()<>]", ADDRESS.sub(",", folded))]
        return next(filter(None, (self._people_by_text.get(piece.strip()) for piece in pieces)), None)

    @cached_property
    def _organisations(self) -> list[Organisation]:
        return organisations_of(self.plan)

    @cached_property
    def _people(self) -> list[Person]:
        return people_of(self.plan)

    @cached_property
    def shown(self) -> Shown:
        return Shown(self._organisations, self._people)

    @cached_property
    def _organisations_by_text(self) -> dict[str, str | None]:
        """Ids by every name that only one organisation has; one that has ended only where no other bears the name."""
        running = [each for each in self._organisations if each.ended_on is None]
        ended = [each for each in self._organisations if each.ended_on is not None]
        return _by_name(ended, self._names_of_organisation) | _by_name(running, self._names_of_organisation)

    @cached_property
    def _people_by_text(self) -> dict[str, str | None]:
        here = [each for each in self._people if each.left_on is None]
        gone = [each for each in self._people if each.left_on is not None]
        return _by_name(gone, self._names_of_person) | _by_name(here, self._names_of_person)

    def _names_of_organisation(self, organisation: Organisation) -> list[str]:
        own = [organisation.name_fi, organisation.name_sv, organisation.name_en, organisation.short_name]
        return [*own, *self.shown.texts_in_every_language("main", str(organisation.pk))]

    def _names_of_person(self, person: Person) -> list[str]:
        return [person.name, person.email, *self.shown.texts_in_every_language("contact", str(person.pk))]

    @cached_property
    def _learned(self) -> dict[tuple[str, str], str]:
        """An organisation that has ended since, or somebody who has left, is asked anew."""
        words = LearnedWord.objects.filter(county=self.plan.county)
        meanings = {(word.kind, word.text): _meaning_of(word) for word in words}
        return {key: meaning for key, meaning in meanings.items() if self._holds(key[0], meaning)}

    def _choices(self, kind: str) -> list[Option]:
        return self._options[kind]

    @cached_property
    def _options(self) -> dict[str, list[Option]]:
        """What a word of each kind can mean, in the order of its name."""
        organisations = [each for each in self._organisations if each.ended_on is None]
        people = [each for each in self._people if each.left_on is None]
        named = {
            WORD.ORGANISATION: [(str(each.pk), self.shown.text("main", str(each.pk))) for each in organisations],
            WORD.PERSON: [(str(each.pk), self.shown.text("contact", str(each.pk))) for each in people],
        }
        options = {kind: [Option(*each) for each in sorted(pairs, key=_by_label)] for kind, pairs in named.items()}
        for kind, choices in VALUES.items():
            options[kind] = [Option(value, str(label)) for value, label in choices.choices]
        return options

    def _question(self, kind: str, folded: str, text: str, cells: list[str]) -> Question:
        options = list(self._choices(kind))
        if self.may_add and kind not in VALUES:
            options.append(Option(NEW, _("A new one: %(name)s") % {"name": text}))
        options.append(Option(BLANK, _("Leave empty")))
        suggested = self._suggestion(kind, folded)
        return Question(kind, text, folded, cells[0], len(cells), options, suggested)

    def _suggestion(self, kind: str, folded: str) -> str:
        if kind in VALUES:
            return SUGGESTIONS[kind](folded) or BLANK
        near = _nearest(folded, self._choices(kind))
        return near or (NEW if self.may_add else BLANK)


def _by_name(records: Sequence, names_of: Callable) -> dict[str, str | None]:
    """Ids by folded name; a name that two records share means neither: None."""
    found: dict[str, str | None] = {}
    for record in records:
        for name in {fold(name) for name in names_of(record) if name}:
            found[name] = None if name in found else str(record.pk)
    return found


def _meaning_of(word: LearnedWord) -> str:
    return str(word.organisation_id or word.person_id or word.value or BLANK)


def _may_be_person(text: str) -> bool:
    return bool(NAME_OF_A_PERSON.fullmatch(text))


def _by_label(pair: tuple[str, str]) -> str:
    return fold(pair[1])


def _nearest(folded: str, options: list[Option]) -> str:
    """The option whose name resembles most; "" where none does enough."""
    labels = {fold(option.label): option.value for option in options}
    near = get_close_matches(folded, labels, 1, LIKE_ENOUGH)
    return labels[near[0]] if near else ""


def _split(text: str, marks: Iterable[str]) -> list[str]:
    parts = [text]
    for mark in marks:
        parts = [piece.strip() for part in parts for piece in part.split(mark) if piece.strip()]
    return parts
