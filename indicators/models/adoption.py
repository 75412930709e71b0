"""Indicators that a county uses, and what it concludes from them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from groups.models import AgeGroup, Organisation, WorkingGroup
from groups.standing import standing_of
from hyte.lib.models import in_language
from indicators.models.indicator import Indicator
from indicators.models.theme import Theme


class Direction(models.TextChoices):
    UP = "up", _("Growth is good")
    DOWN = "down", _("Fall is good")
    NEITHER = "", _("Neither is good by itself")


class Adoption(models.Model):
    """An indicator in a county's use: why, of which theme and age group, and which direction is good."""

    county = models.ForeignKey(
        Organisation, verbose_name=_("county"), on_delete=models.CASCADE, related_name="adopted_indicators"
    )
    indicator = models.ForeignKey(
        Indicator, verbose_name=_("indicator"), on_delete=models.CASCADE, related_name="adoptions"
    )
    theme = models.ForeignKey(
        Theme, verbose_name=_("theme"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    age_group = models.ForeignKey(
        AgeGroup, verbose_name=_("age group"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    direction = models.CharField(_("good direction"), max_length=4, choices=Direction.choices, blank=True)
    reason = models.TextField(_("why it was chosen"), max_length=2000, blank=True)
    on = models.DateField(_("adopted on"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("adopted indicator")
        verbose_name_plural = _("adopted indicators")
        ordering = ["indicator__title_fi", "pk"]
        constraints = [models.UniqueConstraint(fields=["county", "indicator"], name="adopted_once_in_county")]

    def __str__(self) -> str:
        return f"{self.county}: {self.indicator}"


class ConclusionQuerySet(models.QuerySet):
    def visible_to(self, user) -> "ConclusionQuerySet":
        return self.filter(Q(is_public=True) | Q(county__in=standing_of(user).staff_counties))


class Conclusion(models.Model):
    """What a group concludes from an indicator and what it will do."""

    county = models.ForeignKey(Organisation, verbose_name=_("county"), on_delete=models.CASCADE, related_name="+")
    indicator = models.ForeignKey(
        Indicator, verbose_name=_("indicator"), on_delete=models.CASCADE, related_name="conclusions"
    )
    group = models.ForeignKey(
        WorkingGroup, verbose_name=_("group"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    conclusion_fi = models.TextField(_("what we conclude, in Finnish"), max_length=3000)
    conclusion_sv = models.TextField(_("what we conclude, in Swedish"), max_length=3000, blank=True)
    conclusion_en = models.TextField(_("what we conclude, in English"), max_length=3000, blank=True)
    action_fi = models.TextField(_("what we will do, in Finnish"), max_length=3000, blank=True)
    action_sv = models.TextField(_("what we will do, in Swedish"), max_length=3000, blank=True)
    action_en = models.TextField(_("what we will do, in English"), max_length=3000, blank=True)
    on = models.DateField(_("date"))
    is_public = models.BooleanField(_("public"), default=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    history = HistoricalRecords()

    objects = ConclusionQuerySet.as_manager()

    class Meta:
        verbose_name = _("conclusion from an indicator")
        verbose_name_plural = _("conclusions from indicators")
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return in_language(self, "conclusion")[0]
