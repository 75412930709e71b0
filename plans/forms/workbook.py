"""Bringing a workbook: the file, and the day on which its statuses are true."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hyte.lib.calm_forms import PlainForm
from hyte.lib.templatetags.hyte import day as in_words
from hyte.lib.workbooks.refusals import LARGEST_FILE, MEGABYTE
from plans.models import Plan

TYPES = ".xlsx,.xlsm,.csv,.txt"


class UploadForm(PlainForm):
    file = forms.FileField(label=gettext_lazy("Workbook"), widget=forms.FileInput(attrs={"accept": TYPES}))
    day = forms.DateField(
        label=gettext_lazy("The statuses are true on"),
        help_text=gettext_lazy("A row that tells its own day keeps that."),
    )

    def __init__(self, *args, plan: Plan, today: date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.plan, self.today = plan, today
        hint = _(
            "An Excel workbook (.xlsx) or a text file (.csv), at most %(size)s MB. Nothing changes before you have seen it."
        )
        self.fields["file"].help_text = hint % {"size": LARGEST_FILE // MEGABYTE}

    def clean_day(self) -> date:
        """Rows are looked at one by one in the preview; a day that fits none of them is told here already."""
        day = self.cleaned_data["day"]
        if day > self.today:
            raise ValidationError(_("The day is in the future. Give a day that is not later than today."))
        if not self.plan.valid_from <= day <= self.plan.valid_until:
            text = _("The day is outside the plan, which is valid from %(first)s to %(last)s.")
            raise ValidationError(
                text % {"first": in_words(self.plan.valid_from), "last": in_words(self.plan.valid_until)}
            )
        return day
