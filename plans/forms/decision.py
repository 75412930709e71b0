"""Decisions: recorded in full, or chosen or noted in passing where an act needs one."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.models import Decision, Organisation
from hyte.lib.calm_forms import CalmForm
from plans.forms.base import RecordForm
from plans.forms.choices import DecisionField, bodies_of, decisions_of
from plans.models import PlanDecision

NEW_FIELDS = ("new_body", "new_on", "new_section_number", "new_diary_number", "new_title_fi")


class DecisionForm(RecordForm):
    """The whole of a decision and what it means to the plan."""

    meaning = forms.ChoiceField(
        label=gettext_lazy("What the decision is about"),
        choices=PlanDecision.Meaning.choices,
        initial=PlanDecision.Meaning.HANDLING,
    )
    link = forms.URLField(
        label=gettext_lazy("Link to the minutes"), required=False, max_length=200, assume_scheme="https"
    )
    fieldsets = (
        ("", ("meaning", "body", "on", "outcome", "title_fi", "title_sv", "title_en")),
        (gettext_lazy("In the minutes"), ("section_number", "diary_number", "proposal", "decision", "link")),
    )

    class Meta:
        model = Decision
        fields = [
            "body",
            "on",
            "outcome",
            "title_fi",
            "title_sv",
            "title_en",
            "section_number",
            "diary_number",
            "proposal",
            "decision",
            "link",
        ]

    def __init__(self, *args, today: date, **kwargs) -> None:
        self.today = today
        super().__init__(*args, **kwargs)
        self.instance.county = self.plan.county
        self.fields["body"].queryset = bodies_of(self.plan.county)

    def clean_on(self) -> date:
        return not_in_future(self.cleaned_data["on"], self.today)

    def clean(self) -> dict:
        cleaned = super().clean()
        if self.instance.pk and self.instance.approved_plans.exists() and cleaned.get("outcome") != "approved":
            self.add_error("outcome", _("A plan has been approved by this decision, so its outcome is approval."))
        return cleaned


class DecidedForm(CalmForm, forms.Form):
    """Part of a form whose act needs a decision: an existing one, or the facts of a new one."""

    decision = DecisionField(
        queryset=Decision.objects.none(),
        required=False,
        label=gettext_lazy("Recorded decision"),
        empty_label=gettext_lazy("Choose"),
    )
    new_body = forms.ModelChoiceField(Organisation.objects.none(), required=False, label=gettext_lazy("Body"))
    new_on = forms.DateField(required=False, label=gettext_lazy("Date"))
    new_section_number = forms.CharField(required=False, max_length=20, label=gettext_lazy("Section (§)"))
    new_diary_number = forms.CharField(required=False, max_length=60, label=gettext_lazy("Diary number"))
    new_title_fi = forms.CharField(required=False, max_length=300, label=gettext_lazy("Title in Finnish"))

    DECISION_FIELDSETS = (
        (gettext_lazy("By which decision"), ("decision",)),
        (gettext_lazy("Or record a new decision"), NEW_FIELDS),
    )
    folded = frozenset({"new_body"})

    def offer_decisions(self, county: Organisation, *, today: date, required: bool = True) -> None:
        self.county, self.today, self.needs_decision = county, today, required
        self.fields["decision"].queryset = decisions_of(county)
        self.fields["new_body"].queryset = bodies_of(county)

    def clean(self) -> dict:
        cleaned = super().clean() or self.cleaned_data
        if "decision" in self.fields:
            self._check_decision(cleaned)
        return cleaned

    def _check_decision(self, cleaned: dict) -> None:
        told = [name for name in NEW_FIELDS if cleaned.get(name)]
        if cleaned.get("decision") and told:
            self.add_error("decision", _("Choose an existing decision or tell a new one, not both."))
        elif told:
            self._check_new(cleaned)
        elif self.needs_decision and not cleaned.get("decision") and "decision" not in self.errors:
            self.add_error("decision", _("Choose a decision or tell the body, the date and the title of a new one."))

    def _check_new(self, cleaned: dict) -> None:
        for name in ("new_body", "new_on", "new_title_fi"):
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, _("A new decision needs its body, date and title."))

    def clean_new_on(self) -> date | None:
        return not_in_future(self.cleaned_data["new_on"], self.today)

    def chosen_decision(self) -> Decision | None:
        """The chosen decision, or a new one that hasn't been saved; None where neither was told."""
        told = {name.removeprefix("new_"): self.cleaned_data.get(name) for name in NEW_FIELDS}
        if self.cleaned_data.get("decision"):
            return self.cleaned_data["decision"]
        return Decision(county=self.county, **told) if told["body"] else None


def not_in_future(on: date | None, today: date) -> date | None:
    if on and on > today:
        raise ValidationError(_("The day is in the future."))
    return on
