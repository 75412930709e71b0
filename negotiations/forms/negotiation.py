"""Making and changing a negotiation, cancelling it, writing what was said, and its material."""

from datetime import date

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.forms.meeting import TIMES, TimedForm, only_https, times_of
from groups.models import Meeting, Organisation
from hyte.lib.calm_forms import CalmForm, PlainForm
from hyte.lib.meanwhile import SeenForm
from hyte.lib.uploads import check_upload
from indicators.models import Scenario, Theme
from negotiations.forms.choices import possible_parties
from negotiations.forms.round import ThemeField
from negotiations.models import Discussion, Material, Negotiation, Party, StandingParty
from plans.forms.choices import ManyField


class NegotiationForm(TimedForm, CalmForm, SeenForm):
    title = forms.CharField(label=gettext_lazy("Title"), max_length=300)
    on = forms.DateField(label=gettext_lazy("Day"))
    starts = forms.TimeField(label=gettext_lazy("Starts at"))
    ends = forms.TimeField(label=gettext_lazy("Ends at"))
    place = forms.CharField(label=gettext_lazy("Place"), max_length=300, required=False)
    link = forms.URLField(
        label=gettext_lazy("Link to the video meeting"),
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text=gettext_lazy("Begins with https://. It is shown to those who are invited."),
    )
    theme = ThemeField(Theme.objects.none(), label=gettext_lazy("Theme"), required=False)
    organisations = ManyField(label=gettext_lazy("Parties"), queryset=Organisation.objects.none(), required=False)

    scenarios = ManyField(
        label=gettext_lazy("Scenarios of the HYTE coefficient"),
        queryset=Scenario.objects.none(),
        required=False,
        help_text=gettext_lazy("What the county would get with other figures; shown to its staff."),
    )

    class Meta:
        model = Negotiation
        fields = ["form", "theme", "programme", "scenarios"]

    fieldsets = (
        ("", ("title", "form", "theme")),
        (gettext_lazy("When and where"), ("on", "starts", "ends", "place", "link")),
        (gettext_lazy("Who is at the table"), ("organisations",)),
        (gettext_lazy("Programme"), ("programme",)),
        (gettext_lazy("Scenarios of the HYTE coefficient"), ("scenarios",)),
    )
    folded = frozenset({"scenarios"})
    MEETING_FIELDS = ("title", "place", "link")

    def __init__(self, *args, today: date, initial: dict | None = None, **kwargs) -> None:
        self.meeting = kwargs["instance"].meeting if kwargs["instance"].pk else Meeting()
        super().__init__(*args, initial=self._of_meeting() | (initial or {}), **kwargs)
        county = self.instance.round.county
        self.fields["form"].widget = forms.RadioSelect(choices=Negotiation.Form.choices)
        self.fields["theme"].queryset = Theme.objects.of_county(county)
        self._offer_scenarios(county)
        if self.instance.pk:
            self.drop("organisations")
        else:
            self._offer_parties(county, today)
        self.dress()

    def _offer_parties(self, county: Organisation, today: date) -> None:
        """Chosen beforehand are those with whom the law tells to negotiate every year."""
        offered = possible_parties(county, today)
        self.fields["organisations"].queryset = offered
        yearly = StandingParty.objects.filter(county=county).values("organisation")
        statutory = offered.filter(Q(kind=Organisation.Kind.MUNICIPALITY) | Q(pk__in=yearly))
        self.initial.setdefault("organisations", [each.pk for each in statutory])

    def _offer_scenarios(self, county: Organisation) -> None:
        offered = Scenario.objects.filter(county=county)
        self.fields["scenarios"].queryset = offered
        if not offered:
            self.drop("scenarios")

    def _of_meeting(self) -> dict:
        if not self.meeting.pk:
            return {}
        return self.values_of_meeting(self.meeting)

    def values_of_meeting(self, meeting: Meeting) -> dict:
        values = {name: getattr(meeting, name) for name in self.MEETING_FIELDS}
        return values | times_of(meeting)

    def own_names(self) -> list[str]:
        return [*super().own_names(), *self.MEETING_FIELDS, *TIMES]

    def values_of(self, record: Negotiation) -> dict[str, object]:
        return super().values_of(record) | self.values_of_meeting(record.meeting)

    def in_words(self, record: Negotiation, name: str) -> str:
        if name in self.MEETING_FIELDS or name in TIMES:
            return str(self.values_of_meeting(record.meeting)[name])
        return super().in_words(record, name)

    def clean_link(self) -> str:
        return only_https(self.cleaned_data["link"])

    def clean(self) -> dict:
        data = super().clean()
        times = self.read_times(*(data.get(name) for name in TIMES))
        if times:
            self.meeting.starts_at, self.meeting.ends_at = times
        for name in self.MEETING_FIELDS:
            setattr(self.meeting, name, data.get(name) or "")
        if data.get("form") == Negotiation.Form.THEME and not data.get("theme"):
            self.add_error("theme", _("Choose the theme of a negotiation by theme."))
        return data


class CancelForm(PlainForm):
    reason = forms.CharField(label=gettext_lazy("Why it is cancelled"), max_length=500)
    fieldsets = (("", ("reason",)),)


class DiscussionForm(CalmForm, SeenForm):
    fieldsets = (("", ("background", "notes")),)

    class Meta:
        model = Discussion
        fields = ["background", "notes"]
        help_texts = {
            "background": gettext_lazy("What the parties should know beforehand; it is shown to them."),
            "notes": gettext_lazy("It goes into the memo as you write it."),
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.dress()
        self.fields["notes"].widget.attrs["rows"] = 10


class PresenceForm(PlainForm):
    """Who of the representatives was there."""

    present = ManyField(label=gettext_lazy("Present"), queryset=Party.objects.none(), required=False)
    fieldsets = (("", ("present",)),)

    def __init__(self, *args, representatives, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["present"].queryset = representatives


class MaterialForm(CalmForm, forms.ModelForm):
    fieldsets = (("", ("title", "file", "link")),)
    file = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        help_text=gettext_lazy("PDF, Word, Excel, PowerPoint or OpenDocument, at most 20 MB."),
    )
    link = forms.URLField(label=gettext_lazy("Or a link"), max_length=500, required=False, assume_scheme="https")

    class Meta:
        model = Material
        fields = ["title", "link"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.dress()

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file:
            check_upload(file)
        return file

    def clean_link(self) -> str:
        return only_https(self.cleaned_data["link"])
