"""Entering a calculation: the ways in which figures are brought, and what is told of the whole."""

from collections.abc import Sequence

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.models import Organisation
from hyte.lib.calm_forms import PlainForm
from hyte.lib.workbooks.refusals import LARGEST_FILE, MEGABYTE
from indicators.forms.owned import OwnedForm
from indicators.models import Calculation, RuleSet

TYPES = ".xlsx,.csv,.txt"
LONGEST_TEXT = 200_000
EXTRAS = (
    ("published", gettext_lazy("Published results: kept beside the calculated ones, never calculated from")),
    ("sources", gettext_lazy("Source and state of each area's figures, where they differ from those above")),
)


class PasteForm(PlainForm):
    pasted = forms.CharField(
        label=gettext_lazy("Table"),
        max_length=LONGEST_TEXT,
        strip=False,
        widget=forms.Textarea,
        help_text=gettext_lazy("A row for each area. Headings and the row of sums may come along."),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pasted"].widget.attrs |= {"rows": 8, "class": "entry-text", "spellcheck": "false", "wrap": "off"}

    def clean_pasted(self) -> str:
        text = self.cleaned_data["pasted"]
        if not text.strip():
            raise ValidationError(_("Paste the table here."))
        return text


class FileForm(PlainForm):
    file = forms.FileField(label=gettext_lazy("File"), widget=forms.FileInput(attrs={"accept": TYPES}))

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        hint = _(
            "An Excel workbook (.xlsx) or a text file (.csv), at most %(size)s MB. The first sheet with areas is read."
        )
        self.fields["file"].help_text = hint % {"size": LARGEST_FILE // MEGABYTE}


class CopyForm(PlainForm):
    earlier = forms.ModelChoiceField(Calculation.objects.none(), label=gettext_lazy("Earlier calculation"))

    def __init__(self, *args, calculations: QuerySet[Calculation], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["earlier"].queryset = calculations


class FetchedForm(PlainForm):
    """``people``: a calculation whose populations are taken, too."""

    year = forms.IntegerField(label=gettext_lazy("Latest year"), min_value=1990, max_value=2100)
    people = forms.ModelChoiceField(
        Calculation.objects.none(),
        label=gettext_lazy("Populations from the calculation"),
        required=False,
        help_text=gettext_lazy("Without one the populations are written by hand."),
    )

    def __init__(self, *args, calculations: QuerySet[Calculation], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = calculations


class AboutForm(OwnedForm, forms.ModelForm):
    """What the calculation is. ``owners``: the counties that it can belong to, None for what all share."""

    fieldsets = (
        (gettext_lazy("What it is"), ("name_fi", "name_sv", "name_en", "owner", "note")),
        (gettext_lazy("Where the figures are from"), ("source", "source_on", "state")),
        (gettext_lazy("The table"), ("extras", "empty_is_absent")),
    )
    owner = forms.ChoiceField(label=gettext_lazy("Whose calculation it is"))
    extras = forms.MultipleChoiceField(
        label=gettext_lazy("Columns beside"),
        choices=EXTRAS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("They are added when the table is checked."),
    )
    empty_is_absent = forms.BooleanField(
        label=gettext_lazy("An empty figure of an indicator means that there is no data"),
        required=False,
        help_text=gettext_lazy("Otherwise each empty cell is asked about. A dash always means that there is no data."),
    )

    class Meta:
        model = Calculation
        fields = ["name_fi", "name_sv", "name_en", "note", "source", "source_on", "state"]
        help_texts = {
            "source": gettext_lazy("For example: THL, advance calculation, slide 12."),
            "source_on": gettext_lazy("When the source was published."),
        }

    def __init__(self, *args, owners: Sequence[Organisation | None], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.offer_owners(owners)
        self.dress()

    def require_day(self) -> None:
        """What was published is kept by the day of its publishing."""
        if not self.cleaned_data.get("source_on"):
            self.add_error("source_on", _("Published results need the day when they were published."))


def first_about(rule_set: RuleSet) -> dict[str, str]:
    """What a new calculation is called until somebody says otherwise."""
    return {name: getattr(rule_set, name) for name in ("name_fi", "name_sv", "name_en")}
