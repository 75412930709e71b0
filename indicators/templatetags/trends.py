"""Trends in words."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hyte.lib.templatetags.hyte import icon
from indicators.queries.trend import Hint, Trend

register = template.Library()

WITHOUT_TARGET = {Hint.TOWARDS: gettext_lazy("In the good direction"), Hint.AWAY: gettext_lazy("In the bad direction")}


@register.simple_tag
def trend_words(trend: Trend) -> SafeString:
    """Which way the figures have gone, as an arrow and a word; the arrow tells of the figure, the word of the target."""
    return format_html(
        '<span class="trend trend--{}">{}<span>{}</span></span>', trend.hint or "changed", _arrow(trend), _word(trend)
    )


def _word(trend: Trend) -> str:
    if trend.hint is None:
        return _("Has grown") if trend.change > 0 else _("Has fallen")
    if trend.is_reached:
        return _("Target reached")
    return trend.hint.label if trend.has_target else WITHOUT_TARGET.get(trend.hint, trend.hint.label)


def _arrow(trend: Trend) -> SafeString | str:
    if trend.hint in (Hint.UNCHANGED, Hint.NO_DATA):
        return ""
    return icon("up" if trend.change > 0 else "down")
