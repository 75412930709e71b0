"""Bringing a file of figures."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.models import Organisation
from hyte.lib.calm_forms import PlainForm
from hyte.lib.workbooks.refusals import LARGEST_FILE, MEGABYTE
from indicators.models import Indicator

TYPES = ".xlsx,.csv,.txt"


class FiguresFileForm(PlainForm):
    file = forms.FileField(label=gettext_lazy("File"), widget=forms.FileInput(attrs={"accept": TYPES}))
    indicator = forms.ModelChoiceField(
        Indicator.objects.none(),
        label=gettext_lazy("Indicator of all rows"),
        required=False,
        help_text=gettext_lazy("Leave it unchosen where a column of the file names the indicators."),
    )
    source_date = forms.DateField(
        label=gettext_lazy("Date of the figures"),
        required=False,
        help_text=gettext_lazy("When their source told or published them. Empty means today."),
    )

    def __init__(self, *args, county: Organisation, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["indicator"].queryset = own_indicators(county)
        self.fields["indicator"].empty_label = _("A column of the file names it")
        hint = _(
            "An Excel workbook (.xlsx) or a text file (.csv), at most %(size)s MB. Nothing is written before you have seen it."
        )
        self.fields["file"].help_text = hint % {"size": LARGEST_FILE // MEGABYTE}


def own_indicators(county: Organisation):
    return Indicator.objects.filter(county=county)
