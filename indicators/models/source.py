"""Whose figures they are."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from hyte.lib.models import NamedRecord


class Source(NamedRecord):
    """Whose figures they are and on which terms they may be passed on."""

    sotkanet_id = models.PositiveIntegerField(
        _("organisation's number in Sotkanet"), null=True, blank=True, unique=True, editable=False
    )
    url = models.URLField(_("address"), blank=True)
    licence = models.CharField(_("licence"), max_length=200, blank=True)
    may_pass_on = models.BooleanField(
        _("may be passed on"),
        default=False,
        help_text=_("Whether the terms allow the figures to stand in files that anybody can download."),
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["name_fi", "pk"]
