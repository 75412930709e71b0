"""Numbers as people write them."""

import re
from decimal import Decimal

SPACES = dict.fromkeys(map(ord, " \t\u00a0\u2007\u2009\u202f"))
DASHES = {ord(dash): "-" for dash in "\u2212\u2013"}
PLAIN = re.compile(r"-?\d{1,15}(?:[.,]\d+)?|-?[.,]\d+", re.ASCII)


def read_number(text: str) -> Decimal | None:
    """12,5 and 1 234.5 and −3 as numbers; None for anything else, also for two marks, of which one would part thousands."""
    plain = text.translate(SPACES).translate(DASHES)
    return Decimal(plain.replace(",", ".")) if PLAIN.fullmatch(plain) else None
