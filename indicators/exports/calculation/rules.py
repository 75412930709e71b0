"""The sheet of rules: the settings that formulas point at, the others in words, and where all of it comes from."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from hyte.lib.sheets import HEADING, PLAIN, TEXT, TITLE, Sheet, Value
from hyte.lib.templatetags.hyte import day
from indicators.exports.calculation.inputs import name_of
from indicators.exports.calculation.sheet import INPUT
from indicators.queries.calculations import Shown
from indicators.queries.rule_sets import rule_in_words, settings_of

WIDTHS = (56, 16, 90)
IN_CELLS = {"price", "pot", "when_equal"}


@dataclass(frozen=True)
class Line:
    """``key`` where formulas point at its value."""

    label: str
    value: Value
    key: str = ""


class RulesSheet:
    """Knows its lines before it is written, so that their cells are known to the other sheets."""

    def __init__(self, shown: Shown, title: str) -> None:
        self.shown, self.title = shown, title
        self.lines = list(self._lines())
        self._rows = {line.key: row for row, line in enumerate(self.lines, start=1) if line.key}

    def cell(self, key: str) -> str:
        return f"'{self.title}'!$B${self._rows[key]}"

    def write(self, sheet: Sheet) -> None:
        sheet.set_widths(WIDTHS)
        for line in self.lines:
            if line.value is None and line.label:
                sheet.write((line.label, TITLE if line is self.lines[0] else HEADING))
            elif line.key:
                sheet.write((line.label, TEXT), (line.value, INPUT))
            else:
                sheet.write((line.label, TEXT), (None, PLAIN), (line.value, TEXT))

    def _lines(self) -> Iterator[Line]:
        calculation, rules = self.shown.calculation, self.shown.result.rules
        yield Line(calculation.name, None)
        if calculation.is_demo:
            yield Line(_("Invented demo data"), _("The figures describe no area."))
        yield Line(_("Source"), calculation.source)
        yield Line(_("Date of the source"), day(calculation.source_on) if calculation.source_on else "")
        yield Line(_("State"), calculation.get_state_display())
        yield Line(_("Rules"), self.shown.rule_set.name)
        yield Line(
            _("How to use this"), _("Change a yellow cell, and everything that follows from it is calculated again.")
        )
        yield Line(_("What holds for all"), None)
        yield from self._settings()
        for group in rules.groups:
            yield from self._group(group)

    def _settings(self) -> Iterator[Line]:
        rules = self.shown.result.rules
        if rules.price is not None:
            yield Line(_("Price, € per resident"), rules.price, "price")
        else:
            yield Line(_("Sum to share, €"), rules.pot, "pot")
        yield Line(_("Points where all areas have the same figure"), rules.when_equal, "when_equal")
        labels = {self.shown.rule_set._meta.get_field(name).verbose_name for name in IN_CELLS}
        for told in settings_of(self.shown.rule_set):
            if told.label not in labels:
                yield Line(told.label.capitalize(), told.value)

    def _group(self, group) -> Iterator[Line]:
        named = self.shown.groups.get(group.key)
        yield Line(named.name if named else group.key, None)
        if group.weight is not None:
            yield Line(_("Weight"), group.weight, f"weight:{group.key}")
        for rule in self.shown.result.rules.of_group(group.key):
            yield Line(name_of(self.shown, rule.key), self._in_words(rule.key))
            if rule.target is not None:
                yield Line(_("Target"), rule.target, f"target:{rule.key}")

    def _in_words(self, key: str) -> str:
        indicator = self.shown.indicators.get(key)
        return "; ".join(f"{told.label}: {told.value}" for told in rule_in_words(indicator)) if indicator else ""
