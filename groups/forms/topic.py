"""Themes of meetings."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy, pgettext_lazy

from groups.forms.choices import meetings_to_run
from groups.models import Meeting, MeetingTopic
from hyte.lib.calm_forms import CalmForm
from hyte.lib.meanwhile import SeenForm
from hyte.lib.templatetags.hyte import clock_time, day


class TopicForm(CalmForm, SeenForm):
    meetings = forms.ModelMultipleChoiceField(
        label=pgettext_lazy("theme", "Meetings where it is dealt with"),
        queryset=Meeting.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("One theme can be for many meetings, or for one only."),
    )

    class Meta:
        model = MeetingTopic
        fields = ["name_fi", "name_sv", "name_en", "to_be_confirmed", "meetings"]

    fieldsets = (("", ("name_fi", "name_sv", "name_en", "to_be_confirmed", "meetings")),)

    def __init__(self, *args, user, days: tuple[date, date], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        mine = meetings_to_run(user, *days).filter(county=self.instance.county)
        tied = self.instance.meetings.all() if self.instance.pk else Meeting.objects.none()
        self.fields["meetings"].queryset = (mine | tied).distinct()
        self.fields["meetings"].label_from_instance = _meeting_label
        self.drop_other_languages(self.instance.county.language_codes)
        self.dress()


def _meeting_label(meeting: Meeting) -> str:
    return f"{day(meeting.starts_at)} {clock_time(meeting.starts_at)} {meeting}"
