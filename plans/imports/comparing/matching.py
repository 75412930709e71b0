"""Which measure a row is about: by its identifier, then by its wording."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property

from django.utils.translation import gettext as _

from hyte.lib.text import fold
from plans.imports.comparing.places import Places
from plans.imports.comparing.rows import FileRow
from plans.imports.outcomes import Level
from plans.models import Measure, Plan, Section
from plans.workbook.rows import PresentRow

LIKE = 0.85  # of two wordings that are taken for the same measure's
OTHER = 0.4  # under this the row's wording is another than its identifier's
SHARED_WORDS = 0.5
WORDINGS = ("wording_fi", "wording_sv")
Pair = tuple[FileRow, PresentRow | None]


@dataclass
class Matches:
    """The plan's measures by what a row can call them.

    ``unsure`` are the keys of rows that can't be told to be a measure's or a new one.
    """

    plan: Plan
    present: list[PresentRow]
    places: Places
    unsure: set[str] = field(default_factory=set)

    def pairs(self, rows: list[FileRow]) -> list[Pair]:
        """Each row with its measure, None for a new one; doubts and refusals are told in the row's findings."""
        for row in rows:
            self._spell_target(row)
        self._set_shared_numbers_aside(rows)
        pairs = [(row, self._by_identifier(row)) for row in rows]
        taken = {found.measure.pk for _row, found in pairs if found}
        pairs = [(row, found or self._by_same_wording(row, taken)) for row, found in pairs]
        taken |= {found.measure.pk for _row, found in pairs if found}
        pairs = [(row, found or self._by_like_wording(row, taken)) for row, found in pairs]
        _refuse_twice(pairs)
        self._refuse_strangers([row for row, found in pairs if found is None])
        return pairs

    @cached_property
    def _identifiers(self) -> dict[str, PresentRow]:
        return {each.measure.identifier.casefold(): each for each in self.present}

    @cached_property
    def _wordings(self) -> dict[str, list[PresentRow]]:
        found = defaultdict(list)
        for each in self.present:
            for text in {fold(each.values[key]) for key in WORDINGS if each.values.get(key)}:
                found[text].append(each)
        return found

    @cached_property
    def _words(self) -> dict[tuple[str, ...], list[str]]:
        """Wordings by the words and numbers in them: only those that share some are worth comparing letter by letter."""
        found = defaultdict(list)
        for text in self._wordings:
            for word in set(text.split()):
                found[word, *_numbers(text)].append(text)
        return found

    def _by_identifier(self, row: FileRow) -> PresentRow | None:
        found = self._identifiers.get(row.get("identifier").casefold())
        if found:
            self._doubt_wording(row, found)
        return found

    def _doubt_wording(self, row: FileRow, found: PresentRow) -> None:
        """The right number before another measure's words is more likely a slip of a row than a new wording."""
        for key in WORDINGS:
            mine, theirs = fold(row.get(key)), fold(found.values[key])
            if mine and mine != theirs:
                self._doubt(row, found, key, mine, theirs)
                return

    def _doubt(self, row: FileRow, found: PresentRow, key: str, mine: str, theirs: str) -> None:
        others = [each.measure.identifier for each in self._wordings.get(mine, []) if each is not found]
        if others:
            text = _("The wording is that of measure %(other)s, but the number is %(number)s. Mend one of them.")
            row.tell(Level.ERROR, text % {"other": others[0], "number": found.measure.identifier}, "identifier")
        elif theirs and SequenceMatcher(None, mine, theirs, autojunk=False).ratio() < OTHER:
            text = _("The wording is quite another than that of measure %(number)s. Look whether the number is right.")
            row.tell(Level.WARNING, text % {"number": found.measure.identifier}, key)

    def _by_same_wording(self, row: FileRow, taken: set[int]) -> PresentRow | None:
        for key in WORDINGS:
            same = [each for each in self._wordings.get(fold(row.get(key)), []) if each.measure.pk not in taken]
            if len(same) > 1:
                same = [each for each in same if self._same_place(row, each)] or same
            if len(same) == 1:
                self._tell_number(row, same[0])
                return same[0]
            if same:
                text = _("Measures %(numbers)s have this wording. Write the number of the right one on the row.")
                numbers = ", ".join(each.measure.identifier for each in same)
                row.tell(Level.ERROR, text % {"numbers": numbers}, key)
                self.unsure.add(row.key)
                return None
        return None

    def _same_place(self, row: FileRow, each: PresentRow) -> bool:
        goals, section = self.places.goals_named(row), self.places.section_of(row)
        in_section = not isinstance(section, Section) or section.pk == each.measure.goal.section_id
        return in_section and (not goals or each.measure.goal in goals)

    def _by_like_wording(self, row: FileRow, taken: set[int]) -> PresentRow | None:
        key = next((key for key in WORDINGS if row.get(key)), "")
        if not key or row.key in self.unsure:
            return None
        likeness = self._likeness(fold(row.get(key)))
        free = [(ratio, each) for ratio, each in likeness if each.measure.pk not in taken]
        if not free:
            return None
        _ratio, best = max(free, key=lambda pair: (pair[0], pair[1].measure.pk))
        text = _("Taken for measure %(number)s, whose wording differs a little.")
        row.tell(Level.WARNING, text % {"number": best.measure.identifier}, key)
        return best

    def _likeness(self, mine: str) -> Iterator[tuple[float, PresentRow]]:
        matcher = SequenceMatcher(None, "", mine, autojunk=False)
        for text in self._alike(mine):
            matcher.set_seq1(text)
            if matcher.real_quick_ratio() >= LIKE and matcher.quick_ratio() >= LIKE and matcher.ratio() >= LIKE:
                yield from ((matcher.ratio(), each) for each in self._wordings[text])

    def _alike(self, mine: str) -> list[str]:
        words, numbers = set(mine.split()), _numbers(mine)
        shared = Counter(text for word in words for text in self._words.get((word, *numbers), ()))
        return [text for text, count in shared.items() if count >= SHARED_WORDS * len(words)]

    def _set_shared_numbers_aside(self, rows: list[FileRow]) -> None:
        """Many lists number the measures of every section or goal from 1 on: such a number names no measure."""
        sharing = defaultdict(list)
        for row in rows:
            number = row.get("identifier").casefold()
            if number and number not in self._identifiers:
                sharing[number].append(row)
        for group in sharing.values():
            if len(group) > 1 and _are_different(group):
                for row in group:
                    _set_number_aside(row)

    def _spell_target(self, row: FileRow) -> None:
        """The number of the measure that this one was merged into, as the plan writes it."""
        if target := self._identifiers.get(row.get("merged_into").casefold()):
            row.values["merged_into"] = target.values["identifier"]

    def _tell_number(self, row: FileRow, found: PresentRow) -> None:
        number = row.get("identifier")
        if number and number.casefold() != found.measure.identifier.casefold():
            text = _("In the plan this measure is %(number)s; its number doesn't change.")
            row.tell(Level.NOTE, text % {"number": found.measure.identifier}, "identifier")

    def _refuse_strangers(self, rows: list[FileRow]) -> None:
        """A new row with the number and the words of a measure in another plan has come into the wrong one."""
        if not any(row.get("identifier") for row in rows):
            return
        elsewhere = Measure.objects.filter(plan__county=self.plan.county_id).exclude(plan=self.plan)
        elsewhere = elsewhere.exclude(plan__successor=self.plan)  # a plan may go on with what its predecessor promised
        found = {
            (identifier.casefold(), fold(wording)): plan
            for identifier, wording, plan in elsewhere.values_list("identifier", "wording_fi", "plan__name_fi")
        }
        for row in rows:
            plan = found.get((row.get("identifier").casefold(), fold(row.get("wording_fi"))))
            if plan:
                text = _("This measure belongs to another plan: %(plan)s. Bring the workbook into that plan.")
                row.tell(Level.ERROR, text % {"plan": plan}, "identifier")
                self.unsure.add(row.key)


