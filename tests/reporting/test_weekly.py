"""The weekly mail of what somebody follows."""

from datetime import date, timedelta

import pytest

from groups.models import NoticeKind, SentNotice
from plans.models import Follow
from reporting.services.weekly import send_weekly_mails
from tests.factories.plans import at_noon, make_bare_plan, make_goal, make_measure, make_section, make_update

pytestmark = pytest.mark.django_db

MONDAY = date(2025, 1, 27)


@pytest.fixture
def follower(personas):
    personas.reader.weekly_mail = True
    personas.reader.save()
    return personas.reader


@pytest.fixture
def measure(personas, follower):
    section = make_section(make_bare_plan(personas.county, public=False), group=personas.group)
    measure = make_measure(make_goal(section))
    Follow.objects.create(user=follower, measure=measure)
    return measure


@pytest.fixture
def change(measure):
    day = MONDAY - timedelta(days=3)
    return make_update(measure, day, public_text_fi="Kerho alkoi", recorded_at=at_noon(day))


def test_what_has_changed_in_the_week_is_told_on_monday(follower, measure, change) -> None:
    [notice] = send_weekly_mails(MONDAY)
    assert (notice.recipient, notice.kind) == (follower.email, NoticeKind.WEEKLY)
    for written in (notice.text, notice.html):
        assert measure.identifier in written and "Kerho alkoi" in written


def test_the_week_is_told_once(change) -> None:
    send_weekly_mails(MONDAY)
    assert send_weekly_mails(MONDAY) == []
    assert SentNotice.objects.count() == 1


@pytest.mark.parametrize("on", [MONDAY + timedelta(days=1), date(2025, 7, 7)])
def test_other_days_and_july_are_quiet(change, on) -> None:
    change.recorded_at = at_noon(on - timedelta(days=1))
    change.save()
    assert send_weekly_mails(on) == []


def test_a_week_without_changes_is_quiet(measure) -> None:
    make_update(measure, MONDAY - timedelta(days=30), recorded_at=at_noon(MONDAY - timedelta(days=30)))
    assert send_weekly_mails(MONDAY) == []


def test_who_has_not_chosen_it_gets_none(follower, change) -> None:
    follower.weekly_mail = False
    follower.save()
    assert send_weekly_mails(MONDAY) == []


def test_what_one_may_no_longer_see_is_not_told(follower, change) -> None:
    follower.role_assignments.all().delete()
    assert send_weekly_mails(MONDAY) == []
