"""The days of a series."""

from datetime import date

import pytest

from groups.recurrence import LAST, monthly_days, weekly_days, written_days

MONDAY, THURSDAY = 0, 3


def test_second_monday_of_each_month_leaves_july_out() -> None:
    days = monthly_days(date(2024, 5, 1), date(2024, 9, 30), weekday=MONDAY, which=2)
    assert days == [date(2024, 5, 13), date(2024, 6, 10), date(2024, 8, 12), date(2024, 9, 9)]


def test_last_thursday_stays_within_the_first_and_the_last_day() -> None:
    days = monthly_days(date(2024, 1, 26), date(2024, 4, 24), weekday=THURSDAY, which=LAST)
    assert days == [date(2024, 2, 29), date(2024, 3, 28)]


def test_every_third_week_goes_on_after_july() -> None:
    days = weekly_days(date(2024, 6, 4), date(2024, 8, 31), weekday=MONDAY, every=3)
    assert days == [date(2024, 6, 10), date(2024, 8, 12)]


def test_no_day_before_the_first() -> None:
    assert weekly_days(date(2024, 3, 12), date(2024, 3, 17), weekday=MONDAY, every=1) == []


@pytest.mark.parametrize("text", ["26.2.2024\n11.3.2024", "11.3., 26.2.", "2024-03-11; 26.2.2024 26.2."])
def test_written_days_are_read_in_order_and_once(text: str) -> None:
    assert written_days(text, year=2024) == ([date(2024, 2, 26), date(2024, 3, 11)], [])


def test_what_is_not_a_day_is_told() -> None:
    assert written_days("26.2.2024 huomenna 31.2.2024", year=2024) == ([date(2024, 2, 26)], ["huomenna", "31.2.2024"])
