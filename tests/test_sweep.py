"""Every address × every persona: who is let in, who is told that the page isn't theirs, who isn't told that it exists."""

from collections.abc import Iterator
from copy import copy
from datetime import date

import pytest
from django.contrib.auth import get_user
from django.db import transaction
from django.test import override_settings
from django.urls import URLResolver, get_resolver, reverse
from django.urls.converters import IntConverter

from groups.standing import standing_of
from tests.factories.groups import Personas
from tests.factories.plans import make_bare_plan
from tests.factories.world import World, make_world
from tests.lasting import lasting
from tests.sweep_rules import (
    ANONYMOUS,
    EVERYBODY,
    INSIDE,
    LOGIN,
    NOT_FOUND,
    PUBLIC_PAGE,
    READERS_PAGE,
    SECRET_ADDRESSES,
    STAFF,
    WRONG_METHOD,
    Rule,
)
from tests.sweep_table import ALLAUTH, ALLAUTH_WITH_KEY, RULES

pytestmark = pytest.mark.django_db
DEMO_DAY = date(2025, 1, 31)


def named_patterns(resolver: URLResolver, namespace: str = "", outer: tuple = ()) -> Iterator[tuple[str, tuple]]:
    """The name of each address, and the converters of what varies in it."""
    for entry in resolver.url_patterns:
        converters = (*outer, *entry.pattern.converters.values())
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from named_patterns(entry, inner, converters)
        else:
            yield f"{namespace}{entry.name}", converters


def all_names() -> set[str]:
    return {name for name, _converters in named_patterns(get_resolver())}


@pytest.fixture(autouse=True)
def _demo_day(settings) -> None:
    settings.HYTE_TODAY = DEMO_DAY


def world_on_demo_day(personas: Personas, *, public: bool) -> World:
    with override_settings(HYTE_TODAY=DEMO_DAY):
        return make_world(personas, public=public)


@lasting
def open_world(personas) -> World:
    """Requests read it, and what they write is taken back."""
    return world_on_demo_day(personas, public=True)


@lasting
def internal_world(personas) -> World:
    return world_on_demo_day(personas, public=False)


@pytest.fixture(autouse=True)
def _account_read_once(monkeypatch) -> None:
    """Whatever a request writes is taken back, so the next one finds the account and its standing as they were."""
    read = {}

    def account(request):
        key = request.COOKIES.get("sessionid")
        if key not in read:
            read[key] = get_user(request)
            standing_of(read[key])
        return copy(read[key])

    monkeypatch.setattr("django.contrib.auth.get_user", account)


def sign_in(client, personas: Personas, persona: str) -> None:
    client.raise_request_exception = False  # a broken page is told as 500 among the others
    if persona != ANONYMOUS:
        client.force_login(getattr(personas, persona))


def answer_of(client, method: str, address: str) -> int:
    """The status; whatever the request wrote is taken back. A redirect to the login is told from others."""
    with transaction.atomic():
        response = client.generic(method, address, content_type="application/x-www-form-urlencoded")
        transaction.set_rollback(True)
    if method == "POST" and response.status_code == 200 and response.templates[:1]:
        is_login = response.templates[0].name == "account/login.html"
        return LOGIN if is_login else response.status_code
    return response.status_code


def test_every_address_has_a_rule():
    ours = {name for name in all_names() if not name.startswith(("admin:", "account_"))}
    assert ours == set(RULES)


def test_every_address_of_accounts_has_a_rule():
    with_key = {"account_confirm_email", "account_reset_password_from_key"}
    assert {name for name in all_names() if name.startswith("account_")} == set(ALLAUTH) | with_key


def rule_for(name: str, world: World) -> Rule:
    rule = RULES[name][0]
    return PUBLIC_PAGE if rule is READERS_PAGE and world.plan.is_open else rule


OTHER_SECTION = {
    "plans:status-report": ("GET", {"coordinator"}),
    "plans:propose": ("GET", {"coordinator"}),
    "plans:measure-responsibilities": ("GET", {"coordinator"}),
    "plans:send-link": ("POST", {"coordinator"}),
    "plans:status-publish": ("POST", {"coordinator"}),
    "plans:comment-add": ("POST", {"coordinator", "lead", "chair", "secretary"}),
}


@pytest.mark.parametrize("persona", sorted(EVERYBODY))
class InAWorld:
    def test_each_persona_gets_what_the_table_says(self, client, world, persona):
        sign_in(client, world.personas, persona)
        wrong = {}
        for name, (_rule, arguments) in RULES.items():
            rule = rule_for(name, world)
            status = answer_of(client, rule.method, reverse(name, args=arguments(world)))
            if status != rule.expected(persona):
                wrong[name] = f"{status}, not {rule.expected(persona)}"
        assert wrong == {}

    def test_a_measure_of_another_section_is_not_ones_own(self, client, world, persona):
        sign_in(client, world.personas, persona)
        for name, (method, allowed) in OTHER_SECTION.items():
            # To those who read only their own measures the others of an internal plan don't exist.
            knowing = INSIDE if world.plan.is_open else STAFF
            status = answer_of(client, method, reverse(name, args=[world.foreign_measure.pk]))
            expected = Rule(allowed, knowing).expected(persona)
            assert status in ({200, 302, 422} if persona in allowed else {expected}), name


