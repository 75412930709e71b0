"""The clock's own events, the move to another year, and the council term."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hyte.lib.calm_forms import CalmForm, PlainForm
from hyte.lib.meanwhile import SeenForm
from plans.forms.choices import groups_of, organisations_of
from reporting.models import ClockEvent, CouncilTerm

YEARS = (2000, 2099)


class EventForm(CalmForm, SeenForm):
    fieldsets = (
        ("", ("name_fi", "name_sv", "name_en")),
        (gettext_lazy("When"), ("year", "month", "last_month", "on")),
        (gettext_lazy("Whose and what"), ("body", "group", "document", "document_link")),
    )
    document_link = forms.URLField(
        label=gettext_lazy("Link to the document"), max_length=500, required=False, assume_scheme="https"
    )

    class Meta:
        model = ClockEvent
        fields = [
            "name_fi",
            "name_sv",
            "name_en",
            "year",
            "month",
            "last_month",
            "on",
            "body",
            "group",
            "document",
            "document_link",
        ]

    def __init__(self, *args, today: date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        county = self.instance.county
        for name in ("month", "last_month"):
            self.fields[name].widget = forms.Select(choices=_months())
        self.fields["body"].queryset = organisations_of(county, today)
        self.fields["group"].queryset = groups_of(county)
        self.drop_other_languages(county.language_codes)
        self.dress()

    def clean(self) -> dict:
        """A day in another year than the one that was chosen is a slip of one of the two."""
        data = super().clean()
        on, year, month = data.get("on"), data.get("year"), data.get("month")
        if on and year and on.year != year:
            self.add_error("on", _("The day is in another year than the one above."))
        elif on and month and on.month != month:
            self.add_error("on", _("The day is in another month than the one above."))
        elif on:
            data["month"] = on.month
        return data


def _months() -> list[tuple[object, str]]:
    return [("", "–"), *((number, str(name).capitalize()) for number, name in MONTHS.items())]


class CopyYearForm(PlainForm):
    year = forms.IntegerField(label=gettext_lazy("From the year"), min_value=YEARS[0], max_value=YEARS[1])
    target = forms.IntegerField(label=gettext_lazy("To the year"), min_value=YEARS[0], max_value=YEARS[1])
    fieldsets = (("", ("year", "target")),)

    def clean(self) -> dict:
        data = super().clean()
        if data.get("year") and data.get("year") == data.get("target"):
            raise ValidationError({"target": _("Choose another year than the one you copy from.")})
        return data


class TermForm(CalmForm, SeenForm):
    fieldsets = (("", ("first_year", "last_year")),)

    class Meta:
        model = CouncilTerm
        fields = ["first_year", "last_year"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.dress()

    def clean(self) -> dict:
        data = super().clean()
        first, last = data.get("first_year"), data.get("last_year")
        if first and last and last < first:
            self.add_error("last_year", _("The last year is before the first one."))
        return data
