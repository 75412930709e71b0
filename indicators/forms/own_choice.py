"""Which figures are written: the years, and whether women and men apart and cases beside."""

import re
from datetime import date
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hyte.lib.calm_forms import PlainForm
from indicators.models import Sex
from indicators.queries.own_figures import Shape
from indicators.services.figures import FIRST_YEAR, LAST_YEAR

MOST_YEARS = 5
PART = re.compile(r"(\d{4})(?:\s*[-\N{EN DASH}]\s*(\d{4}))?", re.ASCII)


class ChoiceForm(PlainForm):
    vuodet = forms.CharField(
        label=gettext_lazy("Years"),
        max_length=60,
        help_text=gettext_lazy("For example 2023, or 2021–2023; at most five at a time."),
    )
    sukupuolet = forms.BooleanField(label=gettext_lazy("Women and men apart"), required=False)
    tapaukset = forms.BooleanField(label=gettext_lazy("Number of cases beside the figure"), required=False)

    fieldsets = (("", ("vuodet", "sukupuolet", "tapaukset")),)

    def clean_vuodet(self) -> list[int]:
        years = sorted({year for part in self.cleaned_data["vuodet"].split(",") for year in _years(part)})
        if not years:
            raise ValidationError(_("Write the years, for example 2023."))
        if len(years) > MOST_YEARS:
            raise ValidationError(_("At most five years at a time."))
        return years

    @property
    def sexes(self) -> list[str]:
        return Sex.values if self.cleaned_data["sukupuolet"] else [Sex.TOTAL.value]

    @property
    def query(self) -> str:
        """The choice as an address carries it."""
        return urlencode({name: self.data[name] for name in self.fields if self.data.get(name)})


def _years(part: str) -> range:
    """The years that "2023" or "2021–2023" names."""
    if not part.strip():
        return range(0)
    found = PART.fullmatch(part.strip())
    first, last = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
    if not FIRST_YEAR <= first <= last <= LAST_YEAR:
        raise ValidationError(_("“%(part)s” is not a year that figures can have.") % {"part": part.strip()})
    return range(first, last + 1)


def first_choice(shape: Shape, today: date) -> dict[str, str]:
    """The newest year that has figures and the one after it, which are to be written next."""
    newest = shape.newest or today.year - 1
    following = [newest + 1] if shape.newest and newest < today.year else []
    chosen = {"vuodet": ", ".join(map(str, [newest, *following]))}
    return chosen | ({"sukupuolet": "on"} if shape.is_by_sex else {})
