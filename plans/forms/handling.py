"""The ex-ante assessment of a plan, and the materials of the decisions on it."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.forms.meeting import only_https
from hyte.lib.uploads import ACCEPTED, check_upload
from plans.forms.base import ReasonedForm, RecordForm
from plans.models import DecisionMaterial, PlanEffect

OF_EFFECT = [
    "population_fi",
    "population_sv",
    "population_en",
    "direction",
    "effects_fi",
    "effects_sv",
    "effects_en",
    "mitigation_fi",
    "mitigation_sv",
    "mitigation_en",
]


class EffectForm(ReasonedForm):
    fieldsets = (("", (*OF_EFFECT, "reason")),)

    class Meta:
        model = PlanEffect
        fields = OF_EFFECT
        widgets = {"direction": forms.RadioSelect}
        help_texts = {
            "population_fi": gettext_lazy("For example: families with children, people aged 75 and over."),
        }


class MaterialForm(RecordForm):
    file = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        help_text=gettext_lazy(
            "PDF, Word, Excel, PowerPoint or OpenDocument, at most 20 MB. Everybody who can read the plan can download it."
        ),
    )
    link = forms.URLField(label=gettext_lazy("Or a link"), max_length=500, required=False, assume_scheme="https")
    fieldsets = (("", ("title_fi", "title_sv", "title_en", "file", "link")),)

    class Meta:
        model = DecisionMaterial
        fields = ["title_fi", "title_sv", "title_en", "link"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.file:
            self.fields["file"].label = _("New file in place of %(name)s") % {"name": self.instance.file_name}

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file:
            check_upload(file)
        return file

    def clean_link(self) -> str:
        return only_https(self.cleaned_data["link"])

    def clean(self) -> dict:
        cleaned = super().clean()
        given = cleaned.get("file") or cleaned.get("link") or self.instance.file
        if not given and not {"file", "link"} & set(self.errors):
            self.add_error("file", _("Choose a file or give a link."))
        return cleaned
