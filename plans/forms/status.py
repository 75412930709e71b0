"""The short form about how a measure goes."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from groups.models import Meeting
from plans.models import Measure, Progress, Status, StatusUpdate
from plans.services.status import StatusReport, newest_written

CARRIED = (
    "status",
    "progress",
    "public_text_fi",
    "public_text_sv",
    "public_text_en",
    "obstacles",
    "next_step",
    "reason",
    "merged_into",
)


class MeasureChoiceField(forms.ModelChoiceField):
    default_error_messages = {
        "invalid_choice": _("A measure can't be merged into itself or into a measure of another plan."),
    }

    def label_from_instance(self, measure: Measure) -> str:
        return f"{measure.identifier} {measure.wording[:80]}"


class StatusForm(forms.ModelForm):
    """Prefilled with the last update; ``seen`` tells which one the writer had in sight."""

    merged_into = MeasureChoiceField(queryset=Measure.objects.none(), required=False, label=_("Merged into"))
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = StatusUpdate
        fields = [
            "status",
            "progress",
            "public_text_fi",
            "public_text_sv",
            "public_text_en",
            "next_step",
            "obstacles",
            "done",
            "effect",
            "internal_note",
            "reason",
            "merged_into",
            "on",
            "meeting",
        ]
        widgets = {
            "status": forms.RadioSelect,
            "progress": forms.RadioSelect,
            "on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "public_text_fi": forms.Textarea(attrs={"rows": 4}),
            "public_text_sv": forms.Textarea(attrs={"rows": 4}),
            "public_text_en": forms.Textarea(attrs={"rows": 4}),
            **dict.fromkeys(
                ["next_step", "obstacles", "done", "effect", "internal_note", "reason"],
                forms.Textarea(attrs={"rows": 2}),
            ),
        }
        labels = {
            "status": _("How does the measure stand?"),
            "progress": _("Is it going to plan?"),
            "public_text_fi": _("What is happening, in Finnish"),
            "public_text_sv": _("What is happening, in Swedish"),
            "public_text_en": _("What is happening, in English"),
            "on": _("True on"),
        }
        help_texts = {
            **dict.fromkeys(
                ["public_text_fi", "public_text_sv", "public_text_en"],
                _("Everybody can read this once it has been published."),
            ),
            "internal_note": _("Only the staff read this. It never leaves in an export."),
            "on": _("The day on which this was true. A day in the past is accepted and shown as such."),
            "reason": _("Needed when the measure is discontinued. Everybody can read this once it has been published."),
            "merged_into": _("Needed when the measure is merged."),
        }

    def __init__(
        self, *args, measure: Measure, latest: StatusUpdate | None = None, today, initial=None, **kwargs
    ) -> None:
        self.measure = measure
        self.latest = latest
        super().__init__(*args, initial=self._prefilled(today) | (initial or {}), **kwargs)
        self.instance.measure = measure
        self.fields["merged_into"].queryset = Measure.objects.filter(plan=measure.plan_id).exclude(pk=measure.pk)
        self.fields["status"].choices = Status.choices
        self.fields["progress"].choices = Progress.choices
        self._limit_meetings()
        self._drop_other_languages()

    def _prefilled(self, today) -> dict:
        written = newest_written(self.measure)
        values = {"on": today, "seen": written.pk if written else None}
        if self.latest:
            values |= {field: getattr(self.latest, field) for field in CARRIED}
        return values

    def _limit_meetings(self) -> None:
        group = self.measure.goal.section.group_id
        self.fields["meeting"].queryset = Meeting.objects.filter(Q(groups=group)).order_by("-starts_at")
        self.fields["meeting"].required = False
        if not group:
            del self.fields["meeting"]

    def _drop_other_languages(self) -> None:
        languages = self.measure.plan.county.language_codes
        for code in ("sv", "en"):
            if code not in languages:
                del self.fields[f"public_text_{code}"]

    def _post_clean(self) -> None:
        """The service checks the update as a whole; the form only cleans the fields."""

    def report(self) -> StatusReport:
        values = {name: value for name, value in self.cleaned_data.items() if name != "seen"}
        return StatusReport(**values)

    @property
    def more_fields(self) -> list[forms.BoundField]:
        """Fields that the short form keeps folded."""
        names = ["obstacles", "done", "effect", "internal_note", "on", "meeting"]
        return [self[name] for name in names if name in self.fields]

    @property
    def more_has_errors(self) -> bool:
        """Whether a folded field needs mending, so that it must be seen."""
        return any(bound.errors for bound in self.more_fields)

    @property
    def text_fields(self) -> list[forms.BoundField]:
        names = ["public_text_fi", "public_text_sv", "public_text_en", "next_step"]
        return [self[name] for name in names if name in self.fields]


def unchanged_report(latest: StatusUpdate, *, on, meeting: Meeting | None = None) -> StatusReport:
    """The last update said again for another day: "no change"."""
    return StatusReport(on=on, meeting=meeting, **{field: getattr(latest, field) for field in CARRIED})
