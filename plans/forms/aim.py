"""Indicators tied to focus areas, goals, measures and phenomena: where they were and where they are to be."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plans.forms.base import RecordForm
from plans.forms.choices import indicators_of
from plans.models import FocusArea, IndicatorTarget, PhenomenonIndicator

AIMS = ["direction", "baseline", "baseline_year", "target", "target_year", "outcome", "outcome_year"]
FIGURES = ["baseline", "target", "outcome"]
PARTS = (
    (gettext_lazy("Baseline"), ("baseline", "baseline_year")),
    (gettext_lazy("Target"), ("target", "target_year")),
    (gettext_lazy("Outcome"), ("outcome", "outcome_year")),
)


class AimForm(RecordForm):
    """Baseline, target and outcome of an indicator, each with its year."""

    already_here = gettext_lazy("The indicator is already here.")

    def __init__(self, *args, owner: models.Model, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.owner = {owner_field(owner): owner}
        for name, value in self.owner.items():
            setattr(self.instance, name, value)
        self.fields["indicator"].queryset = indicators_of(self.plan.county)

    def clean_indicator(self):
        indicator = self.cleaned_data["indicator"]
        siblings = type(self.instance).objects.filter(**self.owner, indicator=indicator)
        if siblings.exclude(pk=self.instance.pk).exists():
            raise ValidationError(self.already_here)
        return indicator

    def clean(self) -> dict:
        cleaned = super().clean()
        for figure in FIGURES:
            year = f"{figure}_year"
            if cleaned.get(figure) is not None and not cleaned.get(year) and year not in self.errors:
                self.add_error(year, _("Tell the year of the figure."))
            if cleaned.get(year) and cleaned.get(figure) is None and figure not in self.errors:
                self.add_error(figure, _("Tell the figure of the year."))
        return cleaned


class TargetForm(AimForm):
    """Of a focus area, a goal or a measure."""

    fieldsets = (("", ("indicator", "direction")), *PARTS)

    class Meta:
        model = IndicatorTarget
        fields = ["indicator", *AIMS]
        localized_fields = FIGURES


class FigureForm(AimForm):
    """Of a phenomenon, with the figure in words as its source told it."""

    already_here = gettext_lazy("The indicator already shows this phenomenon.")
    fieldsets = (("", ("indicator", "figure_fi", "figure_sv", "figure_en", "direction")), *PARTS)

    class Meta:
        model = PhenomenonIndicator
        fields = ["indicator", "figure_fi", "figure_sv", "figure_en", *AIMS]
        localized_fields = FIGURES
        help_texts = {"figure_fi": gettext_lazy("With its year and area, for example: 29.9 %, whole county, 2021.")}


def owner_field(owner: models.Model) -> str:
    """The name of the tie's field that points to a focus area, goal, measure or phenomenon."""
    return "focus_area" if isinstance(owner, FocusArea) else owner._meta.model_name
