"""Which figures would tell of fewer than five cases, alone or by subtraction."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from indicators.models import Sex

FEWEST_SHOWN = 5


class Cell(NamedTuple):
    region_id: int
    year: int
    sex: str


@dataclass(frozen=True)
class Sum:
    """What is told both as a whole and in parts: everyone is women and men, a county is its municipalities."""

    whole: Cell
    parts: tuple[Cell, ...]

    @property
    def terms(self) -> tuple[Cell, ...]:
        return (self.whole, *self.parts)


Numbers = Mapping[Cell, Decimal]
Divisions = Mapping[int, Iterable[Collection[int]]]


def is_small(number: Decimal) -> bool:
    return 0 < number < FEWEST_SHOWN


@dataclass
class Sight:
    """What a reader sees: the ``figures``, and what is ``known`` from them, without what is ``hidden``."""

    figures: Numbers
    known: Numbers
    hidden: set[Cell] = field(init=False)

    def __post_init__(self) -> None:
        self.hidden = {cell for cell, number in self.known.items() if is_small(number)}

    def darken(self, sums: Iterable[Sum]) -> bool:
        """Hide one more term in every sum that gives something away; whether anything was hidden."""
        before = len(self.hidden)
        for each in sums:
            if self._gives_away(each):
                self.hidden.update(self._best_to_hide(each))
        return len(self.hidden) > before

    def _gives_away(self, each: Sum) -> bool:
        dark = [cell for cell in each.terms if cell in self.hidden]
        return len(dark) == 1 or (len(dark) > 1 and self._is_small_together(each))

    def _is_small_together(self, each: Sum) -> bool:
        """Whether the hidden parts are a group of few cases that subtracting the others from the whole gives away."""
        parts = sum((self.known[cell] for cell in each.parts if cell in self.hidden), Decimal(0))
        return each.whole not in self.hidden and is_small(parts)

    def _best_to_hide(self, each: Sum) -> list[Cell]:
        """One term, or none where nothing helps. A zero hides nothing behind it."""
        whole = [each.whole] if each.whole not in self.hidden else []
        if whole and each.whole not in self.figures:  # nobody sees it: it goes dark first, and its other sums follow
            return whole
        lit = [cell for cell in each.parts if cell in self.figures and cell not in self.hidden and self.known[cell]]
        return (sorted(lit, key=lambda cell: (self.known[cell], cell)) + whole)[:1]


def hidden_places(figures: Numbers, parents: Divisions) -> set[Cell]:
    """The cells not to be shown, of the numbers of cases; ``parents`` has for an area each of its divisions to members.

    In every sum nothing is hidden, or so much that it can't be computed: at least two terms, and parts that don't make a
    small number together. The smallest part that helps is hidden with it, else the whole. A missing figure that follows
    from the others is guarded as they are; otherwise a missing one protects nobody, for somebody may know it.
    """
    sums = list(_sums(figures, parents))
    sight = Sight(figures, _with_implied(figures, sums))
    told = [each for each in sums if each.whole in figures]
    implied = [each for each in sums if each.whole in sight.known and each.whole not in figures]
    while sight.darken(told) or sight.darken(implied):
        pass  # what went dark in one sum may be the only dark one of another
    return sight.hidden & figures.keys()


def _sums(figures: Numbers, parents: Divisions) -> Iterator[Sum]:
    areas = {cell.region_id for cell in figures}
    divisions = sorted((whole, sorted(parts)) for whole, ways in parents.items() for parts in ways)
    divisions = [(whole, parts) for whole, parts in divisions if areas & {whole, *parts}]
    everywhere = sorted(areas | {whole for whole, _parts in divisions})
    for year in sorted({cell.year for cell in figures}):
        for area in everywhere:
            total, women, men = (Cell(area, year, sex) for sex in (Sex.TOTAL.value, Sex.FEMALE.value, Sex.MALE.value))
            yield Sum(total, (women, men))
        for whole, parts in divisions:
            for sex in Sex.values:
                yield Sum(Cell(whole, year, sex), tuple(Cell(part, year, sex) for part in parts))


def _with_implied(figures: Numbers, sums: Iterable[Sum]) -> dict[Cell, Decimal]:
    """The figures and those missing ones that follow from them."""
    known, is_complete = dict(figures), False
    while not is_complete:
        before = len(known)
        for each in sums:
            known |= _implied(each, known)
        is_complete = len(known) == before
    return known


def _implied(each: Sum, known: Numbers) -> dict[Cell, Decimal]:
    """The only unknown term and what it must be; nothing where the figures contradict each other."""
    unknown = [cell for cell in each.terms if cell not in known]
    if len(unknown) != 1:
        return {}
    parts = sum((known[cell] for cell in each.parts if cell in known), Decimal(0))
    number = parts if unknown[0] == each.whole else known[each.whole] - parts
    return {unknown[0]: number} if number >= 0 else {}
