"""A county with its areas and an indicator with figures of them: what pages of indicators are tested with."""

from dataclasses import dataclass

from groups.models import Organisation
from indicators.models import ComparisonArea, Indicator, Region
from tests.factories.groups import make_organisation
from tests.factories.indicators import make_region, make_series, make_source, make_synced_indicator

OWN = {2021: "1.5", 2022: "1.5", 2023: "1.4", 2024: "1.3"}
NEIGHBOUR = {2021: "1.0", 2022: "1.0", 2023: "1.1", 2024: "1.2"}
COUNTRY = {2021: "1.1", 2022: "1.2", 2023: "1.2", 2024: "1.4"}


@dataclass
class Compared:
    county: Organisation
    indicator: Indicator
    own: Region
    neighbour: Region
    country: Region
    town: Region


def make_compared(county: Organisation, title: str = "Yksinäisyys", **fields) -> Compared:
    """The county's area, a comparison area, the whole country and a municipality; figures of all but the municipality."""
    if not county.region_code:
        county.region_code = "04"
        county.save()
    make_organisation("Kaupunki", kind="municipality", parent=county, region_code="092")
    own = make_region(county.region_code, title="Oma alue")
    neighbour, country = make_region("03", title="Naapurin hyvinvointialue"), make_region("358", "MAA", "Koko maa")
    for order, region in enumerate((neighbour, country)):
        ComparisonArea.objects.create(county=county, region=region, order=order)
    source = make_source("THL", licence="CC BY 4.0", may_pass_on=fields.pop("may_pass_on", True))
    indicator = make_synced_indicator(title, source=source, **fields)
    for region, values in ((own, OWN), (neighbour, NEIGHBOUR), (country, COUNTRY)):
        make_series(indicator, region, values)
    return Compared(county, indicator, own, neighbour, country, make_region("092", "KUNTA", "Kaupunki"))
