"""What the parties say beforehand: their concerns and strengths, and how the coordinator groups them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from groups.models import Person
from indicators.models import Indicator, Theme
from negotiations.models.negotiation import Negotiation
from negotiations.models.party import Party


class PointGroup(models.Model):
    """Concerns and strengths of several parties that are about the same."""

    negotiation = models.ForeignKey(
        Negotiation, verbose_name=_("negotiation"), on_delete=models.CASCADE, related_name="point_groups"
    )
    title = models.CharField(_("heading"), max_length=200)
    order = models.PositiveIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("group of concerns and strengths")
        verbose_name_plural = _("groups of concerns and strengths")
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.title


class Point(models.Model):
    """One concern or strength. ``submission`` names the sending of the form, so that the same one twice is one."""

    class Kind(models.TextChoices):
        CONCERN = "concern", _("Concern")
        STRENGTH = "strength", _("Strength")

    party = models.ForeignKey(Party, verbose_name=_("party"), on_delete=models.CASCADE, related_name="points")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    text = models.TextField(_("what it is"), max_length=2000)
    theme = models.ForeignKey(
        Theme, verbose_name=_("theme"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    indicator = models.ForeignKey(
        Indicator, verbose_name=_("indicator"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    person = models.ForeignKey(
        Person, verbose_name=_("written by"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    written_at = models.DateTimeField(_("written at"))
    submission = models.UUIDField(editable=False)
    group = models.ForeignKey(
        PointGroup, verbose_name=_("group"), null=True, blank=True, on_delete=models.SET_NULL, related_name="points"
    )

    class Meta:
        verbose_name = _("concern or strength")
        verbose_name_plural = _("concerns and strengths")
        ordering = ["party", "kind", "pk"]
        constraints = [models.UniqueConstraint(fields=["party", "submission"], name="point_sent_once")]

    def __str__(self) -> str:
        return self.text
