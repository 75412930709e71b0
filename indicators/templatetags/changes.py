"""Differences and sums of money; what a template can't find is a dash."""

from decimal import ROUND_HALF_UP, Decimal

from django import template

from hyte.lib.templatetags.hyte import MISSING, NBSP, number

register = template.Library()


@register.filter
def signed(value: Decimal | int | None, decimals: int = 0) -> str:
    """With its sign: +12,5 or −3; what rounds to nothing has none."""
    if value in (None, ""):
        return MISSING
    rounded = Decimal(value).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return f"{'+' if rounded > 0 else ''}{number(rounded or abs(rounded), decimals)}"


@register.filter
def euros(value: Decimal | None, decimals: int = 0) -> str:
    return MISSING if value in (None, "") else f"{number(value, decimals)}{NBSP}€"


@register.filter
def signed_euros(value: Decimal | None, decimals: int = 0) -> str:
    return MISSING if value in (None, "") else f"{signed(value, decimals)}{NBSP}€"
