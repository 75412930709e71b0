"""Who answers: proposed, approved many at once, ended, moved to a successor."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.models import Organisation
from hyte.lib.calm_forms import PlainForm
from plans.forms.base import REASON_LENGTH
from plans.forms.choices import ManyField, organisations_of
from plans.forms.decision import DecidedForm, not_in_future
from plans.models import Measure, Plan, Responsibility


class ProposeForm(PlainForm):
    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=gettext_lazy("Organisation"))
    kind = forms.ChoiceField(
        choices=Responsibility.Kind.choices, widget=forms.RadioSelect, label=gettext_lazy("Part in the measure")
    )
    fieldsets = (("", ("organisation", "kind")),)

    def __init__(self, *args, measure: Measure, today: date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations_of(measure.plan.county, today)


class ApproveForm(DecidedForm, PlainForm):
    """The chosen proposals are approved by one decision, all or none."""

    responsibilities = ManyField(
        Responsibility.objects.none(),
        label=gettext_lazy("Responsibilities to be approved"),
        error_messages={
            "required": gettext_lazy("Choose at least one."),
            "invalid_choice": gettext_lazy("A chosen one isn't waiting for approval any more. Look at the list again."),
        },
    )
    fieldsets = DecidedForm.DECISION_FIELDSETS

    def __init__(self, *args, plan: Plan, proposed: QuerySet[Responsibility], today: date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["responsibilities"].queryset = proposed
        self.offer_decisions(plan.county, today=today)

    @property
    def ticked(self) -> set[str]:
        """Ids that were ticked when the form was sent, so that an error doesn't lose them."""
        return set(self["responsibilities"].value() or [])


class EndForm(PlainForm):
    on = forms.DateField(label=gettext_lazy("Ends on"))
    reason = forms.CharField(max_length=REASON_LENGTH, label=gettext_lazy("Reason"))
    fieldsets = (("", ("on", "reason")),)

    def __init__(self, *args, measure: Measure, today: date, **kwargs) -> None:
        self.measure, self.today = measure, today
        super().__init__(*args, **kwargs)

    def clean_on(self) -> date:
        on = not_in_future(self.cleaned_data["on"], self.today)
        if on < self.measure.plan.valid_from:
            raise ValidationError(_("The day is before the plan's validity."))
        return on


class SuccessorForm(PlainForm):
    """The end of an organisation. Responsibilities move at once, so the day can't be in the future."""

    successor = forms.ModelChoiceField(Organisation.objects.none(), label=gettext_lazy("Successor"))
    on = forms.DateField(
        label=gettext_lazy("The organisation ends on"),
        help_text=gettext_lazy("The responsibilities move at once, so the day is today or in the past."),
    )
    fieldsets = (("", ("successor", "on")),)

    def __init__(self, *args, organisation: Organisation, today: date, **kwargs) -> None:
        self.today = today
        super().__init__(*args, **kwargs)
        successors = organisations_of(organisation.root_county, today)
        self.fields["successor"].queryset = successors.exclude(pk=organisation.pk).exclude(
            kind=Organisation.Kind.COUNTY
        )

    def clean_on(self) -> date:
        on = not_in_future(self.cleaned_data["on"], self.today)
        if on.year < 2000:
            raise ValidationError(_("Give a year after 2000."))
        return on
