"""What a meeting answers of a measure."""

from itertools import zip_longest

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from groups.models import Meeting
from plans.forms.status import CARRIED, MeasureChoiceField, StatusForm, unchanged_report
from plans.models import Measure, StatusUpdate
from plans.services.status import StatusReport, without_old_translations

STATUS_KEYS = "1234567"  # merging needs the other measure too, so it is chosen in the form
PROGRESS_KEYS = "QWER"  # under the digits on the keyboard


class AnswerForm(StatusForm):
    """Prefilled with what was said last; the day and the meeting come from the round."""

    merged_into = MeasureChoiceField(
        queryset=Measure.objects.none(),
        required=False,
        to_field_name="identifier",
        label=_("Merged into"),
        help_text=_("The identifier of the other measure, for example T1.2."),
        widget=forms.TextInput(attrs={"list": "round-measures", "autocomplete": "off"}),
        error_messages={"invalid_choice": _("There is no other measure with this identifier in the plan.")},
    )

    class Meta(StatusForm.Meta):
        fields = [*CARRIED, "internal_note"]
        widgets = StatusForm.Meta.widgets | {
            **dict.fromkeys(["public_text_fi", "public_text_sv", "public_text_en"], forms.Textarea(attrs={"rows": 3})),
        }

    def __init__(self, *args, seen: int | None, **kwargs) -> None:
        self.seen = seen
        super().__init__(*args, today=None, **kwargs)

    def _prefilled(self, today) -> dict:
        carried = {field: getattr(self.latest, field) for field in CARRIED} if self.latest else {}
        return carried | {"seen": self.seen}

    def _limit_meetings(self) -> None:
        """The meeting is not chosen."""

    def answer(self, meeting: Meeting, on, *, no_change: bool) -> StatusReport | None:
        """What the meeting says; None when "no change" can't be said, and the form now tells why."""
        if no_change:
            return self._same_again(meeting, on)
        said = {name: self._said(name) for name in self.cleaned_data if name != "seen"}
        report = StatusReport(**said, on=on, meeting=meeting)
        return without_old_translations(report, self.latest) if self.latest else report

    def _same_again(self, meeting: Meeting, on) -> StatusReport | None:
        if not self.latest:
            self.add_error(None, _("Nothing has been reported yet. Choose how the measure stands."))
        elif any((self._said(name) or "") != (self.initial.get(name) or "") for name in self.fields if name != "seen"):
            self.add_error(None, _("You have changed the form. Save it as an answer, or undo the changes first."))
        else:
            return unchanged_report(self.latest, on=on, meeting=meeting)
        return None

    def _said(self, name: str) -> object:
        """The value; a text that differs only by its line ends, which browsers write in their own way, is as it was."""
        value, before = self.cleaned_data[name], self.initial.get(name)
        both_are_text = isinstance(value, str) and isinstance(before, str)
        return before if both_are_text and value.splitlines() == before.strip().splitlines() else value

    def refuse(self, error: ValidationError) -> None:
        """Show what the service refused; the day isn't a field here."""
        for name, errors in error.error_dict.items():
            self.add_error(name if name in self.fields else None, ValidationError(errors))

    def dropped_translation(self, update: StatusUpdate) -> bool:
        """Whether a carried Swedish text was left out, since it told of the earlier status."""
        return bool(self.latest and self.latest.public_text_sv and not update.public_text_sv)

    @property
    def statuses(self):
        """Each choice of a status with its key."""
        return zip_longest(self["status"], STATUS_KEYS)

    @property
    def progresses(self):
        return zip_longest(self["progress"], PROGRESS_KEYS)

    @property
    def folded_fields(self) -> list[forms.BoundField]:
        return [self["obstacles"], self["internal_note"]]

    @property
    def folded_have_errors(self) -> bool:
        return any(bound.errors for bound in self.folded_fields)
