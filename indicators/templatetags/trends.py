"""Trends in words."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from hyte.lib.templatetags.hyte import icon
from indicators.queries.trend import Hint, Trend

register = template.Library()


@register.simple_tag
def trend_words(trend: Trend) -> SafeString:
    """Which way the figures have gone, as an arrow and a word; the arrow tells of the figure, the word of the target."""
    if trend.hint is None:
        word = _("Has grown") if trend.change > 0 else _("Has fallen")
    else:
        word = _("Target reached") if trend.is_reached else trend.hint.label
    return format_html(
        '<span class="trend trend--{}">{}<span>{}</span></span>', trend.hint or "changed", _arrow(trend), word
    )


def _arrow(trend: Trend) -> SafeString | str:
    if trend.hint in (Hint.UNCHANGED, Hint.NO_DATA):
        return ""
    return icon("up" if trend.change > 0 else "down")
