"""Choices in the preview: which text of two goes in, which rows are left out."""

from hashlib import sha256

from django import forms
from django.utils.translation import gettext as _

from plans.imports.answers import MINE, THEIRS, Answers
from plans.imports.forms.questions import name_of
from plans.imports.outcomes import Conflict, Outcome, Result

MAY_BE_LEFT_OUT = (Result.ERROR, Result.CONFLICT, Result.LEFT_OUT)


class ChoicesForm(forms.Form):
    """The rows of one page. Of each conflict it also carries a mark of the plan's value that was in sight."""

    def __init__(self, *args, outcomes: list[Outcome], answers: Answers, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.outcomes, self.answers = outcomes, answers
        for outcome in outcomes:
            self._add_fields(outcome)

    def _add_fields(self, outcome: Outcome) -> None:
        for conflict in outcome.conflicts:
            choices = [(MINE, _("The workbook's")), (THEIRS, _("The plan's"))]
            name = conflict_name(outcome, conflict)
            self.fields[name] = forms.ChoiceField(
                required=False, choices=choices, initial=conflict.choice, widget=forms.RadioSelect
            )
            self.fields[f"{name}-seen"] = forms.CharField(
                required=False, initial=mark_of(conflict), widget=forms.HiddenInput
            )
        if may_be_left_out(outcome):
            name = row_name(outcome)
            left = outcome.key in self.answers.left_out
            self.fields[name] = forms.BooleanField(
                required=False, initial=left, label=_("Leave row %(row)s out") % {"row": outcome.key}
            )
            # A box that isn't ticked sends nothing: this says that it was there.
            self.fields[f"{name}-shown"] = forms.CharField(required=False, initial="1", widget=forms.HiddenInput)

    def answer(self) -> bool:
        """Put the choices into the answers; whether anything of them is new."""
        before = (dict(self.answers.conflicts), set(self.answers.left_out))
        for outcome in self.outcomes:
            self._answer_conflicts(outcome)
            self._answer_row(outcome)
        return before != (self.answers.conflicts, self.answers.left_out)

    @property
    def outdated(self) -> bool:
        """Whether a choice was made against a value of the plan that has changed since."""
        pairs = [(each, conflict_name(outcome, each)) for outcome in self.outcomes for each in outcome.conflicts]
        seen = ((each, self.cleaned_data.get(name) and self.cleaned_data[f"{name}-seen"]) for each, name in pairs)
        return any(mark and mark != mark_of(each) for each, mark in seen)

    def _answer_conflicts(self, outcome: Outcome) -> None:
        for conflict in outcome.conflicts:
            name = conflict_name(outcome, conflict)
            choice = self.cleaned_data.get(name)
            if choice and self.cleaned_data[f"{name}-seen"] == mark_of(conflict):
                self.answers.conflicts[f"{outcome.key}:{conflict.key}"] = (choice, conflict.theirs)

    def _answer_row(self, outcome: Outcome) -> None:
        name = row_name(outcome)
        if not self.cleaned_data.get(f"{name}-shown"):
            return
        if self.cleaned_data[name]:
            self.answers.left_out.add(outcome.key)
        else:
            self.answers.left_out.discard(outcome.key)


def may_be_left_out(outcome: Outcome) -> bool:
    return outcome.result in MAY_BE_LEFT_OUT


def row_name(outcome: Outcome) -> str:
    return name_of("row", outcome.key)


def conflict_name(outcome: Outcome, conflict: Conflict) -> str:
    return name_of("cell", outcome.key, conflict.key)


def mark_of(conflict: Conflict) -> str:
    """Tells whether the plan's value is still the one that was in sight."""
    return sha256(conflict.theirs.encode()).hexdigest()[:16]
