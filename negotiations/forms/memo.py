"""Writing, sending and closing the memo."""

from django import forms
from django.utils.translation import gettext_lazy

from hyte.lib.calm_forms import PlainForm


class SummaryForm(PlainForm):
    summary = forms.CharField(
        label=gettext_lazy("In short"),
        max_length=10_000,
        required=False,
        widget=forms.Textarea,
        help_text=gettext_lazy(
            "What was most important. The rest of the memo comes from the topics and the agreements."
        ),
    )
    fieldsets = (("", ("summary",)),)


class SendForm(PlainForm):
    approve_by = forms.DateField(
        label=gettext_lazy("Answers by"),
        help_text=gettext_lazy("The last day on which the parties are asked to answer."),
    )
    fieldsets = (("", ("approve_by",)),)


class CloseForm(PlainForm):
    note = forms.CharField(
        label=gettext_lazy("Note on the approval"),
        max_length=500,
        required=False,
        help_text=gettext_lazy("Which parties gave no answer, and why the memo is closed without it."),
    )
    fieldsets = (("", ("note",)),)
