"""Meetings of the groups and bodies, their themes, who writes in them and who comes."""

import uuid
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from groups.models.group import Seat, WorkingGroup
from groups.models.organisation import Organisation
from groups.models.person import Person
from groups.permissions import Permission
from groups.standing import standing_of
from hyte.lib.models import NamedRecord


class MeetingQuerySet(models.QuerySet):
    def of_groups(self, groups) -> "MeetingQuerySet":
        """Meetings in which any of the groups takes part, each once."""
        return self.filter(pk__in=Meeting.groups.through.objects.filter(workinggroup__in=groups).values("meeting"))

    def visible_to(self, user) -> "MeetingQuerySet":
        """Meetings of the groups that the user sees, and those of the bodies of the counties where the user acts.

        Negotiations are the staff's: their pages open to nobody else before they are published.
        """
        of_bodies = Q(county__in=standing_of(user).all_counties, body__isnull=False, is_negotiation=False)
        of_groups = Meeting.objects.of_groups(WorkingGroup.objects.visible_to(user).values("pk"))
        staff = Q(county__in=standing_of(user).staff_counties)
        return self.filter(of_bodies | staff | Q(pk__in=of_groups.values("pk")))

    def permitted(self, user, permission: Permission) -> "MeetingQuerySet":
        """Meetings on which the user has the permission, through the county or through one of the groups."""
        reach = standing_of(user).reach(permission)
        of_groups = Meeting.objects.of_groups(reach.groups).values("pk")
        return self.filter(Q(county__in=reach.counties) | Q(pk__in=of_groups))

    def standing(self) -> "MeetingQuerySet":
        return self.exclude(state=Meeting.State.CANCELLED)

    def between(self, first: date, last: date) -> "MeetingQuerySet":
        """Meetings that begin on the days from ``first`` to ``last``, both included, in local time."""
        return self.filter(starts_at__date__gte=first, starts_at__date__lte=last)


