"""One status for many measures, a note of each."""

from django import forms
from django.utils.translation import gettext_lazy as _

from plans.models import Measure, Progress, Status
from plans.services.status import StatusReport

BULK_STATUSES = [choice for choice in Status.choices if choice[0] != Status.MERGED]


class BulkStatusForm(forms.Form):
    """``note_<pk>`` of each measure is its public text in Finnish."""

    status = forms.ChoiceField(label=_("Status for all selected"), choices=BULK_STATUSES, widget=forms.RadioSelect)
    progress = forms.ChoiceField(
        label=_("Progress for all selected"), choices=Progress.choices, widget=forms.RadioSelect
    )
    on = forms.DateField(label=_("True on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Needed when the measures are discontinued."),
    )

    def __init__(self, *args, measures: list[Measure], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.measures = measures
        for measure in measures:
            self.fields[f"note_{measure.pk}"] = forms.CharField(
                label=str(measure), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 2})
            )

    @property
    def note_fields(self) -> list[forms.BoundField]:
        return [self[f"note_{measure.pk}"] for measure in self.measures]

    def reports(self) -> list[tuple[Measure, StatusReport]]:
        values = {name: self.cleaned_data[name] for name in ("status", "progress", "on", "reason")}
        return [
            (measure, StatusReport(public_text_fi=self.cleaned_data[f"note_{measure.pk}"], **values))
            for measure in self.measures
        ]
