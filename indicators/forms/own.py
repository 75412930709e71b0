"""A county's own indicator and whose figures it has."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hyte.lib.calm_forms import CalmForm
from hyte.lib.meanwhile import SeenForm
from hyte.lib.text import fold
from indicators.models import Indicator, Source

MOST_DECIMALS = 5  # what a figure is kept with
IN_WORDS = ("title_fi", "title_sv", "title_en", "unit_fi", "unit_sv", "unit_en")
DEFINITION = ("description_fi", "description_sv", "description_en")
NEW_SOURCE = (
    "source_name_fi",
    "source_name_sv",
    "source_name_en",
    "source_url",
    "source_licence",
    "source_may_pass_on",
)
PASSING_ON = (("", gettext_lazy("As the source says")), ("True", gettext_lazy("Yes")), ("False", gettext_lazy("No")))


class OwnIndicatorForm(CalmForm, SeenForm):
    """The source is chosen, or made with the indicator where it isn't known yet."""

    source_name_fi = forms.CharField(
        label=gettext_lazy("Name of the source in Finnish"), max_length=300, required=False
    )
    source_name_sv = forms.CharField(
        label=gettext_lazy("Name of the source in Swedish"), max_length=300, required=False
    )
    source_name_en = forms.CharField(
        label=gettext_lazy("Name of the source in English"), max_length=300, required=False
    )
    source_url = forms.URLField(label=gettext_lazy("Address of the source"), assume_scheme="https", required=False)
    source_licence = forms.CharField(
        label=gettext_lazy("Licence of the source"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("For example CC BY 4.0, or the terms in a few words."),
    )
    source_may_pass_on = forms.BooleanField(
        label=gettext_lazy("The source lets its figures be passed on"),
        required=False,
        help_text=gettext_lazy("Else they are left out of the files that anybody can download."),
    )

    fieldsets = (
        (gettext_lazy("What is measured"), (*IN_WORDS, *DEFINITION)),
        (gettext_lazy("How its figures are told"), ("decimals", "counts_cases", "is_public", "update_expected_on")),
        (gettext_lazy("Source"), ("source",)),
        (gettext_lazy("A source that isn't in the list"), NEW_SOURCE),
        (gettext_lazy("Terms of this indicator, where they differ from the source's"), ("licence", "may_pass_on")),
    )
    folded = frozenset({"source_name_fi", "licence"})

    class Meta:
        model = Indicator
        fields = [
            *IN_WORDS,
            *DEFINITION,
            "decimals",
            "counts_cases",
            "is_public",
            "update_expected_on",
            "source",
            "licence",
            "may_pass_on",
        ]
        labels = {"is_public": gettext_lazy("Anybody may read it")}
        help_texts = {
            "title_fi": gettext_lazy("What is counted, of whom and where, so that the title can be read by itself."),
            "unit_fi": gettext_lazy("For example %, persons or visits per 1,000 inhabitants."),
            "is_public": gettext_lazy("Else only the county's own staff reads it."),
            "update_expected_on": gettext_lazy("Empty means a year after the newest figures."),
            "licence": "",
            "may_pass_on": "",
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].required = False
        for name in ("source", "source_name_fi"):
            self.fields[name].depends = True  # one of the two has to be told
        self.fields["source"].queryset = Source.objects.order_by("name_fi", "pk")
        self.fields["source"].empty_label = _("Another, told below")
        self.fields["decimals"].max_value = MOST_DECIMALS
        self.fields["may_pass_on"].widget = forms.RadioSelect(choices=PASSING_ON)
        self.drop_other_languages(self.instance.county.language_codes)
        self.dress()

    def clean_decimals(self) -> int:
        decimals = self.cleaned_data["decimals"]
        if decimals > MOST_DECIMALS:
            raise ValidationError(_("At most %(most)s decimals.") % {"most": MOST_DECIMALS})
        return decimals

    def clean(self) -> dict:
        cleaned = super().clean()
        chosen, name = cleaned.get("source"), cleaned.get("source_name_fi")
        if chosen and name:
            self.add_error("source_name_fi", _("Choose a source or tell a new one, not both."))
        elif name and (same := _source_named(name)):
            self.add_error("source_name_fi", _("%(name)s is in the list already: choose it there.") % {"name": same})
        elif not chosen and not name and not {"source", "source_name_fi"} & self.errors.keys():
            self.add_error("source", _("Choose whose figures they are, or tell a new source below."))
        return cleaned

    def _get_validation_exclusions(self) -> set[str]:
        """The source is checked here: a new one is saved with the indicator."""
        return super()._get_validation_exclusions() | {"source"}

    @property
    def new_source(self) -> Source | None:
        """The source that was told, not saved yet; None where one was chosen."""
        if self.cleaned_data.get("source"):
            return None
        told = {name.removeprefix("source_"): self.cleaned_data.get(name, "") for name in NEW_SOURCE}
        return Source(**told)


def _source_named(name: str) -> Source | None:
    """Sources are common to all counties; the same one isn't made twice."""
    wanted = fold(name)
    return next((each for each in Source.objects.all() if wanted in _names(each)), None)


def _names(source: Source) -> set[str]:
    return {fold(name) for name in (source.name_fi, source.name_sv, source.name_en) if name}
