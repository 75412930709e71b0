"""Themes: several classifications side by side."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from groups.models import Organisation
from hyte.lib.models import NamedRecord


class ThemeClassification(NamedRecord):
    """A way to divide wellbeing into themes; without a county it is national and shared."""

    slug = models.SlugField(_("address"), unique=True)
    county = models.ForeignKey(
        Organisation, verbose_name=_("county"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    source = models.CharField(_("source"), max_length=300, blank=True)
    order = models.PositiveIntegerField(_("order"), default=0)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("classification of themes")
        verbose_name_plural = _("classifications of themes")
        ordering = ["order", "pk"]


class ThemeQuerySet(models.QuerySet):
    def of_county(self, county: Organisation) -> "ThemeQuerySet":
        """The national themes and the county's own."""
        own = Q(classification__county=None) | Q(classification__county=county)
        return self.filter(own).select_related("classification")


class Theme(NamedRecord):
    classification = models.ForeignKey(
        ThemeClassification, verbose_name=_("classification"), on_delete=models.PROTECT, related_name="themes"
    )
    slug = models.SlugField(_("address"), unique=True)
    order = models.PositiveIntegerField(_("order"), default=0)
    history = HistoricalRecords()

    objects = ThemeQuerySet.as_manager()

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = ["classification__order", "order", "pk"]
