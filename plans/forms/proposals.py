"""Proposing a change of a measure, and answering a proposal."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hyte.lib.calm_forms import CalmForm, PlainForm
from plans.models import Measure, Proposal


class ProposeForm(CalmForm, forms.ModelForm):
    """New wording for a measure, or closing it."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What do you propose?"),
        choices=[(kind.value, kind.label) for kind in (Proposal.Kind.WORDING, Proposal.Kind.CLOSING)],
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Proposal
        fields = ["kind", "text", "grounds"]
        labels = {"text": gettext_lazy("New wording"), "grounds": gettext_lazy("Why?")}
        help_texts = {
            "text": gettext_lazy("Needed for a new wording. The coordinator takes it to the body that decides."),
            "grounds": gettext_lazy("The coordinator reads this and answers."),
        }

    def __init__(self, *args, measure: Measure, initial=None, **kwargs) -> None:
        self.measure = measure
        super().__init__(*args, initial={"text": measure.wording} | (initial or {}), **kwargs)
        self.fields["grounds"].required = True
        self.dress()

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("kind") == Proposal.Kind.CLOSING:
            cleaned["text"] = ""
        elif cleaned.get("kind") == Proposal.Kind.WORDING and cleaned.get("text", "").strip() in (
            "",
            self.measure.wording,
        ):
            self.add_error("text", _("Write the wording that you propose: this is the present one or empty."))
        return cleaned

    def _post_clean(self) -> None:
        """The service checks the proposal as a whole."""


class HandoverForm(CalmForm, forms.ModelForm):
    """Who answers for the measure from now on."""

    kind = Proposal.Kind.HANDOVER

    class Meta:
        model = Proposal
        fields = ["successor_name", "successor_email", "successor_title"]
        labels = {
            "successor_name": gettext_lazy("Colleague's name"),
            "successor_email": gettext_lazy("Colleague's work e-mail"),
            "successor_title": gettext_lazy("Colleague's title"),
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name in ("successor_name", "successor_email"):
            self.fields[name].required = True

    def _post_clean(self) -> None:
        """The service checks the proposal as a whole."""


class AnswerForm(PlainForm):
    answer = forms.CharField(
        label=gettext_lazy("Answer to whoever proposed"),
        required=False,
        max_length=2000,
        widget=forms.Textarea,
        help_text=gettext_lazy("Sent by e-mail. Needed when you don't accept the proposal."),
    )
