"""An area's coefficient from one funding year to the next."""

from collections.abc import Iterable

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from indicators.charts.figure import Kind, Series, SmallFigure
from indicators.charts.small import small_chart
from indicators.models import CalculatedArea, Region
from indicators.queries.areas import short_title
from indicators.queries.series import Point


def years_chart(region: Region, areas: Iterable[CalculatedArea]) -> SafeString:
    """Of each year the real calculation that comes first; nothing where there are fewer than two years."""
    by_year: dict[int, CalculatedArea] = {}
    for each in areas:
        if not each.calculation.is_demo:
            by_year.setdefault(each.calculation.rule_set.year, each)
    if len(by_year) < 2:
        return SafeString("")
    points = tuple(Point(year, by_year[year].normalised, None, is_hidden=False) for year in sorted(by_year))
    title = _("The coefficient of %(area)s by funding year") % {"area": region.title}
    series = Series(short_title(region), points, Kind.OWN)
    return small_chart(SmallFigure("years", title, (series,), decimals=4))
