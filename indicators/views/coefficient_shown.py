"""Whose side of a calculation an address asks for: the same on its page, its steps and its picture."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _

from groups.access import get_visible
from groups.models import Organisation
from indicators.access import COUNTY_PARAMETER, counties_to_choose, county_shown
from indicators.models import Calculation, Region
from indicators.queries.calculations import Shown, read_calculation

AREA = "alue"


@dataclass(frozen=True)
class AskedSide:
    shown: Shown
    counties: list[Organisation]
    county: Organisation | None

    @property
    def regions(self) -> list[Region]:
        return sorted(self.shown.regions.values(), key=lambda region: region.title)

    @property
    def query(self) -> str:
        """What keeps the side in an address, with its question mark."""
        own = self.shown.own
        return f"?{AREA}={own.code}" if own else ""


def read_shown(request: HttpRequest, pk: int) -> AskedSide:
    """404 where the user may not read the calculation."""
    visible = Calculation.objects.select_related("rule_set", "county")
    calculation = get_visible(visible, request.user, pk=pk)
    counties = counties_to_choose(request)
    county = county_shown(request, counties)
    shown = read_calculation(calculation, user=request.user, county=county, area=request.GET.get(AREA, ""))
    return AskedSide(shown, counties, county)


def asked_in_vain(request: HttpRequest, asked: AskedSide) -> Iterator[str]:
    """What the address asks for that there isn't, in words."""
    code, area = request.GET.get(COUNTY_PARAMETER), request.GET.get(AREA)
    told = _("“%(value)s” is not known in “%(filter)s”, so it was left out.")
    if code and code not in [each.region_code for each in asked.counties]:
        yield told % {"value": code[:60], "filter": _("County")}
    if area and area not in asked.shown.regions:
        yield told % {"value": area[:60], "filter": _("Area")}
