"""Opening and changing an update round."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plans.forms.base import RecordForm
from plans.forms.choices import ManyField
from plans.forms.plan import check_order, check_year
from plans.models import Section, UpdateRound


class SectionsField(ManyField):
    def label_from_instance(self, section: Section) -> str:
        return f"{section} ({section.group})" if section.group else str(section)


class RoundForm(RecordForm):
    sections = SectionsField(
        queryset=None,
        label=gettext_lazy("Sections"),
        help_text=gettext_lazy("An update is asked of each of their measures that hasn't ended."),
    )
    fieldsets = (
        ("", ("name_fi", "name_sv", "name_en")),
        (gettext_lazy("When"), ("period_from", "period_until", "opened_on", "deadline")),
        (gettext_lazy("What is asked"), ("sections", "instructions")),
    )

    class Meta:
        model = UpdateRound
        fields = [
            "name_fi",
            "name_sv",
            "name_en",
            "period_from",
            "period_until",
            "opened_on",
            "deadline",
            "sections",
            "instructions",
        ]
        labels = {
            "period_from": gettext_lazy("Tell of the time from"),
            "period_until": gettext_lazy("Tell of the time until"),
            "opened_on": gettext_lazy("Opens on"),
        }
        help_texts = {
            "name_fi": gettext_lazy("For example: Autumn round 2024."),
            "opened_on": gettext_lazy("What is told on that day or later counts as an answer."),
            "deadline": gettext_lazy("The last day for answers. It can be moved while the round is open."),
            "instructions": gettext_lazy("Those who are asked read them beside the measures and in the reminders."),
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.instance.plan = self.plan
        self.fields["sections"].queryset = self.plan.sections.select_related("group")

    def clean_name_fi(self) -> str:
        name = self.cleaned_data["name_fi"]
        if self.plan.update_rounds.filter(name_fi=name).exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("The plan already has an update round of this name."))
        return name

    def clean(self) -> dict:
        cleaned = super().clean()
        check_order(self, "period_from", "period_until", _("The period can't end before it starts."))
        check_order(self, "opened_on", "deadline", _("The deadline can't be before the round opens."))
        check_year(self, "period_from", "period_until", "opened_on", "deadline")
        return cleaned
