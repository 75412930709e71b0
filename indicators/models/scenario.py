"""What a county would get with other figures of its own, kept with a name."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from groups.models import Organisation
from groups.standing import standing_of
from indicators.models.calculation import Calculation
from indicators.models.region import Region


class ScenarioQuerySet(models.QuerySet):
    def visible_to(self, user) -> "ScenarioQuerySet":
        return self.filter(county__in=standing_of(user).staff_counties)


class Scenario(models.Model):
    """Changes of one area's figures in a calculation, and what came of them.

    ``changes``: the texts of the new figures {indicator: {"now": …, "recorded": …}} at depth C, {indicator: text} at B,
    {"": text} at A. The calculation never changes, so the result stays true.
    """

    county = models.ForeignKey(Organisation, verbose_name=_("county"), on_delete=models.CASCADE, related_name="+")
    calculation = models.ForeignKey(
        Calculation, verbose_name=_("calculation"), on_delete=models.CASCADE, related_name="scenarios"
    )
    region = models.ForeignKey(Region, verbose_name=_("area"), on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=200)
    note = models.TextField(_("note"), max_length=3000, blank=True)
    changes = models.JSONField(editable=False)
    rank = models.PositiveSmallIntegerField(_("place"), editable=False)
    normalised = models.DecimalField(_("coefficient"), max_digits=15, decimal_places=12, editable=False)
    euros = models.DecimalField(_("euros"), max_digits=14, decimal_places=2, editable=False)
    gain = models.DecimalField(_("euros more"), max_digits=14, decimal_places=2, editable=False)
    created_at = models.DateTimeField(_("made at"), editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = ScenarioQuerySet.as_manager()

    class Meta:
        verbose_name = _("scenario of the coefficient")
        verbose_name_plural = _("scenarios of the coefficient")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["county", "calculation", "name"], name="scenario_name_once_in_calculation")
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("indicators:scenario", args=[self.pk])
