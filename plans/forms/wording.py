"""New wording: free in a draft; by a decision, or as a mended typing error, in an approved plan."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy

from plans.forms.base import REASON_LENGTH, RecordForm
from plans.forms.decision import DecidedForm
from plans.models import Goal, Measure
from plans.services.wording import WORDING_FIELDS, current_wording


class WordingForm(RecordForm):
    """The three languages of a wording. The record itself is left as it is: the services change it."""

    fieldsets = (("", WORDING_FIELDS),)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.before = current_wording(self.instance)

    def _post_clean(self) -> None:
        """The service writes the wording and checks it."""

    @property
    def wording(self) -> dict[str, str]:
        """The new wording; a language that the form doesn't offer stays as it was."""
        given = {name: self.cleaned_data[name] for name in WORDING_FIELDS if name in self.cleaned_data}
        # Browsers send line breaks as CRLF; the same text must stay the same text.
        return self.before | {name: text.replace("\r\n", "\n") for name, text in given.items()}


class SupersedeForm(DecidedForm, WordingForm):
    fieldsets = ((gettext_lazy("New wording"), WORDING_FIELDS), *DecidedForm.DECISION_FIELDSETS)

    def __init__(self, *args, today: date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.offer_decisions(self.plan.county, today=today)


class MendForm(WordingForm):
    reason = forms.CharField(
        label=gettext_lazy("What was mended and why"),
        max_length=REASON_LENGTH,
        help_text=gettext_lazy("Only a typing error is mended here. A change of meaning needs a decision."),
    )
    fieldsets = ((gettext_lazy("Mended wording"), WORDING_FIELDS), ("", ("reason",)))


def wording_form(form: type[WordingForm], record: Goal | Measure) -> type[WordingForm]:
    """The form class for the record's model."""
    return forms.modelform_factory(type(record), form=form, fields=list(WORDING_FIELDS))
