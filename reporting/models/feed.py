"""Whose calendar programme follows the annual clock of which county."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from groups.models import Organisation, PersonalLink


class ClockFeed(models.Model):
    """The secret is the link's; this tells which county's clock it opens."""

    link = models.OneToOneField(PersonalLink, on_delete=models.CASCADE, related_name="clock_feed")
    county = models.ForeignKey(
        Organisation, verbose_name=_("county"), on_delete=models.PROTECT, related_name="clock_feeds"
    )

    class Meta:
        verbose_name = _("calendar feed of the annual clock")
        verbose_name_plural = _("calendar feeds of the annual clock")

    def __str__(self) -> str:
        return f"{self.county}: {self.link}"
