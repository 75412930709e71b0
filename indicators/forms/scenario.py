"""The name under which a scenario is kept."""

from django import forms

from hyte.lib.calm_forms import CalmForm
from indicators.models import Scenario


class ScenarioForm(CalmForm, forms.ModelForm):
    fieldsets = (("", ("name", "note")),)

    class Meta:
        model = Scenario
        fields = ["name", "note"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.dress()
