"""Reports, their chapters, assessments, pictures and decisions."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hyte.lib.calm_forms import CalmForm, PlainForm
from hyte.lib.meanwhile import SeenForm
from plans.forms.choices import groups_of
from plans.forms.decision import DecidedForm
from plans.models import Plan
from reporting.models import Chapter, GoalAssessment, Picture, Report, ReportVersion


class ReportForm(CalmForm, SeenForm):
    fieldsets = (
        ("", ("name_fi", "name_sv", "name_en", "kind", "year", "first_year", "plan", "data_until")),
        (gettext_lazy("Compared with"), ("earlier",)),
    )

    class Meta:
        model = Report
        fields = ["name_fi", "name_sv", "name_en", "kind", "year", "first_year", "plan", "data_until", "earlier"]
        help_texts = {
            "year": gettext_lazy("The year that is told of; of a council term its last year."),
            "first_year": gettext_lazy("Only in a report of a council term."),
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        county = self.instance.county
        self.fields["kind"].widget = forms.RadioSelect(choices=Report.Kind.choices)
        self.fields["first_year"].required = False
        self.fields["plan"].queryset = Plan.objects.main().filter(county=county)
        self.fields["earlier"].queryset = Report.objects.filter(county=county).exclude(pk=self.instance.pk)
        self.fields["earlier"].empty_label = _("Nothing")
        if self.instance.pk:
            self.drop("kind")
        self.drop_other_languages(county.language_codes)
        self.dress()

    def clean(self) -> dict:
        data = super().clean()
        year, first = data.get("year"), data.get("first_year")
        annual = (data.get("kind") or self.instance.kind) == Report.Kind.ANNUAL
        if annual:
            data["first_year"] = self.instance.first_year = year
        elif year and not first:
            self.add_error("first_year", _("Tell the first year of the council term."))
        elif year and first > year:
            self.add_error("first_year", _("The first year is after the last one."))
        if (earlier := data.get("earlier")) and year and earlier.year >= year:
            self.add_error("earlier", _("Choose a report of an earlier year."))
        self._refuse_twice(data)
        return data

    def _refuse_twice(self, data: dict) -> None:
        same = Report.objects.filter(
            county=self.instance.county, kind=data.get("kind") or self.instance.kind, year=data.get("year")
        )
        if found := same.exclude(pk=self.instance.pk).first():
            words = _("There is a report of that year already: %(report)s.")
            self.add_error("year", ValidationError(words, code="twice", params={"report": found}))


class ChapterTextForm(CalmForm, SeenForm):
    """The text in the county's languages; a paragraph [[…]] stands for live data."""

    class Meta:
        model = Chapter
        fields = ["body_fi", "body_sv", "body_en"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.drop_other_languages(self.instance.report.county.language_codes)
        for field in self.fields.values():
            field.strip = False
        self.dress()

    @property
    def languages(self) -> list[str]:
        return [name.removeprefix("body_") for name in self.fields if name.startswith("body_")]


class ChapterForm(CalmForm, SeenForm):
    """The frame of a chapter: what it is called, who writes it and by when."""

    fieldsets = (
        ("", ("after", "title_fi", "title_sv", "title_en", "level")),
        (gettext_lazy("Who writes and by when"), ("group", "deadline", "instructions")),
    )
    after = forms.ModelChoiceField(
        Chapter.objects.none(),
        label=gettext_lazy("After the chapter"),
        required=False,
        empty_label=gettext_lazy("First"),
    )

    class Meta:
        model = Chapter
        fields = ["title_fi", "title_sv", "title_en", "level", "group", "deadline", "instructions"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        report = self.instance.report
        self.fields["group"].queryset = groups_of(report.county)
        self.fields["after"].queryset = report.chapters.all()
        if self.instance.pk:
            self.drop("after")
        self.drop_other_languages(report.county.language_codes)
        self.dress()


class FreezeForm(PlainForm):
    reason = forms.CharField(
        label=gettext_lazy("Why it is frozen anew"),
        help_text=gettext_lazy("What was wrong in the earlier version, or what has changed. It stands in the report."),
        widget=forms.Textarea,
        max_length=2000,
    )
    fieldsets = (("", ("reason",)),)

    def __init__(self, *args, is_first: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if is_first:
            self.drop("reason")


class AssessmentForm(CalmForm, SeenForm):
    fieldsets = (("", ("verdict", "text_fi", "text_sv", "text_en")),)

    class Meta:
        model = GoalAssessment
        fields = ["verdict", "text_fi", "text_sv", "text_en"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["verdict"].widget = forms.RadioSelect(choices=GoalAssessment.Verdict.choices)
        self.drop_other_languages(self.instance.report.county.language_codes)
        self.dress()


class PictureForm(CalmForm, SeenForm):
    file = forms.FileField(
        label=gettext_lazy("Picture"),
        help_text=gettext_lazy("JPEG or PNG, at most 10 MB."),
        widget=forms.FileInput(attrs={"accept": ".jpg,.jpeg,.png"}),
    )
    fieldsets = (
        ("", ("file", "alt_fi", "alt_sv", "alt_en")),
        (gettext_lazy("Under the picture"), ("caption_fi", "caption_sv", "caption_en", "source")),
    )

    class Meta:
        model = Picture
        fields = ["alt_fi", "alt_sv", "alt_en", "caption_fi", "caption_sv", "caption_en", "source"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["alt_fi"].help_text = _("In one sentence, for those who don't see the picture.")
        if self.instance.pk:
            self.drop("file")
        self.drop_other_languages(self.instance.report.county.language_codes)
        self.dress()


class HandlingForm(DecidedForm):
    """A body's decision on the report, and whether it may be published after it."""

    version = forms.ModelChoiceField(
        ReportVersion.objects.none(),
        label=gettext_lazy("Frozen version that was handled"),
        required=False,
        empty_label=gettext_lazy("None: the draft was handled"),
    )
    approves = forms.BooleanField(label=gettext_lazy("The report may be published after this"), required=False)
    fieldsets = (*DecidedForm.DECISION_FIELDSETS, (gettext_lazy("What it means"), ("version", "approves")))

    def __init__(self, *args, report: Report, today: date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].queryset = report.versions.all()
        self.offer_decisions(report.county, today=today)
        self.dress()
