"""What a county does about each indicator of the coefficient."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from groups.models import Organisation, Person
from groups.standing import standing_of
from indicators.models.rule_set import RuleIndicator


class TriageQuerySet(models.QuerySet):
    def visible_to(self, user) -> "TriageQuerySet":
        return self.filter(county__in=standing_of(user).staff_counties)


class Triage(models.Model):
    """A county's judgement of an indicator: how much is to be developed, what the result comes from, who answers for it."""

    class Action(models.TextChoices):
        WIDE = "wide", _("Wide development")
        SMALL = "small", _("Small development")
        NONE = "none", _("No action")

    class Cause(models.TextChoices):
        SERVICE = "service", _("The service itself")
        RECORDING = "recording", _("How it is recorded")
        BOTH = "both", _("The service and its recording")

    class Partner(models.TextChoices):
        THL = "thl", _("THL")
        RECORDS = "records", _("The supplier of the patient record system")
        BOTH = "both", _("THL and the supplier of the patient record system")
        OTHER = "other", _("Somebody else, told in the handling")

    county = models.ForeignKey(Organisation, verbose_name=_("county"), on_delete=models.CASCADE, related_name="+")
    indicator = models.ForeignKey(
        RuleIndicator, verbose_name=_("indicator in the rules"), on_delete=models.PROTECT, related_name="triages"
    )
    action = models.CharField(_("action"), max_length=10, choices=Action.choices)
    cause = models.CharField(_("what the result comes from"), max_length=10, choices=Cause.choices, blank=True)
    partner = models.CharField(_("with whom"), max_length=10, choices=Partner.choices, blank=True)
    owner = models.ForeignKey(
        Person, verbose_name=_("owner"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    handling = models.TextField(_("handling"), max_length=3000, blank=True)
    is_demo = models.BooleanField(_("invented demo data"), default=False, editable=False)
    history = HistoricalRecords()

    objects = TriageQuerySet.as_manager()

    class Meta:
        verbose_name = _("triage of an indicator")
        verbose_name_plural = _("triages of indicators")
        ordering = ["indicator__group__order", "indicator__order", "pk"]
        constraints = [models.UniqueConstraint(fields=["county", "indicator"], name="triaged_once_in_county")]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.get_action_display()}"

    def get_absolute_url(self) -> str:
        return reverse("plans:triage", args=[self.indicator_id])


class TriageNote(models.Model):
    """What has happened with an indicator, by date."""

    triage = models.ForeignKey(Triage, on_delete=models.CASCADE, related_name="notes")
    on = models.DateField(_("date"))
    text = models.TextField(_("note"), max_length=3000)
    created_at = models.DateTimeField(_("written at"), editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("note of a triage")
        verbose_name_plural = _("notes of triages")
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d}: {self.text[:60]}"
