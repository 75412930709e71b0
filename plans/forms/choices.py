"""What can be chosen in a plan's forms: always the county's own and what all counties share."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.forms.models import ModelChoiceIterator

from groups.models import Decision, DecisionOutcome, Organisation, Person, WorkingGroup
from indicators.models import Indicator, Theme
from plans.models import FocusArea, Plan

LONGEST_ID = 18
BODY_KINDS = (*Organisation.DECISION_BODIES, Organisation.Kind.ADVISORY_BODY, Organisation.Kind.OTHER)


def bodies_of(county: Organisation) -> QuerySet[Organisation]:
    """Those that make decisions or give statements."""
    return Organisation.objects.of_county(county).filter(kind__in=BODY_KINDS)


def organisations_of(county: Organisation, on: date) -> QuerySet[Organisation]:
    """Those that can answer for a measure on the day."""
    return Organisation.objects.of_county(county).active(on)


def people_of(county: Organisation, on: date) -> QuerySet[Person]:
    return Person.objects.of_county(county).filter(Q(left_on=None) | Q(left_on__gt=on))


def groups_of(county: Organisation) -> QuerySet[WorkingGroup]:
    shared = WorkingGroup.shared_with.through.objects.filter(organisation=county).values("workinggroup")
    return WorkingGroup.objects.filter(Q(county=county) | Q(pk__in=shared))


def decisions_of(county: Organisation) -> QuerySet[Decision]:
    """Decisions by which something can be approved; the newest first."""
    return Decision.objects.filter(county=county, outcome=DecisionOutcome.APPROVED).select_related("body")


def themes_of(county: Organisation) -> QuerySet[Theme]:
    return Theme.objects.of_county(county)


def indicators_of(county: Organisation) -> QuerySet[Indicator]:
    return Indicator.objects.filter(Q(county=None) | Q(county=county))


def focus_areas_of(plan: Plan) -> QuerySet[FocusArea]:
    return plan.focus_areas.all()


class ManyField(forms.ModelMultipleChoiceField):
    """An id that is too long for the database is a choice that doesn't exist, not an error of the database."""

    widget = forms.CheckboxSelectMultiple

    def clean(self, value: list | None) -> QuerySet:
        for each in value if isinstance(value, list | tuple) else ():
            if len(str(each)) > LONGEST_ID:
                raise ValidationError(
                    self.error_messages["invalid_choice"], code="invalid_choice", params={"value": each}
                )
        return super().clean(value)


class ThemesByClassification(ModelChoiceIterator):
    def __iter__(self) -> Iterator:
        for classification, themes in groupby(self.queryset, key=lambda theme: theme.classification):
            yield str(classification), [self.choice(theme) for theme in themes]


class ThemeField(ManyField):
    iterator = ThemesByClassification
    is_inline = True


class DecisionField(forms.ModelChoiceField):
    def label_from_instance(self, decision: Decision) -> str:
        return f"{decision}: {decision.title_fi[:80]}"
