"""Measures tied to what is done about the coefficient: lower apps don't know of measures."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from indicators.models import Scenario, Triage
from plans.models.measure import Measure


class TriageMeasure(models.Model):
    """A measure by which a county develops an indicator of the coefficient."""

    triage = models.ForeignKey(Triage, on_delete=models.CASCADE, related_name="+")
    measure = models.ForeignKey(
        Measure, verbose_name=_("measure"), on_delete=models.CASCADE, related_name="triage_links"
    )

    class Meta:
        verbose_name = _("measure of a triage")
        verbose_name_plural = _("measures of triages")
        ordering = ["measure__identifier", "pk"]
        constraints = [models.UniqueConstraint(fields=["triage", "measure"], name="measure_once_in_triage")]

    def __str__(self) -> str:
        return f"{self.triage} – {self.measure}"


class MeasureScenario(models.Model):
    """A scenario of the coefficient that shows what a measure aims at in euros."""

    measure = models.ForeignKey(
        Measure, verbose_name=_("measure"), on_delete=models.CASCADE, related_name="scenario_links"
    )
    scenario = models.ForeignKey(Scenario, verbose_name=_("scenario"), on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("scenario of a measure")
        verbose_name_plural = _("scenarios of measures")
        ordering = ["-scenario__created_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["measure", "scenario"], name="scenario_once_at_measure")]

    def __str__(self) -> str:
        return f"{self.measure} – {self.scenario}"
