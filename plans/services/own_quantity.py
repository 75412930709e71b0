"""What a measure is followed by that nobody else measures."""

from datetime import date

from django.db import transaction

from indicators.models import Indicator, Source
from indicators.services.own import create_own_indicator
from plans.models import IndicatorTarget
from plans.services.tie import save_tie


@transaction.atomic
def create_own_quantity(
    indicator: Indicator, tie: IndicatorTarget, *, new_source: Source | None, on: date, by
) -> IndicatorTarget:
    """Make an indicator of the county's own and tie it to what it is to follow."""
    tie.indicator = create_own_indicator(indicator, new_source=new_source, on=on, by=by)
    return save_tie(tie, by=by)
