"""Accepting a measure that a workbook proposes."""

import re
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plans.forms.base import RecordForm
from plans.forms.decision import NEW_FIELDS, DecidedForm
from plans.forms.promise import IDENTIFIER
from plans.models import Goal, Measure
from plans.queries.identifiers import refusal_of_identifier, suggest_measure
from plans.services.promise import outside
from plans.services.wording import WORDING_FIELDS


class GoalField(forms.ModelChoiceField):
    def label_from_instance(self, goal: Goal) -> str:
        return f"{goal.section}: {goal.identifier} {goal.wording[:100]}"


class ProposedMeasureForm(DecidedForm, RecordForm):
    """Where the measure belongs, its number and wording; the rest of what the workbook said goes along as it is."""

    goal = GoalField(Goal.objects.none(), label=gettext_lazy("Goal"), empty_label=gettext_lazy("Choose"))
    identifier = forms.CharField(
        required=False,
        max_length=20,
        label=gettext_lazy("Identifier"),
        help_text=gettext_lazy("Left empty, it becomes the goal's next free one. An identifier is never used again."),
    )
    fieldsets = (
        ("", ("goal", "identifier", *WORDING_FIELDS, "in_force_from")),
        *DecidedForm.DECISION_FIELDSETS,
    )

    class Meta:
        model = Measure
        fields = ["goal", "identifier", *WORDING_FIELDS, "in_force_from"]

    def __init__(self, *args, today: date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        goals = Goal.objects.filter(section__plan=self.plan).select_related("section")
        self.fields["goal"].queryset = goals
        if self.plan.is_approved:
            self.offer_decisions(self.plan.county, today=today)
        else:
            self.drop("decision", *NEW_FIELDS)

    def clean_identifier(self) -> str:
        identifier = self.cleaned_data["identifier"].strip()
        if not identifier:
            goal = self.cleaned_data.get("goal")
            return suggest_measure(goal) if goal else ""
        if not re.fullmatch(IDENTIFIER, identifier):
            raise ValidationError(_("Use letters, digits, full stops and hyphens, no spaces."))
        if refusal := refusal_of_identifier(self.instance, self.plan, identifier):
            raise ValidationError(refusal)
        return identifier

    def clean_in_force_from(self) -> date:
        day = self.cleaned_data["in_force_from"]
        if not self.plan.covers(day):
            raise ValidationError(outside(self.plan))
        return day
