"""Taking a frozen picture of a plan."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.models import Decision
from plans.forms.base import RecordForm
from plans.forms.choices import DecisionField
from plans.forms.decision import not_in_future
from plans.models import Snapshot
from plans.services.promise import outside


class SnapshotForm(RecordForm):
    decision = DecisionField(
        queryset=None,
        required=False,
        label=gettext_lazy("Given to"),
        empty_label=gettext_lazy("No decision"),
        help_text=gettext_lazy("The decision or handling for which the picture was taken."),
    )
    fieldsets = (("", ("name_fi", "name_sv", "name_en", "on", "decision")),)

    class Meta:
        model = Snapshot
        fields = ["name_fi", "name_sv", "name_en", "on", "decision"]
        help_texts = {"name_fi": gettext_lazy("For example: Committee 27.5.2024.")}

    def __init__(self, *args, today: date, **kwargs) -> None:
        self.today = today
        super().__init__(*args, **kwargs)
        self.instance.plan = self.plan
        handled = Decision.objects.filter(county=self.plan.county).select_related("body")
        self.fields["decision"].queryset = handled

    def clean_name_fi(self) -> str:
        name = self.cleaned_data["name_fi"]
        if self.plan.snapshots.filter(name_fi=name).exists():
            raise ValidationError(_("The plan already has a snapshot of this name."))
        return name

    def clean_on(self) -> date:
        on = not_in_future(self.cleaned_data["on"], self.today)
        if not self.plan.covers(on):
            raise ValidationError(outside(self.plan))
        return on
