"""A round of negotiations and its highlights."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.models import Organisation
from hyte.lib.calm_forms import CalmForm, PlainForm
from hyte.lib.meanwhile import SeenForm
from indicators.models import Region, Theme
from negotiations.forms.choices import adopted_indicators, plans_of
from negotiations.models import Highlight, NegotiationRound


class RoundForm(CalmForm, SeenForm):
    fieldsets = (("", ("name_fi", "name_sv", "name_en", "scope", "first_year", "last_year", "plan", "answers_by")),)

    class Meta:
        model = NegotiationRound
        fields = ["name_fi", "name_sv", "name_en", "scope", "first_year", "last_year", "plan", "answers_by"]
        help_texts = {"last_year": gettext_lazy("Of a council term; a year's round has one year.")}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        county = self.instance.county
        self.fields["scope"].widget = forms.RadioSelect(choices=NegotiationRound.Scope.choices)
        self.fields["last_year"].required = False
        self.fields["plan"].queryset = plans_of(county)
        self.drop_other_languages(county.language_codes)
        self.dress()

    def clean(self) -> dict:
        data = super().clean()
        first, last = data.get("first_year"), data.get("last_year")
        if data.get("scope") == NegotiationRound.Scope.YEAR:
            data["last_year"] = self.instance.last_year = first
        elif first and not last:
            self.add_error("last_year", _("Tell the last year of the council term."))
        elif first and last < first:
            self.add_error("last_year", _("The last year is before the first one."))
        self._refuse_twice(data)
        return data

    def _refuse_twice(self, data: dict) -> None:
        same = NegotiationRound.objects.filter(
            county=self.instance.county, scope=data.get("scope"), first_year=data.get("first_year")
        ).exclude(pk=self.instance.pk)
        if found := same.first():
            words = _("There is a round of that year already: %(round)s. Add the negotiation to it.")
            self.add_error("first_year", ValidationError(words % {"round": found}, code="twice"))


class ThemeField(forms.ModelChoiceField):
    def label_from_instance(self, theme: Theme) -> str:
        return f"{theme} ({theme.classification})"


class HighlightForm(CalmForm, SeenForm):
    fieldsets = (
        ("", ("theme", "text_fi", "text_sv", "text_en")),
        (gettext_lazy("The figure from an indicator"), ("indicator", "region", "sex", "year")),
        (gettext_lazy("Or the figure in words, with its source"), ("figure", "source")),
    )
    theme = ThemeField(Theme.objects.none(), label=gettext_lazy("Theme"), empty_label=gettext_lazy("Choose"))

    class Meta:
        model = Highlight
        fields = ["theme", "text_fi", "text_sv", "text_en", "indicator", "region", "sex", "year", "figure", "source"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        county = self.instance.round.county
        self.fields["theme"].queryset = Theme.objects.of_county(county)
        self.fields["indicator"].queryset = adopted_indicators(county)
        self.fields["region"].queryset = regions_of(county)
        self.drop_other_languages(county.language_codes)
        self.dress()

    def clean(self) -> dict:
        data = super().clean()
        if data.get("figure") and not data.get("source"):
            self.add_error(
                "source", _("Tell where the figure comes from: without a source it isn't shown to the parties.")
            )
        if data.get("figure") and data.get("indicator"):
            self.add_error("figure", _("The indicator gives the figure already. Leave one of the two empty."))
        return data


def regions_of(county: Organisation) -> QuerySet[Region]:
    """The county's own area, its municipalities and the country."""
    towns = county.organisations.filter(kind=Organisation.Kind.MUNICIPALITY)
    return Region.objects.of_organisations([county, *towns]) | Region.objects.country()


class CopyForm(PlainForm):
    """From which earlier round the highlights are copied."""

    source = forms.ModelChoiceField(
        NegotiationRound.objects.none(), label=gettext_lazy("From which round"), empty_label=None
    )
    fieldsets = (("", ("source",)),)

    def __init__(self, *args, round_: NegotiationRound, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        others = NegotiationRound.objects.filter(county=round_.county, highlights__isnull=False).exclude(pk=round_.pk)
        self.fields["source"].queryset = others.distinct()
