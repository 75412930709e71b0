"""Which scenario of the coefficient shows what a measure aims at."""

from django import forms
from django.utils.translation import gettext_lazy as _

from indicators.models import Scenario
from plans.forms.base import RecordForm
from plans.models import MeasureScenario


class ScenarioField(forms.ModelChoiceField):
    def label_from_instance(self, scenario: Scenario) -> str:
        return f"{scenario.name} ({scenario.calculation.name})"


class MeasureScenarioForm(RecordForm):
    """Scenarios of the county that aren't linked to the measure yet."""

    fieldsets = (("", ("scenario",)),)
    scenario = ScenarioField(
        label=_("Scenario"),
        queryset=Scenario.objects.none(),
        help_text=_("A scenario is saved on the page “What if” of a calculation of the coefficient."),
    )

    class Meta:
        model = MeasureScenario
        fields = ["scenario"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        linked = self.instance.measure.scenario_links.values("scenario")
        scenarios = Scenario.objects.filter(county=self.plan.county).exclude(pk__in=linked)
        self.fields["scenario"].queryset = scenarios.select_related("calculation").defer(
            "calculation__frozen", "calculation__sources"
        )
