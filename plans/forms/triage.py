"""Judging an indicator of the coefficient, and noting what has happened with it."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from django import forms
from django.db.models import Q, QuerySet
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext_lazy

from groups.models import Organisation, Person
from hyte.lib.calm_forms import CalmForm
from hyte.lib.meanwhile import SeenForm
from indicators.models import Triage, TriageNote
from plans.forms.choices import ManyField, people_of
from plans.models import Measure, TriageMeasure


class MeasuresBySection(ModelChoiceIterator):
    def __iter__(self) -> Iterator:
        for section, measures in groupby(self.queryset, key=lambda measure: measure.goal.section):
            yield str(section), [self.choice(measure) for measure in measures]


class MeasureField(ManyField):
    iterator = MeasuresBySection


class TriageForm(CalmForm, SeenForm):
    fieldsets = (
        ("", ("action", "cause", "partner", "owner", "handling")),
        (gettext_lazy("Measures of the plan that develop it"), ("measures",)),
    )
    folded = frozenset({"measures"})
    measures = MeasureField(
        label=gettext_lazy("Measures"),
        queryset=Measure.objects.none(),
        required=False,
    )

    class Meta:
        model = Triage
        fields = ["action", "cause", "partner", "owner", "handling"]
        help_texts = {
            "cause": gettext_lazy("A poor figure may come from the service itself, or from how it is recorded."),
            "handling": gettext_lazy("Where it is dealt with and what has been decided."),
        }

    def __init__(self, *args, on: date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        county = self.instance.county
        self.fields["action"].widget = forms.RadioSelect(choices=Triage.Action.choices)
        chosen = Q(pk__in=people_of(county, on).values("pk")) | Q(pk=self.instance.owner_id)
        self.fields["owner"].queryset = Person.objects.filter(chosen).order_by("name", "pk")
        tied = TriageMeasure.objects.filter(triage=self.instance.pk).values_list("measure_id", flat=True)
        self.fields["measures"].queryset = measures_of(county, on, tied)
        self.initial.setdefault("measures", list(tied))
        self.dress()


def measures_of(county: Organisation, on: date, tied) -> QuerySet[Measure]:
    """Those that are in force on the day, and those that are tied already."""
    in_force = Measure.objects.in_force_on(on).filter(plan__county=county, plan__parent=None)
    chosen = Measure.objects.filter(Q(pk__in=in_force.values("pk")) | Q(pk__in=tied))
    return chosen.select_related("goal__section").in_plan_order()


class TriageNoteForm(CalmForm, forms.ModelForm):
    fieldsets = (("", ("on", "text")),)

    class Meta:
        model = TriageNote
        fields = ["on", "text"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.dress()
