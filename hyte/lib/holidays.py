"""Finnish public holidays by name, and the eves that are days off: Midsummer's and Christmas's."""

from datetime import date
from functools import cache

import holidays

LANGUAGES = {"sv": "sv_FI", "en": "en_US"}
YEARS = range(1980, 2100)  # the law's weekdays of today; a date outside is a slip of the pen


def holiday_name(day: date, language: str) -> str:
    """The name of the holiday in the language; "" on an ordinary day."""
    if day.year not in YEARS:
        return ""
    return _calendar(LANGUAGES.get(language[:2], "fi")).get(day, "")


@cache
def _calendar(language: str) -> holidays.HolidayBase:
    """Years are worked out when they are first asked for."""
    return holidays.Finland(language=language)
