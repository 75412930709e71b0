"""The workbook of a calculation: results, steps, inputs and rules, in this order."""

from datetime import datetime
from io import BytesIO

from django.utils import translation
from django.utils.translation import gettext as _

from hyte.lib.sheets import Book
from indicators.exports.calculation.inputs import input_columns
from indicators.exports.calculation.results import Results
from indicators.exports.calculation.rules import RulesSheet
from indicators.exports.calculation.scoring import step_columns
from indicators.exports.calculation.sheet import Keyed, Places, ranges_of, write_areas
from indicators.queries.calculations import Shown


def render_workbook(shown: Shown, *, made_at: datetime) -> bytes:
    out = BytesIO()
    CalculationBook(shown).make(made_at).save(out)
    return out.getvalue()


class CalculationBook:
    """Each sheet points at cells of the others: where those stand is known before anything is written."""

    def __init__(self, shown: Shown) -> None:
        self.shown = shown
        self.areas = [each.area for each in shown.in_order]
        self.places = Places()
        self.rules = RulesSheet(shown, _("Rules"))
        self.places.rules = self.rules
        self.inputs = self._placed("inputs", _("Inputs"), input_columns(shown))
        self.steps = self._placed("steps", _("Steps"), step_columns(shown, self.places))
        self.results = self._placed("results", _("Results"), Results(shown, self.places).columns())

    def _placed(self, name: str, title: str, columns: Keyed) -> Keyed:
        setattr(self.places, name, ranges_of(title, [key for key, _column in columns], len(self.areas)))
        return columns

    def make(self, made_at: datetime) -> Book:
        """In the order of reading."""
        book = Book(
            title=self.shown.calculation.name,
            creator="HYTE",
            language=translation.get_language() or "fi",
            made_at=made_at,
            page_words=_("Page {page} / {pages}"),
        )
        for name in ("results", "steps", "inputs"):
            if columns := getattr(self, name):
                sheet = book.add_sheet(getattr(self.places, name).sheet)
                write_areas(sheet, [column for _key, column in columns], self.areas, self._own)
        self.rules.write(book.add_sheet(self.rules.title))
        return book

    @property
    def _own(self) -> str:
        return self.shown.own.code if self.shown.own else ""