class Meeting(models.Model):
    """A meeting of one group or of several at once, or of a body such as a committee."""

    class State(models.TextChoices):
        PLANNED = "planned", pgettext_lazy("meeting", "Planned")
        CALLED = "called", pgettext_lazy("meeting", "Called")
        HELD = "held", pgettext_lazy("meeting", "Held")
        CANCELLED = "cancelled", pgettext_lazy("meeting", "Cancelled")

    county = models.ForeignKey(
        Organisation, verbose_name=_("county"), on_delete=models.PROTECT, related_name="meetings"
    )
    groups = models.ManyToManyField(WorkingGroup, verbose_name=_("groups"), related_name="meetings", blank=True)
    body = models.ForeignKey(
        Organisation,
        verbose_name=_("body"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="meetings_of_body",
        help_text=_("The committee or board whose meeting it is; empty where working groups meet."),
    )
    is_negotiation = models.BooleanField(
        _("is a negotiation"),
        default=False,
        editable=False,
        help_text=_("The county negotiates with its municipalities and others: the page of the negotiation shows it."),
    )
    title = models.CharField(_("title"), max_length=300)
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    place = models.CharField(_("place"), max_length=300, blank=True)
    link = models.URLField(_("link to the video meeting"), blank=True, max_length=500)
    state = models.CharField(
        pgettext_lazy("meeting", "state"), max_length=20, choices=State.choices, default=State.PLANNED
    )
    cancel_reason = models.CharField(_("why it was cancelled"), max_length=500, blank=True)
    called_at = models.DateTimeField(_("invitations sent at"), null=True, blank=True, editable=False)
    series = models.UUIDField(_("series"), null=True, blank=True, editable=False, db_index=True)
    uid = models.UUIDField(_("calendar identifier"), default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(_("version in calendars"), default=0, editable=False)
    changed_at = models.DateTimeField(_("changed at"), default=timezone.now, editable=False)
    history = HistoricalRecords(m2m_fields=[groups])

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["starts_at", "pk"]
        indexes = [models.Index(fields=["county", "starts_at"], name="meeting_of_county_by_time")]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="meeting_ends_after_start"),
            models.CheckConstraint(
                condition=~Q(state="cancelled") | ~Q(cancel_reason=""), name="cancelled_meeting_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        name = "negotiations:of-meeting" if self.is_negotiation else "groups:meeting-detail"
        return reverse(name, args=[self.pk])

    def clean(self) -> None:
        if self.starts_at and self.ends_at:
            if self.ends_at <= self.starts_at:
                raise ValidationError(_("The meeting ends before it starts."), code="ends_first")
            if timezone.localdate(self.ends_at) != self.on:
                raise ValidationError(_("A meeting ends on the day on which it starts."), code="midnight")
        if self.link and not self.link.startswith("https://"):
            raise ValidationError(_("The link to the video meeting begins with https://."), code="link")

    @property
    def on(self) -> date:
        """The day in local time."""
        return timezone.localdate(self.starts_at)

    @property
    def is_cancelled(self) -> bool:
        return self.state == self.State.CANCELLED

    @property
    def length(self) -> timedelta:
        return self.ends_at - self.starts_at


class MeetingTopic(NamedRecord):
    """A theme of one meeting or of several, such as the month's theme of all age groups."""

    county = models.ForeignKey(
        Organisation, verbose_name=_("county"), on_delete=models.PROTECT, related_name="meeting_topics"
    )
    meetings = models.ManyToManyField(Meeting, verbose_name=_("meetings"), related_name="topics")
    to_be_confirmed = models.BooleanField(_("to be confirmed"), default=False)
    order = models.PositiveIntegerField(_("order"), default=0)
    history = HistoricalRecords(m2m_fields=[meetings])

    class Meta:
        verbose_name = _("theme of meetings")
        verbose_name_plural = _("themes of meetings")
        ordering = ["order", "pk"]


class SecretaryTurn(models.Model):
    """Whose turn it is to write in a meeting for a group."""

    meeting = models.ForeignKey(
        Meeting, verbose_name=_("meeting"), on_delete=models.CASCADE, related_name="secretary_turns"
    )
    group = models.ForeignKey(
        WorkingGroup, verbose_name=_("group"), on_delete=models.PROTECT, related_name="secretary_turns"
    )
    person = models.ForeignKey(
        Person,
        verbose_name=_("secretary"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="secretary_turns",
    )
    instead_of = models.ForeignKey(
        Person, verbose_name=_("in place of"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(_("reason for the change"), max_length=300, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("secretary's turn")
        verbose_name_plural = _("secretaries' turns")
        ordering = ["meeting__starts_at", "group", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "group"], name="one_secretary_for_a_group_in_a_meeting"),
            models.CheckConstraint(
                condition=Q(person=None) | Q(instead_of=None) | ~Q(person=F("instead_of")),
                name="turn_taken_over_from_somebody_else",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting}: {self.person or _('vacant')}"


class Attendance(models.Model):
    """What the holder of a seat has answered to the invitation, and who came."""

    class Answer(models.TextChoices):
        COMING = "coming", _("Coming")
        NOT_COMING = "not_coming", _("Not coming")
        DEPUTY = "deputy", _("A deputy comes")

    class Attended(models.TextChoices):
        PRESENT = "present", _("Present")
        DEPUTY = "deputy", _("The deputy was present")
        ABSENT = "absent", _("Absent")

    meeting = models.ForeignKey(Meeting, verbose_name=_("meeting"), on_delete=models.CASCADE, related_name="attendance")
    seat = models.ForeignKey(Seat, verbose_name=_("seat"), on_delete=models.PROTECT, related_name="attendance")
    answer = models.CharField(_("answer"), max_length=20, choices=Answer.choices, blank=True)
    attended = models.CharField(_("was there"), max_length=20, choices=Attended.choices, blank=True)
    deputy = models.ForeignKey(
        Person,
        verbose_name=pgettext_lazy("seat", "deputy"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendance")
        ordering = ["meeting", "seat__group", "seat__order", "seat"]
        constraints = [models.UniqueConstraint(fields=["meeting", "seat"], name="seat_answers_once_to_a_meeting")]

    def __str__(self) -> str:
        return f"{self.meeting}: {self.seat}"
