"""Indicators and where they come from."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from groups.models import Organisation
from groups.standing import standing_of
from hyte.lib.models import NamedRecord, in_language


class Source(NamedRecord):
    """Whose figures they are and on which terms they may be passed on."""

    url = models.URLField(_("address"), blank=True)
    licence = models.CharField(_("licence"), max_length=200, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["name_fi", "pk"]


class IndicatorQuerySet(models.QuerySet):
    def visible_to(self, user) -> "IndicatorQuerySet":
        """National indicators and the counties' own in which the user acts."""
        return self.filter(Q(county=None) | Q(county__in=standing_of(user).staff_counties))


class Indicator(models.Model):
    """What is measured; without a county it is shared by all."""

    county = models.ForeignKey(
        Organisation, verbose_name=_("county"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    source = models.ForeignKey(Source, verbose_name=_("source"), on_delete=models.PROTECT, related_name="indicators")
    title_fi = models.CharField(_("title in Finnish"), max_length=300)
    title_sv = models.CharField(_("title in Swedish"), max_length=300, blank=True)
    title_en = models.CharField(_("title in English"), max_length=300, blank=True)
    unit_fi = models.CharField(_("unit in Finnish"), max_length=100, blank=True)
    unit_sv = models.CharField(_("unit in Swedish"), max_length=100, blank=True)
    unit_en = models.CharField(_("unit in English"), max_length=100, blank=True)
    is_demo = models.BooleanField(_("demo data"), default=False)
    history = HistoricalRecords()

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ["title_fi", "pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("indicators:indicator-detail", args=[self.pk])

    @property
    def title(self) -> str:
        return in_language(self, "title")[0]
