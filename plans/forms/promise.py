"""Goals and measures, their wording, and the indicators that tell whether they succeed."""

import re
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.models import Organisation
from hyte.lib.calm_forms import PlainForm
from plans.forms.base import REASON_LENGTH, RecordForm
from plans.forms.choices import (
    ManyField,
    ThemeField,
    focus_areas_of,
    organisations_of,
    people_of,
    themes_of,
)
from plans.forms.decision import NEW_FIELDS, DecidedForm
from plans.forms.plan import check_order
from plans.models import Goal, Measure
from plans.queries.identifiers import refusal_of_identifier
from plans.services.promise import outside
from plans.services.wording import WORDING_FIELDS

IDENTIFIER = re.compile(r"[\w.\-/]+")


class PromiseForm(DecidedForm, RecordForm):
    """A goal or a measure. In an approved plan a new one needs a decision, and the wording of an old one isn't here."""

    themes = ThemeField(queryset=None, required=False, label=gettext_lazy("Themes"))

    def __init__(self, *args, today: date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["themes"].queryset = themes_of(self.plan.county)
        if self.plan.is_approved and self.instance.pk:
            self.drop("identifier", "in_force_from", *WORDING_FIELDS)
        if self.plan.is_approved and not self.instance.pk:
            self.offer_decisions(self.plan.county, today=today)
        else:
            self.drop("decision", *NEW_FIELDS)

    def clean_identifier(self) -> str:
        identifier = self.cleaned_data["identifier"]
        if not IDENTIFIER.fullmatch(identifier):
            raise ValidationError(_("Use letters, digits, full stops and hyphens, no spaces."))
        refusal = refusal_of_identifier(self.instance, self.plan, identifier)
        if refusal:
            raise ValidationError(refusal)
        return identifier


class GoalForm(PromiseForm):
    focus_areas = ManyField(queryset=None, required=False, label=gettext_lazy("Focus areas"))
    fieldsets = (
        ("", ("identifier", *WORDING_FIELDS, "working_text")),
        (gettext_lazy("Place in the chain"), ("focus_areas", "themes")),
        *DecidedForm.DECISION_FIELDSETS,
    )

    class Meta:
        model = Goal
        fields = ["identifier", *WORDING_FIELDS, "working_text", "focus_areas", "themes"]
        help_texts = {"identifier": gettext_lazy("The next free one is suggested. An identifier is never used again.")}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["focus_areas"].queryset = focus_areas_of(self.plan)


class MeasureForm(PromiseForm):
    folded = PromiseForm.folded | {"strategy_goal"}
    main = forms.ModelChoiceField(
        Organisation.objects.none(),
        required=False,
        label=gettext_lazy("Main responsible"),
        help_text=gettext_lazy("It is proposed first; a management board's decision approves it."),
    )
    fieldsets = (
        ("", ("identifier", *WORDING_FIELDS, "working_text")),
        (gettext_lazy("Who"), ("main", "contact_person", "deputy")),
        (gettext_lazy("When"), ("continuous", "start_year", "end_year", "in_force_from")),
        (
            gettext_lazy("With what and for whom"),
            ("resources", "reach", "vulnerable_groups_fi", "vulnerable_groups_sv", "vulnerable_groups_en"),
        ),
        (gettext_lazy("Place in the chain"), ("themes",)),
        (gettext_lazy("Ties to strategy, budget and projects"), ("strategy_goal", "budget_entry", "project")),
        *DecidedForm.DECISION_FIELDSETS,
    )

    class Meta:
        model = Measure
        fields = [
            "identifier",
            *WORDING_FIELDS,
            "working_text",
            "contact_person",
            "deputy",
            "continuous",
            "start_year",
            "end_year",
            "in_force_from",
            "resources",
            "reach",
            "vulnerable_groups_fi",
            "vulnerable_groups_sv",
            "vulnerable_groups_en",
            "themes",
            "strategy_goal",
            "budget_entry",
            "project",
        ]
        help_texts = {
            "identifier": gettext_lazy("The next free one is suggested. An identifier is never used again."),
            "in_force_from": gettext_lazy("From this day on the measure is counted in the totals."),
            "continuous": gettext_lazy("The measure goes on without an end year."),
        }

    def __init__(self, *args, today: date, **kwargs) -> None:
        super().__init__(*args, today=today, **kwargs)
        people = people_of(self.plan.county, today)
        for name in ("contact_person", "deputy"):
            present = getattr(self.instance, f"{name}_id")
            own = people.model.objects.filter(Q(pk=present) | Q(pk__in=people.values("pk")))
            self.fields[name].queryset = own.select_related("organisation")
        self.fields["main"].queryset = organisations_of(self.plan.county, today)
        if self.instance.pk:
            self.drop("main")

    def clean_in_force_from(self) -> date:
        day = self.cleaned_data["in_force_from"]
        if not self.plan.covers(day):
            raise ValidationError(outside(self.plan))
        if self.instance.pk and self.instance.updates.filter(on__lt=day).exists():
            raise ValidationError(_("The measure has updates from before that day."))
        return day

    def clean(self) -> dict:
        cleaned = super().clean()
        check_order(self, "start_year", "end_year", _("The last year can't be before the first."))
        for name in ("start_year", "end_year"):
            year = cleaned.get(name)
            if year and not self.plan.valid_from.year <= year <= self.plan.valid_until.year:
                self.add_error(
                    name, _("The year is outside the plan, which is valid %(start)s–%(end)s.") % _years(self.plan)
                )
        if cleaned.get("continuous") and cleaned.get("end_year"):
            self.add_error("end_year", _("A continuous measure has no last year. Leave one of them out."))
        if cleaned.get("deputy") and cleaned.get("deputy") == cleaned.get("contact_person"):
            self.add_error("deputy", _("The deputy is somebody else than the contact person."))
        start, end = cleaned.get("in_force_from"), self.instance.in_force_until
        if start and end and start > end:
            self.add_error("in_force_from", _("The measure was in force only until an earlier day."))
        return cleaned


def _years(plan) -> dict[str, int]:
    return {"start": plan.valid_from.year, "end": plan.valid_until.year}


class GoalRemovalForm(PlainForm):
    reason = forms.CharField(
        max_length=REASON_LENGTH,
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("The plan has been approved: the reason stays in the history."),
    )
    fieldsets = (("", ("reason",)),)


class MeasureEndForm(DecidedForm, PlainForm):
    until = forms.DateField(
        required=False,
        label=gettext_lazy("Last day in force"),
        help_text=gettext_lazy("Leave empty to put an ended measure in force again."),
    )
    reason = forms.CharField(required=False, max_length=REASON_LENGTH, label=gettext_lazy("Reason"))
    fieldsets = (("", ("until", "reason")), *DecidedForm.DECISION_FIELDSETS)

    def __init__(self, *args, measure: Measure, today: date, **kwargs) -> None:
        self.measure = measure
        super().__init__(*args, **kwargs)
        self.offer_decisions(measure.plan.county, today=today, required=False)
        self.fields["decision"].empty_label = _("No decision")

    def clean(self) -> dict:
        cleaned = super().clean()
        if not cleaned.get("until") and not self.measure.in_force_until and "until" not in self.errors:
            self.add_error("until", _("Tell the last day on which the measure is in force."))
        return cleaned
