"""Making a rotation, swapping turns, taking one over."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from groups.models import Meeting, Person, SecretaryTurn, WorkingGroup
from groups.queries.turns import Writer, last_writings, turns_of_group, writers
from hyte.lib.calm_forms import PlainForm
from hyte.lib.templatetags.hyte import day

REASON_LENGTH = 300  # characters
MOST_PEOPLE = 99


class ReasonField(forms.CharField):
    def __init__(self, **kwargs) -> None:
        super().__init__(max_length=REASON_LENGTH, **kwargs)


class RotationForm(PlainForm):
    """The period, what happens to turns that are there, and a place in the rotation for each one who can write."""

    class Existing:
        KEEP, REPLACE = "keep", "replace"
        CHOICES = (
            (KEEP, gettext_lazy("Kept: only meetings without a secretary are filled")),
            (REPLACE, gettext_lazy("Replaced by the new rotation")),
        )

    first = forms.DateField(label=gettext_lazy("From"))
    last = forms.DateField(label=gettext_lazy("Until"))
    existing = forms.ChoiceField(
        label=gettext_lazy("Turns that have been given already are"),
        choices=Existing.CHOICES,
        initial=Existing.KEEP,
        widget=forms.RadioSelect,
    )
    reason = ReasonField(label=gettext_lazy("Reason"), required=False)
    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, able: list[Writer], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.writers = {f"place_{writer.person.pk}": writer for writer in able}
        for name, writer in self.writers.items():
            self.fields[name] = forms.IntegerField(
                label=writer.person.name, required=False, min_value=1, max_value=MOST_PEOPLE
            )

    @property
    def places(self) -> list[tuple[forms.BoundField, Writer]]:
        return [(self[name], writer) for name, writer in self.writers.items()]

    def clean(self) -> dict:
        cleaned = super().clean()
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.add_error("last", _("The period ends before it starts."))
        self._refuse_same_places(cleaned)
        if not self.errors and not self.people:
            raise ValidationError(_("Give at least one person a place in the rotation."))
        return cleaned

    def _refuse_same_places(self, cleaned: dict) -> None:
        taken: set[int] = set()
        for name, writer in self.writers.items():
            place = cleaned.get(name)
            if place in taken:
                self.add_error(name, _("%(person)s has the same place as another.") % {"person": writer.person})
            elif place:
                taken.add(place)

    @property
    def people(self) -> list[Person]:
        """The chosen ones in their order."""
        chosen = [(self.cleaned_data.get(name), writer.person) for name, writer in self.writers.items()]
        return [person for place, person in sorted((each for each in chosen if each[0]), key=lambda each: each[0])]

    @property
    def replaces(self) -> bool:
        return self.cleaned_data["existing"] == self.Existing.REPLACE


def first_places(group: WorkingGroup, able: list[Writer]) -> dict[str, int]:
    """Who has waited longest begins: those named for the group, or where nobody is, its members when they write by turns."""
    chosen = [writer for writer in able if writer.is_named]
    if not chosen and group.secretary_way == WorkingGroup.SecretaryWay.WITHIN:
        chosen = [writer for writer in able if writer.is_member]
    latest = last_writings(group)
    chosen.sort(key=lambda writer: (writer.person.pk in latest, latest.get(writer.person.pk)))
    return {f"place_{writer.person.pk}": place for place, writer in enumerate(chosen, start=1)}


class SwapForm(PlainForm):
    other = forms.ModelChoiceField(
        label=gettext_lazy("With whose turn"), queryset=SecretaryTurn.objects.none(), widget=forms.RadioSelect
    )
    reason = ReasonField(label=gettext_lazy("Why are the turns swapped?"))

    fieldsets = (("", ("other", "reason")),)

    def __init__(self, *args, turn: SecretaryTurn, days: tuple[date, date], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        open_turns = [each.turn for each in turns_of_group(turn.group, *days) if each.turn and not each.is_fixed]
        able = [each.pk for each in open_turns if each.pk != turn.pk and each.person_id != turn.person_id]
        others = SecretaryTurn.objects.filter(pk__in=able).select_related("meeting", "person")
        self.fields["other"].queryset = others.order_by("meeting__starts_at", "pk")
        self.fields["other"].empty_label = None
        self.fields["other"].label_from_instance = _turn_label


def _turn_label(turn: SecretaryTurn) -> str:
    return f"{day(turn.meeting.on)}, {turn.person or _('vacant')}"


class WriterForm(PlainForm):
    """Somebody chosen to write in a meeting where nobody is yet."""

    person = forms.ModelChoiceField(
        label=pgettext_lazy("turn", "Who writes"), queryset=Person.objects.none(), widget=forms.RadioSelect
    )

    fieldsets = (("", ("person", "reason")),)

    def __init__(self, *args, group: WorkingGroup, meeting: Meeting, now: Person | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        able = [each for each in writers(group, meeting.on, meeting.on) if each.sits_on(meeting.on)]
        able = sorted((each for each in able if each.person != now), key=lambda each: not each.is_deputy_of(now))
        self.fields["person"].queryset = Person.objects.filter(pk__in=[each.person.pk for each in able])
        self.fields["person"].choices = [(each.person.pk, _writer_label(each, now)) for each in able]


def _writer_label(writer: Writer, now: Person | None) -> str:
    if not writer.is_deputy_of(now):
        return str(writer.person)
    return _("%(person)s (deputy of %(holder)s)") % {"person": writer.person, "holder": now}


class TakeOverForm(WriterForm):
    reason = ReasonField(label=gettext_lazy("Why does the turn change?"))
