"""A county with municipalities and an indicator of its own."""

from dataclasses import dataclass

from groups.models import Organisation
from indicators.models import Indicator, Region
from tests.factories.groups import make_organisation
from tests.factories.indicators import adopt, make_indicator, make_region, make_source


@dataclass
class Own:
    county: Organisation
    indicator: Indicator
    area: Region
    city: Region
    town: Region


def make_own(county: Organisation, title: str = "Käynnit", **fields) -> Own:
    """The county's area, two municipalities that it consists of, and an adopted indicator without figures."""
    county.region_code = "04"
    county.save()
    area = make_region("04", title="Oma alue")
    made = []
    for code, name in (("092", "Kaupunki"), ("245", "Taajama")):
        make_organisation(name, kind="municipality", parent=county, region_code=code)
        made.append(make_region(code, "KUNTA", name))
        made[-1].parents.add(area)
    source = make_source("Hyvinvointialue", may_pass_on=fields.pop("may_pass_on", True))
    indicator = make_indicator(title, county=county, source=source, **({"decimals": 0} | fields))
    adopt(indicator, county)
    return Own(county, indicator, area, *made)
