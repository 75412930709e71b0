"""Forms of the one who writes the memo."""

from collections.abc import Iterator

from django import forms
from django.utils.translation import gettext_lazy as _

from groups.models import AgendaItem, Attendance, Memo
from hyte.lib.calm_forms import CalmForm, PlainForm
from hyte.lib.meanwhile import Conflict, SeenForm, marks_of
from plans.queries.attendance import Place


class NotesForm(CalmForm, SeenForm):
    """What was said and decided under one agenda item; its ids carry the item's, for a page has many of them."""

    class Meta:
        model = AgendaItem
        fields = ["discussion", "decided"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, auto_id=f"{anchor_of(kwargs['instance'])}-%s", **kwargs)
        self.dress()


def anchor_of(item: AgendaItem) -> str:
    return f"item-{item.pk}"


class MemoForm(CalmForm, SeenForm):
    """Two who begin the same memo see each other, too: an empty memo that isn't saved yet has been seen empty."""

    class Meta:
        model = Memo
        fields = ["summary", "guests"]
        help_texts = {
            "summary": _("Three or four sentences for those who read nothing else."),
            "guests": _("Those who came without a seat in the group: name and organisation, one on a line."),
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, auto_id="memo-%s", **kwargs)
        if self.instance.pk is None:
            self.fields["seen"] = forms.CharField(required=False, widget=forms.HiddenInput)
            empty = marks_of(dict.fromkeys(("summary", "guests"), ""))
            self.initial.setdefault("seen", " ".join(f"{name}:{mark}" for name, mark in empty.items()))
        self.dress()

    def find_conflict(self) -> Conflict | None:
        return super().find_conflict() if self.instance.pk else None


class AttendanceForm(PlainForm):
    """One choice for each place, filled with what has been marked, else with what was answered to the invitation."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, places: list[Place], initial=None, **kwargs) -> None:
        self.places = places
        shown = {_name(place): place.mark or place.suggested for place in places}
        shown["seen"] = " ".join(f"{place.key}:{place.mark}" for place in places)
        super().__init__(*args, auto_id="attendance-%s", initial=shown | (initial or {}), **kwargs)
        for place in places:
            self.fields[_name(place)] = _choice(place)

    def rows(self) -> Iterator[tuple[Place, forms.BoundField]]:
        for place in self.places:
            yield place, self[_name(place)]

    @property
    def is_unfinished(self) -> bool:
        """Whether somebody has no mark yet, or something was typed that isn't saved."""
        return self.is_bound or any(not place.mark for place in self.places)

    def marks(self) -> dict[int, str]:
        """What was chosen; those without a choice as the button of the rest says."""
        rest = self.data.get("rest", "")
        return {place.key: self.cleaned_data[_name(place)] or rest for place in self.places}

    def seen_marks(self) -> dict[int, str]:
        parts = (part.split(":", 1) for part in self.cleaned_data["seen"].split() if ":" in part)
        return {int(key): mark for key, mark in parts if key.isdecimal()}

    def has_seen(self, places: list[Place]) -> "AttendanceForm":
        """The same form with everything chosen in it, which has now seen how the places are marked."""
        data = self.data.copy()
        data["seen"] = " ".join(f"{place.key}:{place.mark}" for place in places)
        return AttendanceForm(data, places=places)


def _name(place: Place) -> str:
    return f"place-{place.key}"


def _choice(place: Place) -> forms.ChoiceField:
    choices = [(Attendance.Attended.PRESENT, _("Present")), (Attendance.Attended.ABSENT, _("Absent"))]
    if place.deputy:
        choices.insert(1, (Attendance.Attended.DEPUTY, _("Deputy: %(name)s") % {"name": place.deputy}))
    return forms.ChoiceField(label=str(place.person), choices=choices, required=False, widget=forms.RadioSelect)


class ReturnForm(PlainForm):
    return_reason = forms.CharField(
        label=_("What should be mended?"), max_length=2000, widget=forms.Textarea, help_text=_("The writer reads this.")
    )
