"""Forms of tasks."""

from datetime import date

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from groups.models import Assignment, Person
from groups.queries.assignments import people_of_group
from hyte.lib.calm_forms import CalmForm, PlainForm
from hyte.lib.meanwhile import SeenForm


class AssignmentForm(CalmForm, SeenForm):
    fieldsets = (("", ("what", "person", "due_on")),)

    class Meta:
        model = Assignment
        fields = ["what", "person", "due_on"]
        help_texts = {
            "what": _("One thing that somebody does, begun with a verb."),
            "due_on": _("A reminder goes out a week before this day."),
        }

    def __init__(self, *args, on: date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        able = Q(pk__in=people_of_group(self.instance.group, on).values("pk")) | Q(pk=self.instance.person_id)
        self.fields["person"].queryset = Person.objects.filter(able)
        self.fields["person"].empty_label = _("not agreed yet")
        self.dress()


class OutcomeForm(PlainForm):
    fieldsets = (("", ("outcome",)),)

    outcome = forms.CharField(label=_("What came of it?"), max_length=2000, required=False, widget=forms.Textarea)

    def __init__(self, *args, is_required: bool = False, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].required = is_required
