"""Preparing a consultation: what is asked, of whom, and until when."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.forms.meeting import only_https
from groups.models import Organisation, Person
from hyte.lib.calm_forms import CalmForm
from hyte.lib.models import LANGUAGES
from plans.forms.base import RecordForm
from plans.forms.choices import organisations_of, people_of
from plans.forms.plan import check_order, check_year
from plans.models import Consultation, ConsultationQuestion, Invitee, Statement
from plans.models.statement import NEEDS_REASON


class ConsultationForm(RecordForm):
    material_link = forms.URLField(
        label=gettext_lazy("Link to the material"),
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text=gettext_lazy("Where the draft can be read, if it isn't the plan's own page here."),
    )
    fieldsets = (
        ("", ("name_fi", "name_sv", "name_en", "about_fi", "about_sv", "about_en")),
        (gettext_lazy("When and for whom"), ("opens_on", "closes_on", "open_to_everyone", "contact")),
        (
            gettext_lazy("What is told"),
            ("introduction_fi", "introduction_sv", "introduction_en", "material_link"),
        ),
    )

    class Meta:
        model = Consultation
        fields = [
            "name_fi",
            "name_sv",
            "name_en",
            "about_fi",
            "about_sv",
            "about_en",
            "opens_on",
            "closes_on",
            "open_to_everyone",
            "contact",
            "introduction_fi",
            "introduction_sv",
            "introduction_en",
            "material_link",
        ]
        labels = {"opens_on": gettext_lazy("Opens on"), "closes_on": gettext_lazy("Statements until")}
        help_texts = {
            "about_fi": gettext_lazy("Leave it empty where it is the plan itself."),
            "closes_on": gettext_lazy("The last day for statements. It can be moved while the consultation is open."),
            "open_to_everyone": gettext_lazy("Otherwise only those who are invited can give a statement."),
            "contact": gettext_lazy(
                "An address of the office, for those who have questions or are late. It is public."
            ),
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.instance.plan = self.plan
        if self.instance.opened_at:
            self.drop("opens_on")

    def clean_material_link(self) -> str:
        return only_https(self.cleaned_data["material_link"])

    def clean(self) -> dict:
        cleaned = super().clean()
        told = _("The last day can't be before the consultation opens.")
        if "opens_on" in self.fields:
            check_order(self, "opens_on", "closes_on", told)
            check_year(self, "opens_on", "closes_on")
        elif cleaned.get("closes_on") and cleaned["closes_on"] < self.instance.opens_on:
            self.add_error("closes_on", told)
        return cleaned


class QuestionForm(RecordForm):
    fieldsets = (("", ("text_fi", "text_sv", "text_en")),)

    class Meta:
        model = ConsultationQuestion
        fields = ["text_fi", "text_sv", "text_en"]


class PersonField(forms.ModelChoiceField):
    def label_from_instance(self, person: Person) -> str:
        return ", ".join(filter(None, [person.name, person.title, str(person.organisation or "")]))


class InviteeForm(CalmForm, forms.ModelForm):
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
        ("", ("organisation", "person")),
        (gettext_lazy("Or a new person"), ("name", "title", "email", "language")),
    )

    class Meta:
        model = Invitee
        fields = ["organisation", "person"]

    def __init__(self, *args, today: date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        county = self.instance.consultation.plan.county
        self.fields["organisation"].queryset = organisations_of(county, today).exclude(pk=county.pk)
        self.fields["organisation"].empty_label = _("Choose")
        known = Q(pk__in=people_of(county, today).values("pk"))
        known |= Q(organisation__in=Organisation.objects.of_county(county), left_on=None)
        people = Person.objects.filter(known).select_related("organisation")
        self.fields["person"].queryset = people.order_by("name", "pk")
        self.dress()

    def clean(self) -> dict:
        data = super().clean()
        if data.get("person") and data.get("name"):
            raise ValidationError(_("Choose a person or write a new one: one of the two."), code="one_of_two")
        if not data.get("person"):
            for name in ("name", "email"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, _("Tell it of a new person, or choose a person above."))
        return data

    def _post_clean(self) -> None:
        """The record is whole only when its person has been saved: the service checks it."""
        for name in ("organisation", "person"):
            if self.cleaned_data.get(name):
                setattr(self.instance, name, self.cleaned_data[name])

    @property
    def new_person(self) -> Person | None:
        data = self.cleaned_data
        if data.get("person"):
            return None
        return Person(name=data["name"], title=data["title"], email=data["email"], language=data["language"] or "fi")


class ResponseForm(RecordForm):
    """What the county does about a statement, and why."""

    fieldsets = (("", ("response", "response_text_fi", "response_text_sv", "response_text_en")),)

    class Meta:
        model = Statement
        fields = ["response", "response_text_fi", "response_text_sv", "response_text_en"]
        widgets = {"response": forms.RadioSelect}
        help_texts = {
            "response_text_fi": gettext_lazy(
                "What changes because of the statement, or why it doesn't. It is published in the summary."
            ),
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["response"].choices = [*Statement._meta.get_field("response").choices]
        self.fields["response"].required = True

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("response") in NEEDS_REASON and not cleaned.get("response_text_fi"):
            self.add_error("response_text_fi", _("Tell why it isn't accepted as a whole."))
        return cleaned
