"""The measures that a meeting takes up."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from groups.models import AgendaItem
from plans.models.measure import Measure


class AgendaMeasure(models.Model):
    """A measure under an agenda item."""

    class Reason(models.TextChoices):
        NOT_UPDATED = "not_updated", _("Not updated since the last meeting")
        LATE = "late", _("Late")
        CHOSEN = "chosen", _("Chosen by the secretary")

    item = models.ForeignKey(AgendaItem, verbose_name=_("agenda item"), on_delete=models.CASCADE, related_name="+")
    measure = models.ForeignKey(Measure, verbose_name=_("measure"), on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("reason"), max_length=20, choices=Reason.choices, default=Reason.CHOSEN)
    order = models.PositiveIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("measure on an agenda")
        verbose_name_plural = _("measures on agendas")
        ordering = ["item", "order", "pk"]
        constraints = [models.UniqueConstraint(fields=["item", "measure"], name="measure_once_under_an_item")]

    def __str__(self) -> str:
        return f"{self.item}: {self.measure.identifier}"
