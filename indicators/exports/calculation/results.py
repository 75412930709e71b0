"""The sheet of results: from the coefficient to euros, and what was published beside it."""

from decimal import Decimal

from django.utils.translation import gettext as _

from hyte.lib.sheets import COUNT, Formula
from indicators.coefficient import Ties
from indicators.exports.calculation.inputs import area_column
from indicators.exports.calculation.sheet import EUROS, EXACT, Column, Keyed, Places, live
from indicators.queries.calculations import Shown

DIGITS_OF_TIES = 12  # a spreadsheet counts with about 15: beyond these, equal figures may differ


class Results:
    def __init__(self, shown: Shown, places: Places) -> None:
        self.shown, self.places = shown, places
        self.rules, self.areas = shown.result.rules, shown.result.areas

    def columns(self) -> Keyed:
        areas = self.areas
        return [
            area_column(self.shown, _("All")),
            ("place", Column(_("Place"), lambda area, row: live(self._place(row), areas[area].rank), COUNT, 8)),
            (
                "people",
                Column(_("Population"), self._people, COUNT, 14, feet=lambda: [self._sum("people", "population")]),
            ),
            ("raw", Column(_("Coefficient"), self._raw, EXACT, 16, feet=lambda: [self._mean()])),
            ("k", Column(_("Divided by the mean"), self._normalised, EXACT, 18)),
            ("euros", Column(_("Euros"), self._euros, EUROS, 18, feet=lambda: [self._sum("euros", "euros")])),
            ("flat", Column(_("Equal share, €"), self._flat, EUROS, 18, feet=lambda: [self._sum("flat", "flat")])),
            ("more", Column(_("Difference, €"), self._more, EUROS, 18, feet=lambda: [self._sum("more", "difference")])),
            ("each", Column(_("€ per resident"), self._each, EUROS, 16)),
            *self._published(),
        ]

    def _cell(self, key: str, row: int) -> str:
        return self.places.results.cell(key, row)

    def _sum(self, key: str, name: str) -> Formula:
        whole = sum(getattr(each, name) for each in self.areas.values())
        return live(f"SUM({self.places.results.whole(key)})", whole)

    def _mean(self) -> Formula:
        raw, people = self.places.results.whole("raw"), self.places.results.whole("people")
        return live(f"SUMPRODUCT({raw},{people})/SUM({people})", self.shown.result.mean)

    def _people(self, area: str, row: int) -> Formula:
        return live(self.places.inputs.cell("population", row), self.areas[area].population)

    def _raw(self, area: str, row: int) -> Formula:
        return live(self._coefficient(row), self.areas[area].coefficient)

    def _coefficient(self, row: int) -> str:
        if self.shown.result.inputs.coefficients is not None:
            return self.places.inputs.cell("coefficient", row)
        weighed = [
            (self.places.steps.cell(f"group:{group.key}", row), self.places.rules.cell(f"weight:{group.key}"))
            for group in self.rules.groups
        ]
        upper = "+".join(f"N({mean})*{weight}" for mean, weight in weighed)
        lower = "+".join(f"ISNUMBER({mean})*{weight}" for mean, weight in weighed)
        return f"({upper})/({lower})"

    def _normalised(self, area: str, row: int) -> Formula:
        divided = f"{self._cell('raw', row)}/{self.places.results.foot('raw')}"
        rounded = divided if self.rules.digits is None else f"ROUND({divided},{self.rules.digits})"
        return live(rounded, self.areas[area].normalised)

    def _place(self, row: int) -> str:
        whole, own = self.places.results.whole("k"), self._cell("k", row)
        better = f"(ROUND({whole},{DIGITS_OF_TIES})>ROUND({own},{DIGITS_OF_TIES}))"
        if self.rules.ties is Ties.SAME_NO_SKIP:
            return f"SUMPRODUCT({better}/COUNTIF({whole},{whole}))+1"
        return f"SUMPRODUCT({better}*1)+1"

    def _euros(self, area: str, row: int) -> Formula:
        return live(f"{self._flat_text(row)}*{self._cell('k', row)}", self.areas[area].euros)

    def _flat(self, area: str, row: int) -> Formula:
        return live(self._flat_text(row), self.areas[area].flat)

    def _flat_text(self, row: int) -> str:
        return f"{self._price()}*{self._cell('people', row)}"

    def _price(self) -> str:
        if self.rules.price is not None:
            return self.places.rules.cell("price")
        return f"{self.places.rules.cell('pot')}/SUM({self.places.results.whole('people')})"

    def _more(self, area: str, row: int) -> Formula:
        return live(f"{self._cell('euros', row)}-{self._cell('flat', row)}", self.areas[area].difference)

    def _each(self, area: str, row: int) -> Formula:
        return live(f"{self._cell('more', row)}/{self._cell('people', row)}", self.areas[area].per_resident)

    def _published(self) -> Keyed:
        """As they were told: never overwritten by what is calculated."""
        if not self.shown.published:
            return []
        columns = [
            ("published", _("Published, €"), "euros"),
            ("published_more", _("Published difference, €"), "difference"),
        ]
        return [(key, Column(title, self._told(name), EUROS, 20)) for key, title, name in columns]

    def _told(self, name: str):
        def told(area: str, _row: int) -> Decimal | None:
            return getattr(self.shown.published.get(area), name, None)

        return told
