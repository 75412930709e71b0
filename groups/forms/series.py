"""Making the meetings of a term in one act: a pattern or a list of days first, then each day is kept or left out."""

from datetime import date, time

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.forms.choices import GroupsField, groups_to_run
from groups.forms.meeting import ENDS_FIRST, county_of, no_such_time, only_https
from groups.models import Meeting, Organisation, WorkingGroup
from groups.queries.conflicts import JULY, Conflict, Slot
from groups.recurrence import LAST, MOST, monthly_days, weekly_days, written_days
from hyte.lib.calm_forms import PlainForm
from hyte.lib.clock import NoSuchTime, local_moment
from hyte.lib.holidays import holiday_name


class Way(models.TextChoices):
    MONTHLY = "monthly", gettext_lazy("The same weekday of each month")
    WEEKLY = "weekly", gettext_lazy("The same weekday every week or every few weeks")
    DAYS = "days", gettext_lazy("Days that I list")


WHICH = (
    (1, gettext_lazy("First")),
    (2, gettext_lazy("Second")),
    (3, gettext_lazy("Third")),
    (4, gettext_lazy("Fourth")),
    (LAST, gettext_lazy("Last")),
)


class SeriesForm(PlainForm):
    title = forms.CharField(label=gettext_lazy("Title"), max_length=300)
    groups = GroupsField(label=gettext_lazy("Groups"), queryset=WorkingGroup.objects.none())
    starts = forms.TimeField(label=gettext_lazy("Starts at"), initial=time(14))
    ends = forms.TimeField(label=gettext_lazy("Ends at"), initial=time(15, 50))
    place = forms.CharField(label=gettext_lazy("Place"), max_length=300, required=False)
    link = forms.URLField(
        label=gettext_lazy("Link to the video meeting"), max_length=500, required=False, assume_scheme="https"
    )
    way = forms.ChoiceField(
        label=gettext_lazy("How the days are found"), choices=Way.choices, initial=Way.MONTHLY, widget=forms.RadioSelect
    )
    first = forms.DateField(label=gettext_lazy("From"), required=False)
    last = forms.DateField(label=gettext_lazy("Until"), required=False)
    weekday = forms.TypedChoiceField(
        label=gettext_lazy("Weekday"), choices=list(WEEKDAYS.items()), coerce=int, required=False
    )
    which = forms.TypedChoiceField(
        label=gettext_lazy("Which one in the month"),
        choices=WHICH,
        coerce=int,
        initial=2,
        required=False,
        help_text=gettext_lazy("When the days are found by month."),
    )
    every = forms.IntegerField(
        label=gettext_lazy("Every how many weeks"),
        min_value=1,
        max_value=12,
        initial=2,
        required=False,
        help_text=gettext_lazy("When the days are found by week."),
    )
    days = forms.CharField(
        label=gettext_lazy("Days"),
        required=False,
        widget=forms.Textarea,
        max_length=2000,
        help_text=gettext_lazy("When you list the days: one on each line, such as 26.2.2024."),
    )

    fieldsets = (
        (gettext_lazy("Who meets"), ("title", "groups")),
        (gettext_lazy("At what time and where"), ("starts", "ends", "place", "link")),
        (gettext_lazy("On which days"), ("way", "first", "last", "weekday", "which", "every", "days")),
    )

    def __init__(self, *args, user, today: date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.today = user, today
        self.fields["groups"].offer(groups_to_run(user))
        self.fields["days"].is_free_text = False
        for name in ("first", "last", "weekday", "which", "every", "days"):
            self.fields[name].depends = True  # on the way: one of them is needed, so none is called optional

    def clean_link(self) -> str:
        return only_https(self.cleaned_data["link"])

    def clean(self) -> dict:
        data = super().clean()
        if data.get("starts") and data.get("ends") and data["ends"] <= data["starts"]:
            self.add_error("ends", ENDS_FIRST)
        if data.get("way"):
            data["found"] = self._listed() if data["way"] == Way.DAYS else self._by_pattern()
        return data

    def _by_pattern(self) -> list[date]:
        data = self.cleaned_data
        first, last = data.get("first"), data.get("last")
        for name in ("first", "last"):
            if name not in self.errors and not data.get(name):
                self.add_error(name, _("Write the day."))
        if not (first and last):
            return []
        if last < first:
            self.add_error("last", _("The last day is before the first one."))
            return []
        weekday = data.get("weekday") or 0
        if data["way"] == Way.MONTHLY:
            found = monthly_days(first, last, weekday=weekday, which=data.get("which") or 1)
        else:
            found = weekly_days(first, last, weekday=weekday, every=data.get("every") or 1)
        return self._enough(found, "last")

    def _listed(self) -> list[date]:
        found, strange = written_days(self.cleaned_data.get("days", ""), year=self.today.year)
        for piece in strange:
            self.add_error("days", _("“%(text)s” is not a day. Write it like this: 26.2.2024.") % {"text": piece[:40]})
        return found if strange else self._enough(found, "days")

    def _enough(self, found: list[date], name: str) -> list[date]:
        if not found:
            self.add_error(name, _("No days were found."))
        if len(found) > MOST:
            self.add_error(
                name,
                _("That makes %(count)s meetings; one series has at most %(most)s.")
                % {"count": len(found), "most": MOST},
            )
        return found[:MOST]


class RowForm(forms.Form):
    """One day of the series: whether it is kept, and which groups meet on it."""

    keep = forms.BooleanField(required=False)
    groups = forms.TypedMultipleChoiceField(coerce=int, required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, on: date, series: "Series", **kwargs) -> None:
        super().__init__(*args, prefix=f"{on:%Y-%m-%d}", **kwargs)
        self.on = on
        self.conflicts: list[Conflict] = []
        self.problem = series.problem_of(on)
        self.fields["groups"].choices = [(group.pk, str(group)) for group in series.groups]
        self.fields["keep"].label = _("Make this meeting")
        self.fields["groups"].label = _("Groups")

    def clean(self) -> dict:
        data = super().clean()
        if data.get("keep") and self.problem:
            raise ValidationError(self.problem)
        if data.get("keep") and not data.get("groups"):
            self.add_error("groups", _("Choose at least one group, or leave the day out."))
        return data

    @property
    def is_kept(self) -> bool:
        return self.cleaned_data.get("keep", False) if self.is_bound and self.is_valid() else bool(self["keep"].value())

    @property
    def group_ids(self) -> frozenset[int]:
        return frozenset(int(pk) for pk in self["groups"].value() or ())

    @property
    def group_names(self) -> list[str]:
        """Of those that meet on the day: what is read while the choice is folded."""
        return [name for pk, name in self.fields["groups"].choices if pk in self.group_ids]


class Series:
    """The days that a valid SeriesForm has found, each with its row."""

    def __init__(self, form: SeriesForm, data=None) -> None:
        told = form.cleaned_data
        self.county: Organisation | None = county_of(told["groups"], None, form.user)
        self.told, self.groups = told, list(form.fields["groups"].queryset)
        self.rows = [self._row(on, data) for on in told["found"]]

    def _row(self, on: date, data) -> RowForm:
        """What was chosen for the day before, as long as the day was there to be chosen."""
        prefix = f"{on:%Y-%m-%d}"
        if data is not None and f"{prefix}-shown" in data:
            return RowForm(data, on=on, series=self)
        is_ordinary = on.month != JULY and not holiday_name(on, "fi") and not self.problem_of(on)
        return RowForm(
            on=on, series=self, initial={"keep": is_ordinary, "groups": [group.pk for group in self.told["groups"]]}
        )

    def problem_of(self, on: date) -> str:
        for at in (self.told["starts"], self.told["ends"]):
            try:
                local_moment(on, at)
            except NoSuchTime:
                return no_such_time(at)
        return ""

    def slots(self) -> list[Slot]:
        """Of the days that can be kept."""
        return [
            Slot(row.on, *self._times(row.on), row.group_ids, title=self.told["title"])
            for row in self.rows
            if not row.problem
        ]

    def meetings(self) -> list[tuple[Meeting, list[WorkingGroup]]]:
        """What is made of the kept rows."""
        by_pk = {group.pk: group for group in self.groups}
        return [
            (self._meeting(row.on), [by_pk[pk] for pk in sorted(row.group_ids)]) for row in self.rows if row.is_kept
        ]

    def _meeting(self, on: date) -> Meeting:
        starts_at, ends_at = self._times(on)
        plain = {name: self.told[name] for name in ("title", "place", "link")}
        return Meeting(county=self.county, starts_at=starts_at, ends_at=ends_at, **plain)

    def _times(self, on: date) -> tuple:
        return local_moment(on, self.told["starts"]), local_moment(on, self.told["ends"])
