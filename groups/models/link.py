"""Links that let one person do one thing without an account."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from groups.models.group import WorkingGroup
from groups.models.meeting import Meeting
from groups.models.person import Person


class LinkPurpose(models.TextChoices):
    STATUS = "status", _("Reporting how a measure goes")
    CALENDAR = "calendar", _("Calendar feed")
    CLOCK = "clock", _("Calendar feed of the annual clock")
    MEETING = "meeting", _("Answering an invitation and commenting on the reading pack")
    PARTY = "party", _("Taking part in a negotiation for a party")
    SETTINGS = "settings", _("Choosing how often reminders come")
    STATEMENT = "statement", _("Giving the statement of a body")


class PersonalLinkQuerySet(models.QuerySet):
    def usable(self, at: datetime) -> "PersonalLinkQuerySet":
        return self.filter(revoked_at=None, expires_at__gt=at)


class PersonalLink(models.Model):
    """Only the SHA-256 of the secret is kept: whoever reads the database can't use the link."""

    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    purpose = models.CharField(_("purpose"), max_length=20, choices=LinkPurpose.choices)
    person = models.ForeignKey(Person, verbose_name=_("person"), on_delete=models.CASCADE, related_name="links")
    group = models.ForeignKey(
        WorkingGroup,
        verbose_name=_("group"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="calendar_links",
        help_text=_("The group whose calendar the link opens; empty for the person's own calendar."),
    )
    meeting = models.ForeignKey(
        Meeting, verbose_name=_("meeting"), null=True, blank=True, on_delete=models.CASCADE, related_name="links"
    )
    created_at = models.DateTimeField(_("made at"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("made by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    expires_at = models.DateTimeField(_("expires"))
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)
    last_used_at = models.DateTimeField(_("last used"), null=True, blank=True)

    objects = PersonalLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("personal link")
        verbose_name_plural = _("personal links")
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(purpose__in=("meeting", "party"), meeting__isnull=False)
                | (~Q(purpose__in=("meeting", "party")) & Q(meeting=None)),
                name="link_to_a_meeting_has_the_meeting",
            ),
            models.CheckConstraint(condition=Q(group=None) | Q(purpose="calendar"), name="link_of_a_group_is_calendar"),
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()}: {self.person}"
