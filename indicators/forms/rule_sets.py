"""The rules of the coefficient: a set, its groups and its indicators, and which two are compared."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.models import Organisation
from hyte.lib.calm_forms import CalmForm, PlainForm
from hyte.lib.meanwhile import SeenForm
from indicators.forms.owned import OwnedForm
from indicators.models import Indicator, RuleGroup, RuleIndicator, RuleSet

NAMES = ("name_fi", "name_sv", "name_en")
UNITS = ("unit_fi", "unit_sv", "unit_en")
NOTES = ("note_fi", "note_sv", "note_en")
KEY_HELP = gettext_lazy("Keeps the same thing together from year to year. Empty: made of the name.")


class RuleSetCopyForm(OwnedForm, forms.ModelForm):
    """``owners``: the counties that the copy can belong to, None for what all share."""

    fieldsets = (("", ("year", *NAMES, "owner")),)
    owner = forms.ChoiceField(label=gettext_lazy("Whose copy it is"))

    class Meta:
        model = RuleSet
        fields = ["year", *NAMES]

    def __init__(self, *args, owners: list[Organisation | None], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.offer_owners(owners)
        self.dress()


class RuleSetForm(CalmForm, SeenForm):
    money, open_points = ("price", "pot", "population_on"), ("missing", "ties", "when_equal", "digits")
    fieldsets = (
        (gettext_lazy("What they are"), ("year", "level", *NAMES, "is_complete")),
        (gettext_lazy("Money"), money),
        (gettext_lazy("What the law leaves open"), open_points),
        (gettext_lazy("Source"), ("legal_source", "url", *NOTES)),
    )
    url = forms.URLField(label=gettext_lazy("Address of the source"), assume_scheme="https", required=False)

    class Meta:
        model = RuleSet
        fields = [
            "year",
            "level",
            *NAMES,
            "is_complete",
            "price",
            "pot",
            "population_on",
            "missing",
            "ties",
            "when_equal",
            "digits",
            "legal_source",
            "url",
            *NOTES,
        ]
        localized_fields = ["price", "pot", "when_equal"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.dress()


class KeyedForm(CalmForm, SeenForm):
    """The key can be left empty: then it is made of the Finnish name."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].required = False
        self.fields["key"].help_text = KEY_HELP
        self.dress()

    def clean_key(self) -> str:
        return self.cleaned_data["key"] or slugify(self.data.get("name_fi", ""))[:60]

    def clean(self) -> dict:
        cleaned = super().clean()
        if not cleaned.get("key") and not {"key", "name_fi"} & self.errors.keys():
            self.add_error("key", ValidationError(_("No key can be made of the name. Write one, for example mpr.")))
        return cleaned


class RuleGroupForm(KeyedForm):
    fieldsets = (("", (*NAMES, "weight", "key")),)

    class Meta:
        model = RuleGroup
        fields = [*NAMES, "weight", "key"]
        localized_fields = ["weight"]
        help_texts = {"weight": gettext_lazy("For example 0.5 for a half. Only the ratio of the weights counts.")}


class RuleIndicatorForm(KeyedForm):
    scaling, limits = ("basis", "direction", "before_is_zero"), ("least", "most", "decimals")
    target = ("target", "at_target", "at_least", "in_range")
    fieldsets = (
        (gettext_lazy("What is measured"), (*NAMES, *UNITS, "key", "indicator")),
        (gettext_lazy("From the value to points"), (*scaling, "correction")),
        (gettext_lazy("Target"), target),
        (gettext_lazy("What the value can be"), limits),
    )

    class Meta:
        model = RuleIndicator
        fields = [
            *NAMES,
            *UNITS,
            "key",
            "indicator",
            "basis",
            "direction",
            "before_is_zero",
            "correction",
            "target",
            "at_target",
            "at_least",
            "in_range",
            "least",
            "most",
            "decimals",
        ]
        localized_fields = ["target", "least", "most"]

    def __init__(self, *args, user, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["indicator"].queryset = Indicator.objects.visible_to(user).order_by("title_fi", "pk")


class CompareForm(PlainForm):
    a = forms.ModelChoiceField(label=gettext_lazy("First"), queryset=RuleSet.objects.none())
    b = forms.ModelChoiceField(label=gettext_lazy("Second"), queryset=RuleSet.objects.none())

    def __init__(self, *args, rule_sets, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name in ("a", "b"):
            self.fields[name].queryset = rule_sets
