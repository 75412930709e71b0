"""Answering an invitation: when signed in, and by a personal link."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from groups.models import Attendance
from groups.queries.answers import OwnAnswer


class AnswerForm(forms.Form):
    """``own`` tells what has been answered so far and who can be sent."""

    answer = forms.ChoiceField(
        label=_("Do you come?"),
        choices=[
            (Attendance.Answer.COMING, _("I come")),
            (Attendance.Answer.NOT_COMING, _("I don't come")),
            (Attendance.Answer.DEPUTY, _("A deputy comes in my place")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether you come.")},
    )
    deputy = forms.ModelChoiceField(
        None,
        label=pgettext_lazy("seat", "Deputy"),
        required=False,
        empty_label=_("The deputy named for the seat"),
        help_text=_("Gets an invitation by mail."),
    )

    def __init__(self, *args, own: OwnAnswer, **kwargs) -> None:
        kwargs.setdefault("initial", {"answer": own.answer, "deputy": own.deputy})
        super().__init__(*args, **kwargs)
        self.fields["deputy"].queryset = own.deputies
        if not any(seat.deputy for seat in own.seats):
            self.fields["deputy"].empty_label = _("Choose a colleague")

    @property
    def answer_label(self) -> str:
        return str(Attendance.Answer(self.cleaned_data["answer"]).label)

    @property
    def sentences(self) -> str:
        """What is wrong, where there is no room for it beside the fields."""
        return " ".join(error for errors in self.errors.values() for error in errors)
