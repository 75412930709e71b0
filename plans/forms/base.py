"""What the coordinator's forms have in common."""

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from hyte.lib.calm_forms import CalmForm
from hyte.lib.meanwhile import SeenForm
from plans.models import Plan

REASON_LENGTH = 500  # characters


class RecordForm(CalmForm, SeenForm):
    """A form of one record of a plan. Choices come from the plan's county only."""

    def __init__(self, *args, plan: Plan, **kwargs) -> None:
        self.plan = plan
        super().__init__(*args, **kwargs)
        self.drop_other_languages(plan.county.language_codes)
        self.dress()

    @property
    def ties(self) -> dict[str, models.QuerySet]:
        """What was chosen for the many-to-many relations."""
        names = (field.name for field in self._meta.model._meta.many_to_many)
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}


class ReasonedForm(RecordForm):
    """Changing a part of an approved plan needs a reason, which stays in the history."""

    reason = forms.CharField(
        label=_("Reason for the change"),
        max_length=REASON_LENGTH,
        help_text=_("The plan has been approved: the reason stays in the history."),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not self.plan.is_approved:
            self.drop("reason")

    @property
    def given_reason(self) -> str:
        return self.cleaned_data.get("reason", "")
