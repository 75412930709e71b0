"""Why and how a county uses an indicator, why it leaves one out, and with whom it compares itself."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.models import AgeGroup, Organisation
from hyte.lib.calm_forms import CalmForm, PlainForm
from hyte.lib.meanwhile import SeenForm
from hyte.lib.text import clean, fold
from indicators.models import Adoption, Direction, Omission, Region, Theme
from indicators.models.region import COUNTY, MUNICIPALITY

LARGER = ("MAA", "NUTS1", "YTA", "MAAKUNTA")  # areas larger than a municipality that a county may want beside itself


class AdoptionForm(CalmForm, SeenForm):
    fieldsets = (("", ("direction", "theme", "age_group", "reason")),)

    class Meta:
        model = Adoption
        fields = ["direction", "theme", "age_group", "reason"]
        help_texts = {
            "reason": gettext_lazy("What it tells of, and why just this one. Those who read the report see it.")
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        county = self.instance.county
        self.fields["direction"].widget = forms.RadioSelect()
        self.fields["direction"].choices = Direction.choices
        self.fields["theme"].queryset = Theme.objects.of_county(county)
        self.fields["age_group"].queryset = AgeGroup.objects.filter(county=county)
        self.dress()


class OmissionForm(CalmForm, SeenForm):
    fieldsets = (("", ("reason",)),)

    class Meta:
        model = Omission
        fields = ["reason"]
        help_texts = {"reason": gettext_lazy("One or two sentences. The reason is told in the county's report.")}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.dress()


class AreasForm(PlainForm):
    """Areas to compare with: counties and larger areas by choosing, municipalities by name."""

    counties = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Wellbeing services counties"),
        queryset=Region.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    larger = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Larger areas"),
        queryset=Region.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    municipalities = forms.CharField(
        label=gettext_lazy("Municipalities"),
        required=False,
        max_length=1000,
        help_text=gettext_lazy("Names with commas between them. The county's own municipalities are always shown."),
    )

    fieldsets = (("", ("counties", "larger", "municipalities")),)

    def __init__(self, *args, county: Organisation, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        there = Region.objects.filter(vanished_on=None)
        self.fields["counties"].queryset = there.filter(category=COUNTY).exclude(code=county.region_code)
        self.fields["larger"].queryset = there.filter(category__in=LARGER)

    def clean_municipalities(self) -> list[Region]:
        names = [clean(name) for name in self.cleaned_data["municipalities"].split(",") if clean(name)]
        known: dict[str, Region] = {}
        for region in Region.objects.filter(category=MUNICIPALITY, vanished_on=None) if names else ():
            known |= {fold(title): region for title in (region.title_fi, region.title_sv) if title}
        unknown = [name for name in names if fold(name) not in known]
        if unknown:
            raise forms.ValidationError(
                _("Not known as a municipality: %(names)s. Check the spelling.") % {"names": ", ".join(unknown)}
            )
        return list(dict.fromkeys(known[fold(name)] for name in names))

    @property
    def chosen(self) -> list[Region]:
        told = self.cleaned_data
        return [*told["counties"], *told["larger"], *told["municipalities"]]
