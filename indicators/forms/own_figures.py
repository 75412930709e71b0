"""A county's own figures by hand: a grid of areas, years and sexes."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django import forms
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hyte.lib.calm_forms import PlainForm
from hyte.lib.meanwhile import Conflict, Difference
from hyte.lib.numbers import read_number
from hyte.lib.text import clean
from indicators.models import Indicator, Region, Sex
from indicators.queries.own_figures import LENGTH, NOTHING, Spot, Standing, mark_of, standing_figures
from indicators.services.figures import EXACT, TOO_LARGE, Figure

REMOVE = "-"
DASHES = {REMOVE, "\N{EN DASH}", "\N{MINUS SIGN}"}
HIDDEN = "!"  # after the mark of a figure that the writer didn't see


class FigureField(forms.Field):
    """A number with a decimal comma, REMOVE for a dash, None where nothing was written."""

    def __init__(self, *, label: str, is_hidden: bool, initial: str) -> None:
        attrs = {"inputmode": "decimal", "autocomplete": "off", "maxlength": 25, "class": "figure", "size": 8}
        if is_hidden:
            attrs["placeholder"] = _("hidden")
        super().__init__(required=False, label=label, initial=initial, widget=forms.TextInput(attrs=attrs))

    def to_python(self, value: str | None) -> Decimal | str | None:
        text = clean(value or "")
        if not text or text in DASHES:
            return REMOVE if text else None
        number = read_number(text)
        if number is None:
            raise ValidationError(_("Write a number, for example 12,5."))
        if abs(number) >= TOO_LARGE:
            raise ValidationError(_("The number is too large."))
        if number != number.quantize(EXACT):
            raise ValidationError(_("At most five decimals."))
        return number


@dataclass(frozen=True)
class Cell:
    """A place of the grid; ``label`` says it in words, ``cases`` is "" where only the figure is asked."""

    region: Region
    year: int
    sex: str
    with_cases: bool

    @property
    def spot(self) -> Spot:
        return (self.region.pk, self.year, self.sex)

    @property
    def value(self) -> str:
        return f"v{self.region.pk}-{self.year}-{self.sex}"

    @property
    def cases(self) -> str:
        return f"c{self.region.pk}-{self.year}-{self.sex}" if self.with_cases else ""

    @property
    def label(self) -> str:
        return f"{self.region.title}, {self.year}, {Sex(self.sex).label}"


class GridForm(PlainForm):
    """The figures of some years. ``seen`` carries a mark of each figure that the writer had in sight."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    updated_on = forms.DateField(
        label=gettext_lazy("Date of the figures"),
        required=False,
        help_text=gettext_lazy("When their source told or published them. Empty means today."),
    )
    fieldsets = (("", ("updated_on",)),)

    def __init__(
        self,
        *args,
        indicator: Indicator,
        regions: Sequence[Region],
        years: Sequence[int],
        sexes: Collection[str],
        with_cases: bool,
        **kwargs,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.indicator, self.regions, self.years, self.sexes = indicator, regions, years, sexes
        self.standing = standing_figures(indicator, regions, years)
        self.with_cases = with_cases or any(each.cases is not None for each in self.standing.values())
        self.cells = [Cell(region, year, sex, self.with_cases) for year in years for region in regions for sex in sexes]
        for cell in self.cells:
            self._add(cell, self.standing.get(cell.spot, NOTHING))
        self.initial.setdefault("seen", self._as_seen(self.standing))

    def _add(self, cell: Cell, standing: Standing) -> None:
        value, cases = _texts(standing)
        self.fields[cell.value] = FigureField(label=cell.label, is_hidden=standing.is_hidden, initial=value)
        if cell.cases:
            label = _("%(place)s, cases") % {"place": cell.label}
            self.fields[cell.cases] = FigureField(label=label, is_hidden=standing.is_hidden, initial=cases)

    def _as_seen(self, standing: Mapping[Spot, Standing]) -> str:
        told = ((cell, standing.get(cell.spot, NOTHING)) for cell in self.cells)
        return " ".join(
            f"{cell.value}:{self._mark(cell, each)}{HIDDEN if each.is_hidden else ''}" for cell, each in told
        )

    def _mark(self, cell: Cell, figure: Standing | Figure | None) -> str:
        pair = (figure.value, figure.cases) if figure else (None, None)
        return mark_of(self.indicator, cell.spot, pair)

    @property
    def headings(self) -> list[str]:
        """Of the columns: each sex, and its cases beside it."""
        return [heading for sex in self.sexes for heading in self._headings(sex)]

    def _headings(self, sex: str) -> list[str]:
        name = str(Sex(sex).label)
        return [name, _("%(place)s, cases") % {"place": name}] if self.with_cases else [name]

    def tables(self) -> Iterator[tuple[int, list[tuple[Region, list[tuple[str, forms.BoundField]]]]]]:
        """By year, then area: the fields under their headings."""
        for year in self.years:
            yield (
                year,
                [(region, list(zip(self.headings, self._row(region, year), strict=True))) for region in self.regions],
            )

    def _row(self, region: Region, year: int) -> list[forms.BoundField]:
        cells = (Cell(region, year, sex, self.with_cases) for sex in self.sexes)
        return [self[name] for cell in cells for name in (cell.value, cell.cases) if name]

    @cached_property
    def changes(self) -> dict[Cell, Figure | None]:
        """What the writer has changed of what was in sight; a hidden figure that was left empty stays."""
        changed = {}
        for cell in self.cells:
            figure, mark = self._typed(cell), self._seen[cell.value]
            is_left = mark.endswith(HIDDEN) and not self._is_filled(cell)
            if not is_left and self._mark(cell, figure) != mark.removesuffix(HIDDEN):
                changed[cell] = figure
        return changed

    @cached_property
    def _seen(self) -> dict[str, str]:
        """The marks that came back; of a figure without one the present mark."""
        return _marks(self._as_seen(self.standing)) | _marks(self.cleaned_data.get("seen", ""))

    def _is_filled(self, cell: Cell) -> bool:
        return any(self.cleaned_data.get(name) is not None for name in (cell.value, cell.cases))

    def _typed(self, cell: Cell) -> Figure | None:
        numbers = [self.cleaned_data.get(name) for name in (cell.value, cell.cases)]
        exact = Figure(*(None if number == REMOVE else number for number in numbers))
        return None if exact == (None, None) else exact

    def find_conflict(self) -> Conflict | None:
        """Hold the indicator; where somebody else has changed a figure that the writer changed, too, tell of it."""
        Indicator.objects.select_for_update().get(pk=self.indicator.pk)
        present = standing_figures(self.indicator, self.regions, self.years)
        differences = [
            Difference(cell.label, _in_words(present.get(cell.spot, NOTHING)), is_kept=True)
            for cell, figure in self.changes.items()
            if self._mark(cell, present.get(cell.spot))
            not in (self._seen[cell.value][:LENGTH], self._mark(cell, figure))
        ]
        if not differences:
            return None
        self._open_again(present)
        return Conflict(differences, None, None)

    def _open_again(self, present: Mapping[Spot, Standing]) -> None:
        """The same form with all that was typed in it, which has now seen the other's."""
        self.data = self.data.copy()
        self.data["seen"] = self._as_seen(present)
        for cell in self.cells:
            standing = present.get(cell.spot, NOTHING)
            if cell not in self.changes:
                self._fill(cell, _texts(standing))
            elif self.changes[cell] is None and standing != NOTHING:
                self._fill(cell, (REMOVE, ""))

    def _fill(self, cell: Cell, texts: tuple[str, str]) -> None:
        self.data |= {name: text for name, text in zip((cell.value, cell.cases), texts, strict=True) if name}


def _marks(seen: str) -> dict[str, str]:
    return dict(part.split(":", 1) for part in seen.split() if ":" in part)


def _texts(standing: Standing) -> tuple[str, str]:
    """The figure and its cases as they stand in the fields: a hidden one in neither."""
    if standing.is_hidden:
        return "", ""
    value, cases = (in_text(number) for number in (standing.value, standing.cases))
    return value, cases


def in_text(number: Decimal | None) -> str:
    if number is None:
        return ""
    plain = f"{number.normalize():f}"
    return plain if translation.get_language() == "en" else plain.replace(".", ",")


def _in_words(standing: Standing) -> str:
    """What the other has written; "" where nothing stands."""
    if standing.is_hidden:
        return _("hidden")
    value, cases = _texts(standing)
    return _("%(figure)s, cases %(cases)s") % {"figure": value or "–", "cases": cases} if cases else value
