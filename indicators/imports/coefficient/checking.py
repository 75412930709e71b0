"""Whether a table can be calculated from: everything that keeps it from that, and the inputs that it gives."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from indicators.coefficient import Calculation as Calculated
from indicators.coefficient import Inputs, Problem, Reason, RuleSet, Value
from indicators.coefficient.inputs import problems_of
from indicators.imports.coefficient import words
from indicators.imports.coefficient.cells import Figure, is_doubtful, read_cell, unsure_marks
from indicators.imports.coefficient.columns import IN_EUROS, OF_VALUE, PUBLISHED, Column, Depth, Part
from indicators.imports.coefficient.headings import plain
from indicators.imports.coefficient.table import TOTAL, Table

ALWAYS = (Part.POPULATION, Part.COEFFICIENT)
STATES = {
    "alustava": "preliminary",
    "ennakko": "preliminary",
    "ennakkotieto": "preliminary",
    "preliminär": "preliminary",
    "preliminary": "preliminary",
    "lopullinen": "final",
    "slutlig": "final",
    "final": "final",
}
MOST = {
    Part.POPULATION: Decimal(10_000_000),
    Part.COEFFICIENT: Decimal(1_000_000),
    Part.PUBLISHED_COEFFICIENT: Decimal(999),
} | dict.fromkeys(IN_EUROS, Decimal(100_000_000_000))
MOST_OF_MEAN = Decimal(999)
LONGEST_SOURCE = 500
EMPTY = Figure()


@dataclass(frozen=True)
class Trouble:
    """``row`` is the code of an area, "total", or "x1" of a loose row, ``column`` the key of one; "" where it is of none."""

    text: str
    row: str = ""
    column: str = ""
    leads_to: str = ""  # the row where mending begins, of what is of no single row
    is_listed: bool = True  # in the summary, too


@dataclass
class Checked:
    """``inputs`` are complete where there are no ``troubles``, and ``result`` is theirs.

    ``absent`` counts the figures that are told to be missing.
    """

    inputs: Inputs
    troubles: list[Trouble]
    absent: int = 0
    result: Calculated | None = None
    published: Mapping[str, Mapping[Part, Decimal]] = field(default_factory=dict)
    sources: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


class Checking:
    """One look at a table. ``empty_is_absent``: whether an empty figure of an indicator is told to be missing."""

    def __init__(self, table: Table, rules: RuleSet, depth: str, titles: Mapping[str, str], *, empty_is_absent: bool):
        self.table, self.rules, self.depth, self.titles = table, rules, depth, titles
        self.empty_is_absent = empty_is_absent
        self.columns = [each for each in table.columns if not each.is_text]
        self.needed = [each for each in self.columns if not each.is_extra]
        self.figures = {
            code: {each.key: read_cell(cells.get(each.key, "")) for each in self.columns}
            for code, cells in [*table.areas.items(), (TOTAL, table.total)]
        }
        self.places = {code: number for number, code in enumerate(table.areas)}
        every = [figure for told in self.figures.values() for figure in told.values()]
        self.unsure = unsure_marks(every)

    def run(self) -> Checked:
        troubles = [Trouble(text) for text in self.table.troubles]
        troubles += self._loose()
        missing = [code for code in self.table.areas if self._is_missing(code)]
        troubles += self._missing(missing)
        empty = {each.key for each in self.needed if self._is_empty_everywhere(each, missing)}
        troubles += [Trouble(words.empty_column(each), column=each.key) for each in self.needed if each.key in empty]
        for code in self.table.areas:
            if code not in missing:
                troubles += self._row(code, empty)
        inputs = self._inputs()
        troubles += self._of_engine(inputs, troubles, missing)
        troubles += self._totals(troubles)
        return Checked(
            inputs,
            sorted(troubles, key=self._order),
            absent=self._absent(),
            published=self._published(),
            sources=self._sources(),
        )

    def _order(self, trouble: Trouble) -> tuple[int, int]:
        """What is of the whole first, then as the rows stand."""
        if not trouble.row or trouble.row.startswith("x"):
            return (0, 0)
        return (1, len(self.places) if trouble.row == TOTAL else self.places[trouble.row])

    def _loose(self) -> Iterator[Trouble]:
        for number, row in enumerate(self.table.loose, start=1):
            yield Trouble(words.of_loose(row), row=f"x{number}")

    def _missing(self, missing: list[str]) -> Iterator[Trouble]:
        if missing:
            yield Trouble(words.missing_areas([self.titles[code] for code in missing]), leads_to=missing[0])
        yield from (Trouble(words.empty_row(), row=code, is_listed=False) for code in missing)

    def _is_missing(self, code: str) -> bool:
        return all(self.figures[code][each.key].is_empty for each in self.needed)

    def _is_empty_everywhere(self, column: Column, missing: list[str]) -> bool:
        there = [code for code in self.table.areas if code not in missing]
        if self.empty_is_absent and column.part not in ALWAYS:
            return False
        return len(there) > 1 and all(self.figures[code][column.key].is_empty for code in there)

    def _row(self, code: str, empty: set[str]) -> Iterator[Trouble]:
        for column in self.columns:
            figure, text = self.figures[code][column.key], self.table.areas[code].get(column.key, "")
            if column.key not in empty and (told := self._cell(column, figure, text)):
                yield Trouble(told, code, column.key)
        for column in self.table.columns:
            if column.is_text and (told := _of_text(column, self.table.areas[code].get(column.key, ""))):
                yield Trouble(told, code, column.key)

    def _cell(self, column: Column, figure: Figure, text: str) -> str:
        if figure.fault:
            return words.of_fault(figure.fault, text)
        if column.part is Part.POPULATION and figure.number is not None and (figure.is_unsure or figure.number % 1):
            return words.not_whole(text)
        if is_doubtful(figure, self.unsure, is_large=column.is_summed):
            return words.unsure(text)
        if figure.number is not None and abs(figure.number) > MOST.get(column.part, abs(figure.number)):
            return words.too_large(text, MOST[column.part])
        if column.part in ALWAYS and figure.is_absent:
            return words.never_absent()
        is_open = figure.is_empty and not column.is_extra
        if is_open and (column.part in ALWAYS or not self.empty_is_absent):
            return words.empty(column)
        return ""

    def _number(self, code: str, key: str) -> Decimal | None:
        return self.figures[code].get(key, EMPTY).number

    def _inputs(self) -> Inputs:
        codes = list(self.table.areas)
        people = {code: int(self._number(code, Part.POPULATION) or 0) for code in codes}
        if self.depth == Depth.COEFFICIENTS:
            return Inputs(
                people, coefficients={code: self._number(code, Part.COEFFICIENT) or Decimal(0) for code in codes}
            )
        keys = [rule.key for rule in self.rules.indicators]
        if self.depth == Depth.POINTS:
            points = {code: {key: self._number(code, f"{key}.{Part.POINTS}") for key in keys} for code in codes}
            return Inputs(people, points=points)
        return Inputs(people, values={code: {key: self._value(code, key) for key in keys} for code in codes})

    def _value(self, code: str, key: str) -> Value:
        return Value(**{str(part): self._number(code, f"{key}.{part}") for part in OF_VALUE})

    def _of_engine(self, inputs: Inputs, told: list[Trouble], missing: list[str]) -> Iterator[Trouble]:
        """What the engine says beyond what has been told of the same cell."""
        known = {(each.row, each.column) for each in told}
        known |= {("", each.column) for each in told if not each.row}
        for problem in problems_of(self.rules, inputs):
            column = self.column_of(problem)
            is_told = problem.area in missing or (problem.area, column) in known or (column and ("", column) in known)
            if not is_told:
                yield Trouble(words.of_engine(problem), problem.area, column)

    def too_far(self, result: Calculated) -> Iterator[Trouble]:
        """An area beside which the others are nothing is a slip in writing."""
        column = str(Part.COEFFICIENT) if self.depth == Depth.COEFFICIENTS else str(Part.POPULATION)
        for code, area in result.areas.items():
            if area.normalised > MOST_OF_MEAN:
                yield Trouble(words.far_from_mean(MOST_OF_MEAN), code, column)

    def column_of(self, problem: Problem) -> str:
        """The cell that is to be mended; of an indicator's figures the one that is out of range."""
        if problem.reason is Reason.POPULATION:
            return str(Part.POPULATION)
        if not problem.indicator:
            return str(Part.COEFFICIENT) if problem.area and self.depth == Depth.COEFFICIENTS else ""
        if self.depth == Depth.POINTS:
            return f"{problem.indicator}.{Part.POINTS}"
        if problem.reason is Reason.NO_CORRECTION:
            return f"{problem.indicator}.{Part.RECORDED}"
        keys = [f"{problem.indicator}.{part}" for part in OF_VALUE]
        wrong = (key for key in keys if problem.area and self._number(problem.area, key) == problem.told)
        return next(wrong, keys[0]) if problem.told is not None else keys[0]

    def _totals(self, told: list[Trouble]) -> Iterator[Trouble]:
        """The row of sums against the rows, where every row could be read."""
        wrong = {each.column for each in told if each.row} | {each.column for each in told if each.column}
        is_partial = any(not each.column for each in told)
        for column in self.columns:
            figure, text = self.figures[TOTAL][column.key], self.table.total.get(column.key, "")
            if not column.is_summed or figure.is_empty or figure.is_absent:
                continue
            if figure.fault or is_doubtful(figure, self.unsure, is_large=True):
                told_of = words.of_fault(figure.fault, text) if figure.fault else words.unsure(text)
                yield Trouble(told_of, TOTAL, column.key)
            elif column.key not in wrong and not is_partial:
                yield from self._total(column, figure.number)

    def _total(self, column: Column, told: Decimal) -> Iterator[Trouble]:
        numbers = [self._number(code, column.key) for code in self.table.areas]
        summed = sum((each for each in numbers if each is not None), Decimal(0))
        slack = Decimal(len(numbers) + 1) / 2 if column.part in IN_EUROS else Decimal(0)  # each euro has been rounded
        if abs(told - summed) > slack:
            yield Trouble(words.wrong_total(column, told, summed), TOTAL, column.key)

    def _absent(self) -> int:
        figures = [self.figures[code][each.key] for code in self.table.areas for each in self.needed]
        return sum(each.is_absent or each.is_empty for each in figures)

    def _published(self) -> dict[str, dict[Part, Decimal]]:
        found = {
            code: {part: number for part in PUBLISHED if (number := self._number(code, part)) is not None}
            for code in self.table.areas
        }
        return {code: told for code, told in found.items() if told}

    def _sources(self) -> dict[str, dict[str, str]]:
        """What single rows tell of their own source and state."""
        found = {}
        for code, cells in self.table.areas.items():
            told = {"source": cells.get(Part.SOURCE, ""), "state": STATES.get(plain(cells.get(Part.STATE, "")), "")}
            if told := {name: text for name, text in told.items() if text}:
                found[code] = told
        return found


def _of_text(column: Column, text: str) -> str:
    if column.part is Part.SOURCE and len(text) > LONGEST_SOURCE:
        return words.text_too_long(LONGEST_SOURCE)
    if column.part is Part.STATE and text and plain(text) not in STATES:
        return words.unknown_state(text)
    return ""


def lacks_of(rules: RuleSet, depth: str) -> list[str]:
    """Why nothing can be calculated by the rules at a depth, before a single figure is typed."""
    keys = [rule.key for rule in rules.indicators]
    given = {
        Depth.COEFFICIENTS: {"coefficients": {"-": Decimal(1)}},
        Depth.POINTS: {"points": {"-": dict.fromkeys(keys)}},
        Depth.VALUES: {"values": {"-": dict.fromkeys(keys, Value())}},
    }[depth]
    return words.lacks_of_rules(list(problems_of(rules, Inputs({"-": 1}, **given))))
