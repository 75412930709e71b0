"""The demo is loaded once, afresh or not at all."""

from datetime import date
from io import StringIO

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import CommandError, call_command
from django.test import override_settings

from groups.models import Organisation, Person, User
from indicators.models import Indicator, Theme
from plans.models import Comment, Plan, StatusUpdate
from plans.queries.picture import picture_of
from tests.factories.plans import make_bare_plan, make_goal, make_measure, make_section, make_update
from tests.factories.reporting import all_ids, demo_account, load_demo
from tests.lasting import lasting

pytestmark = pytest.mark.django_db
DEMO_DAY = date(2025, 1, 31)


@pytest.fixture(autouse=True)
def _demo_day(settings) -> None:
    settings.HYTE_TODAY = DEMO_DAY


@lasting
@override_settings(HYTE_TODAY=DEMO_DAY)
def loaded(db) -> None:
    load_demo()


def test_second_load_changes_nothing_and_says_so(loaded) -> None:
    before = all_ids()
    assert "nothing was changed" in load_demo()
    assert all_ids() == before


def test_reset_starts_over_and_leaves_other_counties_alone(loaded) -> None:
    other = make_bare_plan(slug="toinen")
    make_update(make_measure(make_goal(make_section(other))))
    first = {label: len(ids) for label, ids in all_ids().items()}
    _live_in_the_demo()
    load_demo("--reset")
    assert {label: len(ids) for label, ids in all_ids().items()} == first
    assert picture_of(other, date(2025, 1, 31), user=AnonymousUser()).total.running == 1
    assert not Comment.objects.exists()


def _live_in_the_demo() -> None:
    """What people who try the demo do: comment, correct, make a plan of their own."""
    update = StatusUpdate.objects.filter(measure__plan__slug="vake-2023-2025").first()
    Comment.objects.create(measure=update.measure, text="Hyvä näin.", by=demo_account("jasen"))
    make_update(update.measure, on=update.on, replaces=update)
    county = update.measure.plan.county
    own = make_bare_plan(county, slug="oma", approved=False)
    make_measure(make_goal(make_section(own)))
    Person.objects.create(name="Uusi yhteyshenkilö", organisation=county)


def test_reset_keeps_what_another_county_has_begun_to_use(loaded) -> None:
    other = make_bare_plan(slug="toinen")
    goal = make_goal(make_section(other))
    goal.themes.add(Theme.objects.get(slug="t8-terveys"))
    load_demo("--reset")
    assert [theme.slug for theme in goal.themes.all()] == ["t8-terveys"]
    assert Theme.objects.filter(slug="t8-terveys").count() == 1


def test_reset_refuses_when_another_county_depends_on_the_demo(loaded) -> None:
    measure = make_measure(make_goal(make_section(make_bare_plan(slug="toinen"))))
    measure.contact_person = demo_account("yhteyshenkilo").person
    measure.save()
    before = all_ids()
    with pytest.raises(CommandError, match="another county uses"):
        load_demo("--reset")
    assert all_ids() == before


@pytest.mark.parametrize("arguments", [(), ("--force",), ("--reset",), ("--reset", "--force")])
def test_refuses_where_debug_is_off_unless_told_twice(arguments) -> None:
    with pytest.raises(CommandError, match="--force --force"):
        call_command("load_demo", *arguments)
    assert not Organisation.objects.exists()


def test_loads_where_debug_is_on(settings) -> None:
    settings.DEBUG = True
    call_command("load_demo", stdout=StringIO())
    assert Plan.objects.filter(is_demo=True, parent=None).count() == 2


def test_refuses_when_somebodys_own_plan_has_the_address() -> None:
    make_bare_plan(slug="vake-2023-2025")
    with pytest.raises(CommandError, match="plan of your own"):
        load_demo("--reset")
    assert Plan.objects.count() == 1


def test_loads_all_or_nothing() -> None:
    User.objects.create_user("lukija@demo.example")  # stands in the way of the second county's accounts
    with pytest.raises(CommandError, match="Nothing was changed"):
        load_demo()
    assert not Organisation.objects.exists()
    assert not Indicator.objects.exists()
    load_demo("--reset")
    assert Plan.objects.filter(is_demo=True, parent=None).count() == 2


def test_password_is_random_and_told_when_none_is_given(settings) -> None:
    settings.DEMO_PASSWORD = ""
    told = load_demo().strip().rsplit(" ", 1)[-1]
    assert len(told) >= 10
    assert demo_account("koordinaattori").check_password(told)
