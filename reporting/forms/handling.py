"""The ex-ante assessment of what a report proposes."""

from django import forms

from plans.forms.base import RecordForm
from plans.forms.handling import OF_EFFECT, EffectForm
from reporting.models import ReportEffect


class ReportEffectForm(RecordForm):
    fieldsets = (("", tuple(OF_EFFECT)),)

    class Meta:
        model = ReportEffect
        fields = OF_EFFECT
        widgets = {"direction": forms.RadioSelect}
        help_texts = EffectForm.Meta.help_texts
