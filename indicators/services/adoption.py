"""Taking indicators into a county's use and leaving them."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from indicators.models import Adoption, CatalogueEntry, Indicator, Omission
from indicators.services.sources import source_of_sotkanet


@transaction.atomic
def adopt_entry(entry: CatalogueEntry, adoption: Adoption, *, on: date, by) -> Adoption:
    """Adopt an indicator of the catalogue; it becomes an indicator of ours where no county has adopted it before."""
    adoption.indicator = _indicator_of(entry)
    return save_adoption(adoption, on=on, by=by)


@transaction.atomic
def save_adoption(adoption: Adoption, *, on: date, by) -> Adoption:
    """Adopt an indicator, or change why and how it is used; a line that had been left out of a list is that no more."""
    if adoption.pk is None:
        adoption.on, adoption.by = on, by
    adoption._history_user = by
    adoption.full_clean()
    adoption.save()
    for omission in Omission.objects.filter(county=adoption.county, line__indicator=adoption.indicator):
        omission._history_user = by
        omission.delete()
    return adoption


@transaction.atomic
def leave_indicator(adoption: Adoption, *, by) -> None:
    """Stop using an indicator in the county. Its figures stay, and so do its ties to goals and measures."""
    adoption._history_user = by
    adoption.delete()


def _indicator_of(entry: CatalogueEntry) -> Indicator:
    if entry.vanished_on:
        raise ValidationError(_("Sotkanet doesn't have the indicator any more, so it can't be adopted."))
    known = Indicator.objects.filter(sotkanet_id=entry.sotkanet_id).first()
    if known:
        return known
    names = {code: getattr(entry, f"organisation_{code}") for code in ("fi", "sv", "en")}
    indicator = Indicator(
        sotkanet_id=entry.sotkanet_id,
        source=source_of_sotkanet(entry.organisation_id_in_sotkanet, names),
        **{f"title_{code}": getattr(entry, f"title_{code}")[:300] for code in ("fi", "sv", "en")},
    )
    indicator.save()
    return indicator
