"""Bringing an organisation to the table, its representatives, and taking it away."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.models import Person
from hyte.lib.calm_forms import CalmForm, PlainForm
from hyte.lib.models import LANGUAGES
from negotiations.forms.choices import possible_parties
from negotiations.models import Negotiation, Party, Representative
from plans.forms.choices import people_of


class PartyForm(CalmForm, forms.ModelForm):
    fieldsets = (("", ("organisation",)),)

    class Meta:
        model = Party
        fields = ["organisation"]

    def __init__(self, *args, today: date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = missing_parties(self.instance.negotiation, today)
        self.fields["organisation"].empty_label = _("Choose")
        self.dress()


def missing_parties(negotiation: Negotiation, today: date):
    there = negotiation.parties.active().values("organisation")
    return possible_parties(negotiation.county, today).exclude(pk__in=there)


class PersonField(forms.ModelChoiceField):
    def label_from_instance(self, person: Person) -> str:
        return ", ".join(filter(None, [person.name, person.title, str(person.organisation or "")]))


class RepresentativeForm(CalmForm, forms.ModelForm):
    """Somebody whom the county knows already, or a new person by name and work e-mail."""

    person = PersonField(
        Person.objects.none(), label=gettext_lazy("Person"), required=False, empty_label=gettext_lazy("A new person")
    )
    name = forms.CharField(label=gettext_lazy("Name"), max_length=200, required=False)
    title = forms.CharField(label=gettext_lazy("Title or position"), max_length=200, required=False)
    email = forms.EmailField(
        label=gettext_lazy("Work e-mail"),
        required=False,
        help_text=gettext_lazy("The invitation and the personal link go there."),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=LANGUAGES, required=False)
    fieldsets = (
        ("", ("person",)),
        (gettext_lazy("Or a new person"), ("name", "title", "email", "language")),
        (gettext_lazy("Mandate"), ("mandate",)),
    )

    class Meta:
        model = Representative
        fields = ["person", "mandate"]

    def __init__(self, *args, today: date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        party = self.instance.party
        known = Q(pk__in=people_of(party.negotiation.county, today).values("pk")) | Q(organisation=party.organisation)
        people = Person.objects.filter(known).filter(Q(left_on=None) | Q(left_on__gt=today))
        people = Person.objects.filter(Q(pk__in=people.values("pk")) | Q(pk=self.instance.person_id))
        self.fields["person"].queryset = people.select_related("organisation").order_by("name", "pk")
        if self.instance.pk:
            self.drop("name", "title", "email", "language")
            self.fields["person"].required = True
        self.dress()

    def clean(self) -> dict:
        data = super().clean()
        if self.instance.pk:
            return data
        if data.get("person") and data.get("name"):
            raise ValidationError(_("Choose a person or write a new one: one of the two."), code="one_of_two")
        if not data.get("person"):
            for name in ("name", "email"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, _("Tell it of a new person, or choose a person above."))
        return data

    def _post_clean(self) -> None:
        """The record is whole only when its person has been saved: the service checks it."""
        self.instance.mandate = self.cleaned_data.get("mandate", "")
        if self.cleaned_data.get("person"):
            self.instance.person = self.cleaned_data["person"]

    @property
    def new_person(self) -> Person | None:
        data = self.cleaned_data
        if data.get("person"):
            return None
        return Person(name=data["name"], title=data["title"], email=data["email"], language=data["language"] or "fi")


class TakeAwayForm(PlainForm):
    reason = forms.CharField(
        label=gettext_lazy("Why the party isn't at the table any more"), max_length=500, required=False
    )
    fieldsets = (("", ("reason",)),)

    def __init__(self, *args, has_agreed: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not has_agreed:
            self.drop("reason")
