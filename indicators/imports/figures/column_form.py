"""What the columns of a file were taken for, each changeable."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl.utils import get_column_letter

from hyte.lib.calm_forms import PlainForm
from hyte.lib.workbooks import Grid
from indicators.forms.figures import own_indicators
from indicators.imports.figures.headings import Certainty, Guess, year_in
from indicators.imports.figures.layout import (
    LACKS,
    NO_ROW,
    ROWS_FOR_HEADINGS,
    Layout,
    guesses_of,
    header_of,
    heading_of,
    samples_of,
    with_guesses,
)
from indicators.imports.figures.roles import SKIPPED, Role, role_of, roles_on_offer
from indicators.imports.figures.work import Reading
from indicators.models import Region
from indicators.queries.own_figures import areas_to_write
from indicators.services.figures import FIRST_YEAR, LAST_YEAR

TEXT_OF_ROW = 70  # letters
SAMPLES_SHOWN = 3
TOLD = "told"
CERTAINTY: dict[str, tuple[str, str | Promise]] = {
    Certainty.SURE: ("check", gettext_lazy("Known heading")),
    Certainty.LIKELY: ("info", gettext_lazy("A guess: look at it")),
    Certainty.UNKNOWN: ("info", gettext_lazy("Not known: choose, if it is needed")),
    TOLD: ("check", gettext_lazy("Chosen by people")),
}


@dataclass(frozen=True)
class ReadColumn:
    heading: str
    samples: list[str]


@dataclass(frozen=True)
class ColumnLine:
    """A column of the file as the page shows it, with its field."""

    number: int
    column: ReadColumn
    bound: forms.BoundField
    guess: Guess
    role: Role

    @property
    def letter(self) -> str:
        return get_column_letter(self.number)

    @property
    def _state(self) -> str:
        return self.guess.certainty.value if self.role == self.guess.role else TOLD

    @property
    def icon(self) -> str:
        return CERTAINTY[self._state][0]

    @property
    def certainty(self) -> str:
        return str(CERTAINTY[self._state][1])

    @property
    def is_unsure(self) -> bool:
        return self._state == Certainty.LIKELY

    @property
    def select(self) -> SafeString:
        label = _("Column %(letter)s, %(heading)s, is taken for")
        named = label % {"letter": self.letter, "heading": self.column.heading or _("no heading")}
        marks = {"aria-label": named, "aria-describedby": f"{self.bound.auto_id}_certainty"}
        if self.bound.errors:
            marks |= {"aria-describedby": f"{self.bound.auto_id}_error", "aria-invalid": "true"}
        return self.bound.as_widget(attrs=marks)


class ColumnsForm(PlainForm):
    """A field for each column is called ``c`` and its number."""

    sheet = forms.TypedChoiceField(label=gettext_lazy("Sheet"), coerce=int)
    header = forms.TypedChoiceField(
        label=gettext_lazy("Headings are on row"),
        coerce=int,
        help_text=gettext_lazy("When the row of headings is changed, the columns are read again and shown to you."),
    )
    indicator = forms.ModelChoiceField(
        None, label=gettext_lazy("Indicator of all rows"), required=False, empty_label=gettext_lazy("Named by a column")
    )
    region = forms.ModelChoiceField(
        Region.objects.none(),
        label=gettext_lazy("Area of all rows"),
        required=False,
        empty_label=gettext_lazy("Named by a column"),
    )
    year = forms.IntegerField(
        label=gettext_lazy("Year of all rows"),
        required=False,
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        help_text=gettext_lazy("Where neither a column nor the headings tell it."),
    )
    removes = forms.BooleanField(
        label=gettext_lazy("Remove the figures of places that the file leaves empty"),
        required=False,
        help_text=gettext_lazy("Else a figure that stands there now stays."),
    )

    def __init__(self, *args, reading: Reading, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.reading, layout = reading, reading.layout
        self.fields["sheet"].choices = _sheet_choices(reading)
        self.fields["header"].choices = _row_choices(reading.grid)
        self.fields["indicator"].queryset = own_indicators(reading.file.county)
        own = [region.pk for region in areas_to_write(reading.file.county)]
        self.fields["region"].queryset = Region.objects.filter(pk__in=own)
        for number in layout.columns:
            choices = [(role.key, role.name) for role in roles_on_offer(self._year_of(number))]
            self.fields[f"c{number}"] = forms.ChoiceField(label=self._label(number), choices=choices)
        told = {"sheet": layout.sheet, "header": layout.header, "indicator": reading.file.indicator_id}
        told |= {"region": layout.region_id, "year": layout.year, "removes": layout.removes}
        self.initial = told | {f"c{number}": role.key for number, role in layout.columns.items()} | self.initial

    def _year_of(self, number: int) -> int | None:
        return self.reading.layout.columns[number].year or year_in(self._heading(number))

    def _heading(self, number: int) -> str:
        return heading_of(self.reading.grid, self.reading.layout.header, number)

    def _label(self, number: int) -> str:
        return f"{get_column_letter(number)} {self._heading(number)}".strip()[:TEXT_OF_ROW]

    @cached_property
    def lines(self) -> list[ColumnLine]:
        layout, grid = self.reading.layout, self.reading.grid
        guesses = guesses_of(grid, layout.header, self.reading.areas.is_name)
        return [
            ColumnLine(number, self._column(number), self[f"c{number}"], guesses[number], role)
            for number, role in layout.columns.items()
        ]

    def _column(self, number: int) -> ReadColumn:
        texts = filter(None, samples_of(self.reading.grid, self.reading.layout.header, number))
        return ReadColumn(self._heading(number), list(islice(texts, SAMPLES_SHOWN)))

    def clean(self) -> dict:
        cleaned = super().clean()
        if "header" in cleaned and "sheet" in cleaned and not self.rereads:
            self._refuse_doubles()
            lacks = self.layout.lacks(has_indicator=cleaned.get("indicator") is not None)
            for lack in () if self.errors else lacks:
                self.add_error(None, ValidationError(LACKS[lack]))
        return cleaned

    def _refuse_doubles(self) -> None:
        taken: dict[Role, int] = {}
        for number, role in self._roles.items():
            if role in taken and role != SKIPPED:
                text = _("Column %(letter)s has been taken for the same thing. Choose something else for one of them.")
                self.add_error(f"c{number}", text % {"letter": get_column_letter(taken[role])})
            taken.setdefault(role, number)

    @property
    def _roles(self) -> dict[int, Role]:
        return {number: role_of(self.cleaned_data.get(f"c{number}", "skip")) for number in self.reading.layout.columns}

    @property
    def rereads(self) -> bool:
        """Whether another sheet or row of headings was chosen: the columns that were in sight are no longer the file's."""
        layout = self.reading.layout
        return (self.cleaned_data["sheet"], self.cleaned_data["header"]) != (layout.sheet, layout.header)

    @property
    def layout(self) -> Layout:
        told = self.cleaned_data
        layout = Layout(
            sheet=told["sheet"],
            header=told["header"],
            columns=self._roles,
            region_id=told["region"].pk if told.get("region") else None,
            year=told.get("year"),
            removes=told.get("removes", False),
        )
        if not self.rereads:
            return layout
        if layout.sheet != self.reading.layout.sheet:  # the rows on offer were those of the other sheet
            layout = replace(layout, header=header_of(self.reading.book.sheets[layout.sheet]))
        return with_guesses(layout, self.reading.book, self.reading.areas.is_name)


def _sheet_choices(reading: Reading) -> list[tuple[int, str]]:
    return [(number, grid.title) for number, grid in enumerate(reading.book.sheets) if grid.rows]


def _row_choices(grid: Grid) -> Iterator[tuple[int, str]]:
    yield NO_ROW, _("The table has no headings")
    for number, cells in enumerate(grid.rows[:ROWS_FOR_HEADINGS], start=1):
        text = " | ".join(filter(None, (cell.text for cell in cells)))
        yield number, f"{number}: {text[:TEXT_OF_ROW]}"
