"""A municipality's own report or plan, as the county received it."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.forms.meeting import only_https
from groups.models import Organisation
from hyte.lib.calm_forms import CalmForm
from hyte.lib.meanwhile import SeenForm
from hyte.lib.uploads import ACCEPTED, check_upload
from negotiations.models import MunicipalDocument


class DocumentForm(CalmForm, SeenForm):
    fieldsets = (
        ("", ("municipality", "kind", "title", "first_year", "last_year", "received_on")),
        (gettext_lazy("The document itself"), ("file", "drops_file", "link")),
    )
    file = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        help_text=gettext_lazy(
            "PDF, Word, Excel, PowerPoint or OpenDocument, at most 20 MB. Everybody can download it."
        ),
    )
    drops_file = forms.BooleanField(label=gettext_lazy("Remove the present file"), required=False)
    link = forms.URLField(
        label=gettext_lazy("Link to the municipality's own page"),
        max_length=500,
        required=False,
        assume_scheme="https",
    )

    class Meta:
        model = MunicipalDocument
        fields = ["municipality", "kind", "title", "first_year", "last_year", "received_on", "link"]

    def __init__(self, *args, county: Organisation, today: date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        kind = Organisation.Kind.MUNICIPALITY
        self.fields["municipality"].queryset = Organisation.objects.filter(county=county, kind=kind)
        self.fields["municipality"].empty_label = _("Choose")
        self.fields["received_on"].help_text = _("Empty where it isn't known.")
        if self.instance.file:
            self.fields["file"].label = _("New file in place of %(name)s") % {"name": self.instance.file_name}
        else:
            self.drop("drops_file")
        self.dress()

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file:
            check_upload(file)
        return file

    def clean_link(self) -> str:
        return only_https(self.cleaned_data["link"])

    def clean_received_on(self) -> date | None:
        day = self.cleaned_data["received_on"]
        if day and day > self.today:
            raise ValidationError(_("The day is in the future. Give a day that is not later than today."))
        return day

    def clean(self) -> dict:
        first, last = self.cleaned_data.get("first_year"), self.cleaned_data.get("last_year")
        if first and last and last < first:
            self.add_error("last_year", _("The last year is before the first."))
        return self.cleaned_data
