"""The pictures and comparisons of a municipality's card."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from hyte.lib.templatetags.hyte import icon
from indicators.charts import Kind, Series, SmallFigure, small_chart
from reporting.queries.card_figures import Beside, Tile
from reporting.queries.municipality_card import MunicipalityCard

register = template.Library()


@register.simple_tag
def card_chart(tile: Tile, card: MunicipalityCard) -> SafeString:
    """The municipality's line beside the county's and the whole country's; of a number of cases its own line alone."""
    lines = [(tile.own, card.municipality.name, Kind.OWN)]
    if not tile.indicator.counts_cases:
        lines += [(tile.county, card.county.name, Kind.OTHER), (tile.country, _("Whole country"), Kind.COUNTRY)]
    figure = SmallFigure(
        key=f"card-{tile.indicator.pk}",
        title=tile.indicator.title,
        series=tuple(Series(name, line.points, kind) for line, name, kind in lines if line),
        decimals=tile.indicator.decimals,
    )
    return small_chart(figure)


@register.simple_tag
def beside_words(beside: Beside) -> SafeString:
    """How the municipality's figure stands beside the other: an arrow and a word, never colour alone."""
    look, name, word = _judged(beside)
    return format_html('<span class="beside beside--{}">{}{}</span>', look, icon(name) if name else "", word)


def _judged(beside: Beside) -> tuple[str, str, str]:
    if beside.sign == 0:
        return "same", "", _("the same here")
    arrow = "up" if beside.sign > 0 else "down"
    if beside.is_better is None:
        return "other", arrow, _("higher here") if beside.sign > 0 else _("lower here")
    return ("better", arrow, _("better here")) if beside.is_better else ("worse", arrow, _("worse here"))
