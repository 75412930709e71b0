"""The columns of a table of figures: which ones the rules and the depth of entry need, and which may stand beside them."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from indicators.coefficient import Basis, Correction
from indicators.models import Calculation, RuleIndicator, RuleSet

Depth = Calculation.Depth


class Part(StrEnum):
    POPULATION = "population"
    COEFFICIENT = "coefficient"
    POINTS = "points"
    NOW = "now"
    BEFORE = "before"
    RECORDED = "recorded"
    EXPECTED = "expected"
    FLAT = "flat"  # this and the next three as they were published
    EUROS = "euros"
    DIFFERENCE = "difference"
    PUBLISHED_COEFFICIENT = "published"
    SOURCE = "source"
    STATE = "state"


LABELS = {
    Part.POPULATION: _("Population"),
    Part.COEFFICIENT: _("Coefficient"),
    Part.POINTS: _("points"),
    Part.NOW: _("latest year"),
    Part.BEFORE: _("earlier year"),
    Part.RECORDED: _("recorded"),
    Part.EXPECTED: _("expected"),
    Part.FLAT: _("Published flat share, €"),
    Part.EUROS: _("Published share, €"),
    Part.DIFFERENCE: _("Published difference, €"),
    Part.PUBLISHED_COEFFICIENT: _("Published coefficient"),
    Part.SOURCE: pgettext_lazy("of figures", "Source"),
    Part.STATE: pgettext_lazy("of figures", "State"),
}
PUBLISHED = (Part.FLAT, Part.EUROS, Part.DIFFERENCE, Part.PUBLISHED_COEFFICIENT)
IN_EUROS = (Part.FLAT, Part.EUROS, Part.DIFFERENCE)
TEXTS = (Part.SOURCE, Part.STATE)
OF_VALUE = (Part.NOW, Part.BEFORE, Part.RECORDED, Part.EXPECTED)


class Extra(StrEnum):
    """What may stand beside the figures that are calculated from."""

    PUBLISHED = "published"
    SOURCES = "sources"


@dataclass(frozen=True)
class Column:
    """``indicator`` is the one of the rules that the column is of; None for what is told of the area itself."""

    part: Part
    indicator: RuleIndicator | None = None

    @property
    def key(self) -> str:
        return f"{self.indicator.key}.{self.part}" if self.indicator else str(self.part)

    @property
    def label(self) -> str:
        """As it stands in a heading; a single figure of an indicator needs no other word than its name."""
        if not self.indicator:
            return str(LABELS[self.part])
        return f"{self.indicator.name}, {self.told}" if self.told else self.indicator.name

    @property
    def told(self) -> str:
        """Which of the indicator's figures it is, where there are several."""
        alone = self.indicator is None or len(parts_of(self.indicator)) == 1 or self.part is Part.POINTS
        return "" if alone else str(LABELS[self.part])

    @property
    def is_text(self) -> bool:
        return self.part in TEXTS

    @property
    def is_extra(self) -> bool:
        return self.part in PUBLISHED or self.is_text

    @property
    def is_summed(self) -> bool:
        return self.part is Part.POPULATION or self.part in IN_EUROS


def parts_of(indicator: RuleIndicator) -> tuple[Part, ...]:
    """The figures of an area that its value takes."""
    change = indicator.basis in (Basis.RELATIVE_CHANGE, Basis.ABSOLUTE_CHANGE)
    corrected = indicator.correction != Correction.NONE
    return (
        Part.NOW,
        *((Part.BEFORE,) if change else ()),
        *((Part.RECORDED, Part.EXPECTED) if corrected else ()),
    )


def columns_of(rule_set: RuleSet, depth: str, extras=()) -> list[Column]:
    """In the order of the template. Prefetch ``groups__indicators``."""
    return [Column(Part.POPULATION), *_needed(rule_set, depth), *_beside(depth, extras)]


def _needed(rule_set: RuleSet, depth: str) -> Iterator[Column]:
    if depth == Depth.COEFFICIENTS:
        yield Column(Part.COEFFICIENT)
        return
    for indicator in indicators_of(rule_set):
        for part in (Part.POINTS,) if depth == Depth.POINTS else parts_of(indicator):
            yield Column(part, indicator)


def _beside(depth: str, extras) -> Iterator[Column]:
    if Extra.PUBLISHED in extras:
        parts = IN_EUROS if depth == Depth.COEFFICIENTS else PUBLISHED
        yield from (Column(part) for part in parts)
    if Extra.SOURCES in extras:
        yield from (Column(part) for part in TEXTS)


def indicators_of(rule_set: RuleSet) -> list[RuleIndicator]:
    return [each for group in rule_set.groups.all() for each in group.indicators.all()]
