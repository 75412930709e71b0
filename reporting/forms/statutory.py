"""What the county writes by hand of one line of the law in one year."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy

from hyte.lib.calm_forms import CalmForm
from hyte.lib.meanwhile import SeenForm
from plans.forms.choices import organisations_of
from reporting.models import StatutoryNote


class StatutoryNoteForm(CalmForm, SeenForm):
    fieldsets = (
        (gettext_lazy("What has been done"), ("note_fi", "note_sv", "link", "body", "done")),
        (gettext_lazy("What comes next"), ("next_step_fi", "next_step_sv", "due_on")),
    )
    link = forms.URLField(
        label=gettext_lazy("Link to the evidence"), max_length=500, required=False, assume_scheme="https"
    )

    class Meta:
        model = StatutoryNote
        fields = ["note_fi", "note_sv", "link", "body", "done", "next_step_fi", "next_step_sv", "due_on"]

    def __init__(self, *args, today: date, usual_due: str, **kwargs) -> None:
        """``usual_due`` is the day of the annual cycle in words, which stands beside the field of the county's own."""
        super().__init__(*args, **kwargs)
        county = self.instance.county
        self.fields["body"].queryset = organisations_of(county, today)
        self.fields["due_on"].help_text = usual_due
        self.drop_other_languages(county.language_codes)
        self.dress()
