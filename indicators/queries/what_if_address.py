"""The address of a "what if": only what differs from the calculation, so that a view can be mailed."""

from collections.abc import Mapping
from decimal import Decimal
from urllib.parse import urlencode

from django.urls import reverse

from indicators.queries.what_if import Figures

AREA, OTHER = "alue", "kuin"  # whose figures are changed; the area that is as good as it is to be


def what_if_address(
    calculation: int, area: str, figures: Figures, *, more: Mapping[str, str] | None = None, page: str = "what-if"
) -> str:
    """``more``: what else the address carries, such as texts that couldn't be read as figures."""
    told = {AREA: area} | {name: plain(figure) for name, figure in figures.items()} | dict(more or {})
    return f"{reverse(f'indicators:{page}', args=[calculation])}?{urlencode(told)}"


def plain(figure: Decimal | None) -> str:
    """With a point and no zeros at the end."""
    if figure is None:
        return ""
    text = f"{figure:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
