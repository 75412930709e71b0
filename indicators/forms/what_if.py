"""Own figures as an address or a form tells them, each with what is wrong with it."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext as _

from hyte.lib.numbers import read_number
from hyte.lib.templatetags.hyte import SEPARATORS, number
from indicators.queries.what_if import Lever
from indicators.queries.what_if_address import plain

LONGEST = 40  # characters


class FigureField(forms.CharField):
    """A figure with a decimal comma or point; empty means as it is."""

    def __init__(self, lever: Lever) -> None:
        super().__init__(required=False)
        self.lever = lever
        self.widget.attrs |= {"inputmode": "decimal", "autocomplete": "off", "maxlength": LONGEST, "class": "figure"}

    def clean(self, value: str) -> Decimal | None:
        text = super().clean(value)
        if not text:
            return None
        figure = read_number(text) if len(text) <= LONGEST else None
        if figure is None:
            raise ValidationError(_("Write a number, for example 12,5."))
        self._refuse_impossible(figure)
        return figure

    def _refuse_impossible(self, figure: Decimal) -> None:
        lever = self.lever
        if lever.least is not None and figure < lever.least:
            raise ValidationError(_("The figure can't be below %(least)s.") % {"least": number(lever.least)})
        if lever.most is not None and figure > lever.most:
            raise ValidationError(_("The figure can't be above %(most)s.") % {"most": number(lever.most)})


class FiguresForm(forms.Form):
    """A field for every lever, always filled: with what is told of it, else with what it is now."""

    def __init__(self, told: Mapping[str, str], *, levers: Sequence[Lever]) -> None:
        super().__init__({lever.name: _shown(told.get(lever.name, ""), lever) for lever in levers})
        for lever in levers:
            self.fields[lever.name] = FigureField(lever)

    @property
    def figures(self) -> dict[str, Decimal]:
        """Those that can be read; a bad one is left out."""
        self.is_valid()
        return {name: figure for name, figure in self.cleaned_data.items() if figure is not None}


def _shown(text: str, lever: Lever) -> str:
    """A figure as the page's language writes it, anything else as it was written."""
    if not text.strip():
        return written(lever.current)
    figure = read_number(text) if len(text) <= LONGEST else None
    return text if figure is None else written(figure)


def written(figure: Decimal | None) -> str:
    """As the page's language writes it, without anything between the thousands."""
    mark = SEPARATORS.get((translation.get_language() or "fi")[:2], ("", ","))[1]
    return plain(figure).replace(".", mark)
