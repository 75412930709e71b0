"""A county's own indicators: what is measured that no service of statistics tells."""

from datetime import date

from django.db import transaction

from indicators.models import Adoption, Indicator, Source
from indicators.services.adoption import save_adoption
from indicators.services.hiding import hide_small_numbers


@transaction.atomic
def create_own_indicator(indicator: Indicator, *, new_source: Source | None, on: date, by) -> Indicator:
    """Make an indicator of the county's own; whoever makes one uses it, too."""
    _save(indicator, new_source, by)
    save_adoption(Adoption(county=indicator.county, indicator=indicator), on=on, by=by)
    return indicator


@transaction.atomic
def change_own_indicator(indicator: Indicator, *, new_source: Source | None, by) -> Indicator:
    """Whether its figures are numbers of cases decides which of them are hidden."""
    _save(indicator, new_source, by)
    hide_small_numbers(indicator)
    return indicator


def _save(indicator: Indicator, new_source: Source | None, by) -> None:
    if new_source:
        new_source._history_user = by
        new_source.full_clean()
        new_source.save()
        indicator.source = new_source
    indicator._history_user = by
    indicator.full_clean()
    indicator.save()
