"""Finnish holidays by name, and moments of the local clock."""

from datetime import date, time

import pytest

from hyte.lib.clock import NoSuchTime, comes_twice, local_moment
from hyte.lib.holidays import holiday_name


@pytest.mark.parametrize(
    ("day", "names"),
    [
        (date(2024, 3, 29), ("Pitkäperjantai", "Långfredagen", "Good Friday")),
        (date(2024, 5, 9), ("Helatorstai", "Kristi himmelsfärdsdag", "Ascension Day")),
        (date(2024, 6, 21), ("Juhannusaatto", "Midsommarafton", "Midsummer Eve")),
        (date(2024, 12, 6), ("Itsenäisyyspäivä", "Självständighetsdagen", "Independence Day")),
        (date(2024, 12, 24), ("Jouluaatto", "Julafton", "Christmas Eve")),
        (date(2025, 4, 21), ("Toinen pääsiäispäivä", "Annandag påsk", "Easter Monday")),
    ],
)
def test_holidays_have_names_in_three_languages(day: date, names: tuple[str, ...]) -> None:
    assert tuple(holiday_name(day, language) for language in ("fi", "sv", "en")) == names


@pytest.mark.parametrize("day", [date(2024, 3, 18), date(2024, 4, 28), date.max, date.min])
def test_ordinary_days_and_slips_of_the_pen_have_none(day: date) -> None:
    assert holiday_name(day, "fi") == ""


def test_hour_that_the_clock_skips_is_refused() -> None:
    with pytest.raises(NoSuchTime):
        local_moment(date(2024, 3, 31), time(3, 30))


def test_hour_that_comes_twice_means_the_first_one() -> None:
    assert local_moment(date(2024, 10, 27), time(3, 30)).isoformat() == "2024-10-27T03:30:00+03:00"
    assert comes_twice(date(2024, 10, 27), time(3, 30))
    assert not comes_twice(date(2024, 10, 27), time(4, 0))
    assert not comes_twice(date(2024, 3, 31), time(3, 30))
