"""Decisions of bodies: one record for approvals, wording, responsibility and handling."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from groups.models.organisation import Organisation


class DecisionOutcome(models.TextChoices):
    APPROVED = "approved", _("Approved")
    NOTED = "noted", _("Noted")
    TABLED = "tabled", _("Tabled")
    RETURNED = "returned", _("Returned for preparation")
    REJECTED = "rejected", _("Rejected")


class Decision(models.Model):
    """What a body decided on a day; in the demo and in old documents § and diary number may be unknown."""

    county = models.ForeignKey(
        Organisation, verbose_name=_("county"), on_delete=models.PROTECT, related_name="decisions"
    )
    body = models.ForeignKey(
        Organisation, verbose_name=_("body"), on_delete=models.PROTECT, related_name="decisions_made"
    )
    on = models.DateField(_("date"))
    section_number = models.CharField(_("section (§)"), max_length=20, blank=True)
    diary_number = models.CharField(_("diary number"), max_length=60, blank=True)
    title_fi = models.CharField(_("title in Finnish"), max_length=300)
    title_sv = models.CharField(_("title in Swedish"), max_length=300, blank=True)
    title_en = models.CharField(_("title in English"), max_length=300, blank=True)
    proposal = models.TextField(_("proposal"), blank=True, max_length=10_000)
    decision = models.TextField(_("decision"), blank=True, max_length=10_000)
    outcome = models.CharField(
        pgettext_lazy("decision", "outcome"),
        max_length=20,
        choices=DecisionOutcome.choices,
        default=DecisionOutcome.APPROVED,
    )
    link = models.URLField(_("link"), blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        number = f" § {self.section_number}" if self.section_number else ""
        return f"{self.body} {self.on.day}.{self.on.month}.{self.on.year}{number}"
