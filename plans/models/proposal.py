"""Proposals to change or close a measure, and the personal links through which they may come."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from groups.models import Person, PersonalLink
from plans.models.measure import Measure


class MeasureLink(models.Model):
    """Ties a personal link to the one measure that it opens."""

    link = models.OneToOneField(PersonalLink, on_delete=models.CASCADE, related_name="measure_link")
    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="personal_links")

    def __str__(self) -> str:
        return f"{self.measure.identifier}: {self.link.person}"


class Proposal(models.Model):
    """Somebody who can't change the approved plan proposes; a coordinator accepts or drops."""

    class Kind(models.TextChoices):
        WORDING = "wording", _("New wording")
        CLOSING = "closing", _("Closing the measure")

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        ACCEPTED = "accepted", _("Accepted")
        DROPPED = "dropped", _("Dropped")

    measure = models.ForeignKey(Measure, verbose_name=_("measure"), on_delete=models.CASCADE, related_name="proposals")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    text = models.TextField(_("proposed wording"), blank=True, max_length=2000)
    grounds = models.TextField(_("grounds"), max_length=2000)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN)
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("made by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    person = models.ForeignKey(
        Person, verbose_name=_("person"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    answer = models.TextField(_("answer"), blank=True, max_length=2000)
    decided_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("answered by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", decided_at=None) | (~Q(state="open") & Q(decided_at__isnull=False)),
                name="proposal_answered_when_not_open",
            ),
            models.CheckConstraint(condition=~Q(kind="wording") | ~Q(text=""), name="wording_proposal_has_text"),
        ]

    def __str__(self) -> str:
        return f"{self.measure.identifier}: {self.get_kind_display()}"