class TestInAnOpenWorld(InAWorld):
    @pytest.fixture
    def world(self, open_world) -> World:
        return open_world


class TestInAnInternalWorld(InAWorld):
    @pytest.fixture
    def world(self, internal_world) -> World:
        return internal_world


@pytest.mark.parametrize("persona", sorted(EVERYBODY))
class TestOtherMethods:
    """Around an open plan, of which the most people know."""

    def test_the_other_method_lets_nobody_in_and_breaks_nothing(self, client, open_world, persona):
        """An empty post to a page, a look at an address that only takes posts."""
        sign_in(client, open_world.personas, persona)
        wrong = {}
        for name, (_rule, arguments) in RULES.items():
            rule = rule_for(name, open_world)
            other = "GET" if rule.method == "POST" else "POST"
            status = answer_of(client, other, reverse(name, args=arguments(open_world)))
            allowed = persona in rule.allowed
            fit = {200, 302, 403, 405, 409, 422, rule.answer} if allowed else {rule.expected(persona), WRONG_METHOD}
            if status not in fit:
                wrong[name] = f"{status}, not one of {fit}"
        assert wrong == {}


@pytest.mark.parametrize(
    ("persona", "unknown"),
    [("coordinator", "999999"), ("coordinator", "0"), ("coordinator", "9" * 30), ("unrelated", "0"), (ANONYMOUS, "0")],
)
def test_what_does_not_exist_is_not_found_and_a_stranger_is_sent_to_the_login(client, personas, persona, unknown):
    sign_in(client, personas, persona)
    wrong = {}
    varying = dict(named_patterns(get_resolver()))
    for name, (rule, _arguments) in RULES.items():
        if not varying[name]:
            continue
        values = [unknown if isinstance(each, IntConverter) else f"ei-ole-{unknown}" for each in varying[name]]
        status = answer_of(client, rule.method, reverse(name, args=values))
        expected = LOGIN if persona == ANONYMOUS and name not in SECRET_ADDRESSES else NOT_FOUND
        if status != expected:
            wrong[name] = status
    assert wrong == {}


def test_a_part_is_not_found_under_another_plan(client, open_world):
    client.force_login(open_world.personas.coordinator)
    other = make_bare_plan(open_world.personas.county, slug="toinen")
    for name, key in (("phenomenon-detail", open_world.phenomenon.pk), ("focus-area-detail", open_world.area.slug)):
        assert client.get(reverse(f"plans:{name}", args=[other.slug, key])).status_code == 404
    assert client.get(reverse("plans:plan-decision-edit", args=[other.slug, open_world.tie.pk])).status_code == 404


@pytest.mark.parametrize("persona", [ANONYMOUS, "unrelated", "coordinator"])
def test_pages_of_accounts(client, personas, persona):
    sign_in(client, personas, persona)
    place = 0 if persona == ANONYMOUS else 1
    pages = {reverse(name): statuses for name, statuses in ALLAUTH.items()} | ALLAUTH_WITH_KEY
    statuses = {address: answer_of(client, "GET", address) for address in pages}
    assert statuses == {address: expected[place] for address, expected in pages.items()}


def test_nobody_makes_an_account_by_oneself(client, django_user_model):
    data = {"email": "uusi@example.org", "password1": "Koivu-ja-tahti-42", "password2": "Koivu-ja-tahti-42"}
    client.post(reverse("account_signup"), data)
    assert not django_user_model.objects.exists()


def admin_pages() -> list[str]:
    """The pages of the admin site that need no id."""
    names = [name for name, _converters in named_patterns(get_resolver()) if name.startswith("admin:")]
    pages = []
    for name in names:
        if name.endswith(("_changelist", "_add")) or name in ("admin:index", "admin:password_change"):
            pages.append(reverse(name))
    return pages


@pytest.mark.parametrize("persona", sorted(EVERYBODY))
def test_the_admin_site_is_for_coordinators_and_keepers(client, personas, persona):
    sign_in(client, personas, persona)
    statuses = {address: answer_of(client, "GET", address) for address in admin_pages()}
    if persona == ANONYMOUS:
        assert set(statuses.values()) == {LOGIN}
    elif persona in ("coordinator", "other_coordinator", "keeper"):
        assert set(statuses.values()) <= {200, 403} and statuses[reverse("admin:index")] == 200
    else:
        assert 200 not in statuses.values() and max(statuses.values()) < 500