def _numbers(text: str) -> list[str]:
    """Two wordings that differ in a number or a year are two measures' more likely than one's."""
    return re.findall(r"\d+", text)


def _are_different(rows: list[FileRow]) -> bool:
    """Whether each row has its own wording in its own place."""
    wordings = {fold(row.get("wording_fi") or row.get("wording_sv")) for row in rows}
    return "" not in wordings and len(wordings) == len(rows) == len({_place(row) for row in rows})


def _place(row: FileRow) -> tuple[str, ...]:
    return (fold(row.get("section") or row.section), fold(row.get("goal_identifier")), fold(row.get("goal")))


def _set_number_aside(row: FileRow) -> None:
    text = _("Several measures of the file have the number %(number)s, so this one is told by its wording alone.")
    row.tell(Level.NOTE, text % {"number": row.values.pop("identifier")}, "identifier")


def _refuse_twice(pairs: list[Pair]) -> None:
    """The same measure on two rows: nobody but the writer knows which one is meant."""
    seen: dict[object, FileRow] = {}
    for row, found in pairs:
        name = found.measure.pk if found else (row.get("identifier").casefold() or _new_name(row))
        earlier = seen.setdefault(name, row) if name else row
        if earlier is not row:
            text = _("The same measure is on row %(row)s of sheet “%(sheet)s”, too. Leave one of them.")
            key = "identifier" if row.get("identifier") else "wording_fi"
            row.tell(Level.ERROR, text % {"row": earlier.number, "sheet": earlier.sheet}, key)


def _new_name(row: FileRow) -> tuple[str, ...] | None:
    """What two new rows may not share: the wording under one goal."""
    wording = fold(row.get("wording_fi"))
    return (wording, *_place(row)) if wording else None
