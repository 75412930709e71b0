"""The pictures of a board."""

from django import template
from django.utils.safestring import SafeString

from groups.models import Organisation
from indicators.charts import Kind, Series, SmallFigure, small_chart
from plans.queries.boards import Part, Tile

register = template.Library()


@register.simple_tag
def tile_chart(tile: Tile, part: Part, county: Organisation) -> SafeString:
    """The county's line beside the whole country's."""
    lines = (
        (tile.own, county.name, Kind.OWN),
        (tile.country, tile.country and tile.country.region.title, Kind.COUNTRY),
    )
    figure = SmallFigure(
        key=f"{part._meta.model_name}-{part.slug}-{tile.indicator.pk}",
        title=tile.indicator.title,
        series=tuple(Series(name, line.points, kind) for line, name, kind in lines if line),
        decimals=tile.indicator.decimals,
        target=tile.tie.target if tile.tie else None,
    )
    return small_chart(figure)
