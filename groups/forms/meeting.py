"""Making and changing one meeting, and cancelling it."""

from collections.abc import Iterable
from datetime import date, datetime, time
from hashlib import sha256

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.forms.choices import GroupsField, bodies_to_run, groups_to_run
from groups.models import Meeting, Organisation, WorkingGroup
from groups.permissions import Permission
from groups.queries.conflicts import Conflict, Slot
from groups.standing import standing_of
from hyte.lib.calm_forms import CalmForm, PlainForm
from hyte.lib.clock import NoSuchTime, local_moment
from hyte.lib.meanwhile import SeenForm
from hyte.lib.templatetags.hyte import clock_time, day

TIMES = ("on", "starts", "ends")
ENDS_FIRST = gettext_lazy("The meeting ends before it starts. A meeting that goes on past midnight is made as two.")


class TimedForm(forms.BaseForm):
    """Start and end by the local clock on one day."""

    def read_times(self, on: date | None, starts: time | None, ends: time | None) -> tuple[datetime, datetime] | None:
        """The two moments; None where the form already says what is wrong."""
        if not (on and starts and ends):
            return None
        if ends <= starts:
            self.add_error("ends", ValidationError(ENDS_FIRST, code="ends_first"))
            return None
        found = [self._moment(on, name, at) for name, at in (("starts", starts), ("ends", ends))]
        return tuple(found) if all(found) else None

    def _moment(self, on: date, name: str, at: time) -> datetime | None:
        try:
            return local_moment(on, at)
        except NoSuchTime:
            self.add_error(name, ValidationError(no_such_time(at), code="no_such_time"))
            return None


def no_such_time(at: time) -> str:
    return _("%(time)s doesn't exist on that day: summer time begins and the clock jumps from 3 to 4.") % {
        "time": clock_time(datetime.combine(date.min, at))
    }


class AcceptingForm(forms.BaseForm):
    """What speaks against the time is shown once and has to be accepted; ``accepted`` carries a mark of what was shown."""

    conflicts: tuple[Conflict, ...] = ()
    mark = ""

    def require_accepted(self, conflicts: Iterable[Conflict]) -> None:
        """Refuse until these very conflicts have been accepted."""
        self.conflicts = tuple(conflicts)
        self.mark = mark_of(self.conflicts)
        if self.conflicts and self.data.get("accepted") != self.mark:
            raise ValidationError(
                _("Something speaks against this time. Look at it, and tick that the meeting is made in spite of it."),
                code="not_accepted",
            )


def mark_of(conflicts: Iterable[Conflict]) -> str:
    return sha256("\n".join(sorted(conflict.key for conflict in conflicts)).encode()).hexdigest()[:16]


class MeetingForm(AcceptingForm, TimedForm, CalmForm, SeenForm):
    groups = GroupsField(label=gettext_lazy("Groups"), queryset=WorkingGroup.objects.none(), required=False)
    on = forms.DateField(label=gettext_lazy("Day"))
    starts = forms.TimeField(label=gettext_lazy("Starts at"))
    ends = forms.TimeField(label=gettext_lazy("Ends at"))
    link = forms.URLField(
        label=gettext_lazy("Link to the video meeting"),
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text=gettext_lazy("Begins with https://. It is shown to those who are invited."),
    )
    rest = forms.BooleanField(label=gettext_lazy("Change the later meetings of the series, too"), required=False)

    class Meta:
        model = Meeting
        fields = ["title", "groups", "body", "place", "link"]
        labels = {"place": gettext_lazy("Place")}

    fieldsets = (
        (gettext_lazy("Who meets"), ("title", "groups", "body")),
        (gettext_lazy("When and where"), ("on", "starts", "ends", "place", "link", "rest")),
    )

    def __init__(self, *args, user, today: date, initial: dict | None = None, rest_count: int = 0, **kwargs) -> None:
        meeting = kwargs["instance"]
        times = times_of(meeting) if meeting.pk else {}
        super().__init__(*args, initial=times | (initial or {}), **kwargs)
        self.user = user
        self.fields["groups"].offer(groups_to_run(user, meeting))
        self._offer_bodies(bodies_to_run(user, today))
        if not rest_count:
            self.drop("rest")
        self.dress()

    def _offer_bodies(self, bodies) -> None:
        self.fields["body"].queryset = bodies
        self.fields["body"].empty_label = _("No body: the groups above meet")
        if not bodies and not self.instance.body_id:
            self.drop("body")

    def own_names(self) -> list[str]:
        return [*super().own_names(), *TIMES]

    def values_of(self, record: Meeting) -> dict[str, object]:
        return super().values_of(record) | times_of(record)

    def in_words(self, record: Meeting, name: str) -> str:
        match name:
            case "on":
                return day(record.on)
            case "starts" | "ends":
                return clock_time(getattr(record, f"{name}_at"))
        return super().in_words(record, name)

    def clean_link(self) -> str:
        return only_https(self.cleaned_data["link"])

    def clean(self) -> dict:
        data = super().clean()
        times = self.read_times(*(data.get(name) for name in TIMES))
        if times:
            self.instance.starts_at, self.instance.ends_at = times
        groups, body = data.get("groups") or (), data.get("body")
        if bool(groups) == bool(body):
            self.add_error("groups", _("Choose the working groups that meet, or a body: one of the two."))
        elif not self.instance.county_id:
            self.instance.county = county_of(groups, body, self.user)
        return data

    @property
    def chosen_groups(self) -> list[WorkingGroup]:
        return list(self.cleaned_data["groups"])

    @property
    def moves(self) -> bool:
        """Whether who meets or when was changed; what was accepted before isn't asked again."""
        return bool({*TIMES, "groups"} & set(self.changed_data))

    def slot(self) -> Slot:
        meeting, groups = self.instance, frozenset(group.pk for group in self.chosen_groups)
        return Slot(meeting.pk or "new", meeting.starts_at, meeting.ends_at, groups, meeting.pk, meeting.title)


class CancelForm(PlainForm):
    reason = forms.CharField(
        label=gettext_lazy("Why the meeting is cancelled"),
        max_length=500,
        help_text=gettext_lazy("It is told to everybody who was invited, and it stays on the meeting's page."),
    )
    rest = forms.BooleanField(label=gettext_lazy("Cancel the later meetings of the series, too"), required=False)
    fieldsets = (("", ("reason", "rest")),)

    def __init__(self, *args, rest_count: int, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].is_free_text = True
        if not rest_count:
            self.drop("rest")


def county_of(groups: Iterable[WorkingGroup], body: Organisation | None, user) -> Organisation | None:
    """The county whose meeting it is: the groups' own, of several the one that the user coordinates."""
    if body:
        return body.root_county
    counties = list(dict.fromkeys(group.county for group in groups))
    own = standing_of(user).reach(Permission.RUN_MEETING).counties
    return next((county for county in counties if county.pk in own), counties[0] if counties else None)


def only_https(link: str) -> str:
    if link and not link.startswith("https://"):
        raise ValidationError(_("The link begins with https://."), code="link")
    return link


def times_of(meeting: Meeting) -> dict[str, object]:
    starts, ends = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
    return {"on": starts.date(), "starts": starts.time(), "ends": ends.time()}
