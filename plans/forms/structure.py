"""Sections, focus areas, phenomena and the figures that show them."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plans.forms.base import ReasonedForm
from plans.forms.choices import ManyField, ThemeField, focus_areas_of, groups_of, themes_of
from plans.models import FocusArea, Phenomenon, Section


class SectionForm(ReasonedForm):
    fieldsets = (("", ("name_fi", "name_sv", "name_en", "age_group", "group", "reason")),)

    class Meta:
        model = Section
        fields = ["name_fi", "name_sv", "name_en", "age_group", "group"]
        help_texts = {"group": gettext_lazy("Its chair and secretaries update the measures of the section.")}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["age_group"].queryset = self.plan.county.age_groups.all()
        self.fields["group"].queryset = groups_of(self.plan.county)

    def clean_name_fi(self) -> str:
        """Two sections of the same name can't be told apart in lists and filters."""
        name = self.cleaned_data["name_fi"]
        others = self.plan.sections.exclude(pk=self.instance.pk)
        if others.filter(name_fi__iexact=name).exists():
            raise forms.ValidationError(_("The plan already has a section with this name."))
        return name


class FocusAreaForm(ReasonedForm):
    fieldsets = (
        ("", ("name_fi", "name_sv", "name_en", "description_fi", "description_sv", "description_en", "reason")),
    )

    class Meta:
        model = FocusArea
        fields = ["name_fi", "name_sv", "name_en", "description_fi", "description_sv", "description_en"]


class PhenomenonForm(ReasonedForm):
    themes = ThemeField(queryset=None, required=False, label=gettext_lazy("Themes"))
    focus_areas = ManyField(queryset=None, required=False, label=gettext_lazy("Focus areas"))
    fieldsets = (
        (
            "",
            (
                "kind",
                "title_fi",
                "title_sv",
                "title_en",
                "description_fi",
                "description_sv",
                "description_en",
                "source",
            ),
        ),
        (gettext_lazy("Leads to"), ("focus_areas", "themes")),
        ("", ("reason",)),
    )

    class Meta:
        model = Phenomenon
        fields = [
            "kind",
            "title_fi",
            "title_sv",
            "title_en",
            "description_fi",
            "description_sv",
            "description_en",
            "source",
            "focus_areas",
            "themes",
        ]
        widgets = {"kind": forms.RadioSelect}
        help_texts = {"source": gettext_lazy("Where it was recognised: a report, a survey, a workshop.")}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = Phenomenon.Kind.choices
        self.fields["themes"].queryset = themes_of(self.plan.county)
        self.fields["focus_areas"].queryset = focus_areas_of(self.plan)
