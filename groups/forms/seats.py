"""The next holder of a seat, and a place among the counterparts."""

from django import forms
from django.utils.translation import gettext_lazy, pgettext_lazy

from groups.forms.turns import ReasonField
from groups.models import Counterpart, Organisation, Person, Seat
from hyte.lib.calm_forms import CalmForm, PlainForm
from hyte.lib.meanwhile import SeenForm


class HandOverForm(PlainForm):
    on = forms.DateField(label=gettext_lazy("The new holder's first day"))
    person = forms.ModelChoiceField(
        label=gettext_lazy("New holder"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=pgettext_lazy("seat", "Nobody yet: the seat is vacant"),
    )
    deputy = forms.ModelChoiceField(
        label=gettext_lazy("New holder's deputy"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=pgettext_lazy("seat", "No deputy"),
    )
    reason = ReasonField(label=gettext_lazy("Reason"), required=False)

    fieldsets = (("", ("on", "person", "deputy", "reason")),)

    def __init__(self, *args, seat: Seat, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        people = Person.objects.of_county(seat.group.county).filter(left_on=None)
        self.fields["person"].queryset = people.exclude(pk=seat.person_id)
        self.fields["deputy"].queryset = people


class CounterpartForm(CalmForm, SeenForm):
    class Meta:
        model = Counterpart
        fields = ["name_fi", "name_sv", "name_en", "organisation", "person"]
        labels = {
            "name_fi": gettext_lazy("Matter in Finnish"),
            "name_sv": gettext_lazy("Matter in Swedish"),
            "name_en": gettext_lazy("Matter in English"),
        }
        help_texts = {"person": gettext_lazy("Leave this empty while nobody has been named.")}

    fieldsets = (("", ("name_fi", "name_sv", "name_en", "organisation", "person")),)

    def __init__(self, *args, today, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        county = self.instance.county
        self.fields["organisation"].queryset = Organisation.objects.of_county(county).active(today)
        self.fields["person"].queryset = Person.objects.of_county(county).filter(left_on=None)
        if self.instance.pk:
            self.fields["name_fi"].help_text = gettext_lazy(
                "The name is the matter's: a new one is taken for all organisations at once."
            )
        self.drop_other_languages(county.language_codes)
        self.dress()
