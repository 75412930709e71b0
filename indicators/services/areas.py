"""The areas with which a county compares itself."""

from collections.abc import Sequence

from django.db import transaction

from groups.models import Organisation
from indicators.models import ComparisonArea, Region


@transaction.atomic
def choose_comparison_areas(county: Organisation, regions: Sequence[Region]) -> None:
    """Compare the county with these areas, in this order, and with no others."""
    ComparisonArea.objects.filter(county=county).delete()
    ComparisonArea.objects.bulk_create(
        ComparisonArea(county=county, region=region, order=order) for order, region in enumerate(regions, start=1)
    )
