"""What the columns of a sheet are taken for together: headings alone may mean several things."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from plans.imports.outcomes import Level
from plans.imports.reading.headers import Heading
from plans.imports.reading.headings import UNKNOWN, Certainty, Match
from plans.workbook.columns import BY_KEY, KEEP, SKIP
from plans.workbook.words import plain, progress_of, status_of

# These may be the goal's as well as the measure's.
NUMBERS = frozenset(["nro", "numero", "nr", "no", "tunnus", "nummer", "number", "id", "identifier"])
ANY_RESPONSIBLE = frozenset(
    {"vastuutaho", "vastuutahot", "vastuu", "vastuutoimiala", "vastaava taho", "vastuuorganisaatio"}
    | {"ansvarig", "ansvarig instans", "ansvar", "responsible", "responsible organisation"}
)
MAIN_RESPONSIBLE = ("päävastuu", "huvudansvar", "main responsib")
COUNTERS = frozenset(["", "rivi", "rivinro", "rivi nro", "järjestysnumero", "jnro", "rad", "radnr", "row", "row no"])
SWEDISH_STATUS = frozenset(["läge", "läget"])
TEXTS = frozenset(["public_text_fi", "public_text_sv"])
LONG, MANY = 30, 8  # letters on average, different values: from there a cell tells more than a status word


@dataclass
class Columns:
    """``values`` are the texts of each column's cells, row by row; ``told`` is what people have said, by column number."""

    headings: list[Heading]
    values: dict[int, list[str]]
    told: dict[int, str]
    matches: dict[int, Match] = field(default_factory=dict)
    findings: list[tuple[Level, str, int]] = field(default_factory=list)  # with the column

    def settle(self) -> "Columns":
        self.matches = {heading.number: heading.match for heading in self.headings}
        self._tell_status_from_text()
        self._tell_numbers_apart()
        self._tell_responsible_apart()
        self._skip_what_says_nothing()
        for number, key in self.told.items():
            is_sure = self.matches[number] == replace(self.matches[number], key=key, certainty=Certainty.SURE)
            self.matches[number] = self.matches[number] if is_sure else Match(key, Certainty.TOLD)
        for key, numbers in self._by_key().items():
            if len(numbers) > 1 and key in BY_KEY:
                self._choose(key, numbers)
        return self

    def _by_key(self) -> dict[str, list[int]]:
        numbers = defaultdict(list)
        for number, match in self.matches.items():
            numbers[match.key].append(number)
        return numbers

    def _said(self, number: int) -> list[str]:
        return [text for text in self.values.get(number, ()) if text]

    def _plain(self, number: int) -> str:
        return plain(self._heading(number).text)

    def _heading(self, number: int) -> Heading:
        return self.headings[number - 1]

    def _take(self, number: int, key: str) -> None:
        self.matches[number] = Match(key, Certainty.LIKELY, self.matches[number].rank)

    def _tell_status_from_text(self) -> None:
        """ "Tilanne" heads a column of status words, or of sentences: the cells tell which."""
        for number, match in list(self.matches.items()):
            texts = self._said(number)
            if match.key == "status" and texts and not _mostly(texts, status_of):
                self._take_by_cells(number, texts)
            elif match.key in TEXTS and _mostly(texts, status_of) and "status" not in self._by_key():
                self._take(number, "status")

    def _take_by_cells(self, number: int, texts: list[str]) -> None:
        if _mostly(texts, progress_of):
            self._take(number, "progress")
        elif sum(map(len, texts)) > LONG * len(texts) or len(set(texts)) > MANY:
            self._take(number, "public_text_sv" if self._plain(number) in SWEDISH_STATUS else "public_text_fi")

    def _tell_numbers_apart(self) -> None:
        """ "Nro" is the goal's number before the goal, the measure's before the measure."""
        found = self._by_key()
        numbers = [number for number in found["identifier"] if plain(self._heading(number).child) in NUMBERS]
        numbers = [number for number in numbers if not self._heading(number).parent] or numbers
        if not found["goal"] or found["goal_identifier"]:
            return
        before_goal = [number for number in numbers if self._key_after(number) == "goal"]
        if len(found["identifier"]) > 1 and len(before_goal) == 1:
            self.matches[before_goal[0]] = replace(self.matches[before_goal[0]], key="goal_identifier")
        elif before_goal and self._repeats(before_goal[0]):
            self._take(before_goal[0], "goal_identifier")

    def _key_after(self, number: int) -> str:
        return self.matches[number + 1].key if number + 1 in self.matches else ""

    def _repeats(self, number: int) -> bool:
        """Whether the column has fewer different values than there are measures beside it."""
        wordings = next((self._said(each) for key in ("wording_fi", "wording_sv") for each in self._by_key()[key]), [])
        return len(set(self._said(number))) < len(wordings)

    def _tell_responsible_apart(self) -> None:
        """ "Vastuutaho" is the main one, unless another column says that it is."""
        found = self._by_key()
        mains = [number for number in found["main"] if plain(self._heading(number).text).startswith(MAIN_RESPONSIBLE)]
        mains += [
            n for n in found["main"] if plain(self._heading(n).child).startswith(MAIN_RESPONSIBLE) and n not in mains
        ]
        rest = [n for n in found["main"] if n not in mains and self._plain(n) in ANY_RESPONSIBLE]
        if mains and len(rest) == 1 and not found["others"]:
            self._take(rest[0], "others")

    def _skip_what_says_nothing(self) -> None:
        """A heading over empty cells, or the number of the row: nothing is lost without them."""
        for number, match in self.matches.items():
            texts = self._said(number)
            if not match.is_known and not texts:
                self.matches[number] = Match(SKIP, Certainty.SURE)
            elif not match.is_known and self._plain(number) in COUNTERS and _count_up(texts):
                self.matches[number] = Match(SKIP)

    def _choose(self, key: str, numbers: list[int]) -> None:
        """One of the columns that seem to mean the same: what people say, else what has cells and the plainest heading."""
        told = [number for number in numbers if number in self.told]
        best = min(told or numbers, key=self._plainness)
        for number in numbers:
            if number != best:
                self._put_aside(key, best, number, told)

    def _plainness(self, number: int) -> tuple:
        match = self.matches[number]
        return not self._said(number), match.certainty is not Certainty.SURE, match.rank, number

    def _put_aside(self, key: str, best: int, number: int, told: list[int]) -> None:
        empty = not self._said(number)
        self.matches[number] = Match(SKIP, Certainty.SURE) if empty else UNKNOWN
        if not empty and (not told or number in told):
            self.findings.append((*self._doubt(key, best, number), number))

    def _doubt(self, key: str, best: int, number: int) -> tuple[Level, str]:
        first, second = sorted((best, number))
        names = {
            "heading": self._heading(number).text,
            "meaning": BY_KEY[key].heading,
            "first": get_column_letter(first),
            "second": get_column_letter(second),
            "best": get_column_letter(best),
        }
        if self._plain(best) == self._plain(number):
            text = _("Two columns have the heading “%(heading)s” (%(first)s and %(second)s): choose which one is used.")
            return Level.ERROR, text % names
        if number in self.told:
            text = _("Two columns were chosen for “%(meaning)s” (%(first)s and %(second)s): choose one.")
            return Level.ERROR, text % names
        text = _(
            "Columns %(first)s and %(second)s both seem to hold “%(meaning)s”. %(best)s is used: look at the other one."
        )
        return Level.WARNING, text % names


def _mostly(texts: list[str], meaning_of) -> bool:
    return bool(texts) and 2 * sum(meaning_of(text) is not None for text in texts) >= len(texts)


def _count_up(texts: Iterable[str]) -> bool:
    numbers = [text.rstrip(".") for text in texts]
    return numbers == [str(number) for number in range(1, len(numbers) + 1)]


def is_key(key: str) -> bool:
    return key in BY_KEY or key in (KEEP, SKIP)
