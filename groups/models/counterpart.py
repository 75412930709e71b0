"""Who works on the same matter in the county and in its municipalities."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from groups.models.organisation import Organisation
from groups.models.person import Person
from hyte.lib.models import NamedRecord


class Counterpart(NamedRecord):
    """One organisation's person for a matter, whose name is the record's name; those with the same name are counterparts."""

    county = models.ForeignKey(
        Organisation, verbose_name=_("county"), on_delete=models.PROTECT, related_name="counterparts"
    )
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.PROTECT, related_name="counterpart_places"
    )
    person = models.ForeignKey(
        Person,
        verbose_name=_("person"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="counterpart_places",
    )
    order = models.PositiveIntegerField(_("order"), default=0)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("counterpart")
        verbose_name_plural = _("counterparts")
        ordering = ["order", "name_fi", "organisation__order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["county", "name_fi", "organisation"], name="organisation_once_for_a_matter"
            ),
        ]
