"""Every table of the admin site, whoever opens it."""

from urllib.parse import urlencode

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from groups.admin.base import CountyAdmin
from groups.models import RoleAssignment, User
from tests.factories.groups import give_role, make_user
from tests.groups.admin_rows import make_row_of_each

TABLES = sorted(model._meta.label_lower for model in admin.site._registry)
NATIONAL = {
    "groups.organisation",
    "indicators.calculation",
    "indicators.indicator",
    "indicators.indicatorlist",
    "indicators.publishedresult",
    "indicators.region",
    "indicators.ruleset",
    "indicators.source",
    "indicators.theme",
    "indicators.themeclassification",
}
HAVE_ALL_SHARED = {"indicators.indicatorlist", "indicators.region", "indicators.source"}


def table(label: str) -> CountyAdmin:
    return next(each for model, each in admin.site._registry.items() if model._meta.label_lower == label)


def url(label: str, page: str, *args) -> str:
    return reverse(f"admin:{label.replace('.', '_')}_{page}", args=args)


@pytest.fixture
def rows(personas):
    make_row_of_each(personas.county, "OMA")
    make_row_of_each(personas.other_county, "VIERAS")
    return personas


def test_only_our_tables_are_registered() -> None:
    assert all(isinstance(each, CountyAdmin) for each in admin.site._registry.values())


@pytest.mark.parametrize("label", TABLES)
def test_coordinator_opens_every_page(client, rows, label) -> None:
    client.force_login(rows.coordinator)
    mine = table(label).seen_rows(rows.coordinator)
    assert mine.exists(), "the test needs a row"
    response = client.get(url(label, "changelist"))
    assert response.status_code == 200
    assert "VIERAS" not in response.content.decode()
    for row in mine:
        page = client.get(url(label, "change", row.pk))
        assert page.status_code == 200
        assert "VIERAS" not in page.content.decode()
        assert client.get(url(label, "history", row.pk)).status_code == 200
    assert client.get(url(label, "add")).status_code == (
        200 if table(label).addable and label not in HAVE_ALL_SHARED else 403
    )


@pytest.mark.parametrize("label", sorted(set(TABLES) - HAVE_ALL_SHARED))
def test_another_countys_rows_do_not_exist(client, rows, label) -> None:
    client.force_login(rows.coordinator)
    theirs = table(label).model.objects.exclude(pk__in=table(label).seen_rows(rows.coordinator))
    assert theirs.exists(), "the test needs a row that could leak"
    for row in theirs:
        assert {client.get(url(label, page, row.pk)).status_code for page in ("change", "history")} == {404}
        assert client.get(url(label, "delete", row.pk)).status_code in (403, 404)
        assert client.post(url(label, "change", row.pk), {}).status_code == (404 if table(label).changeable else 403)


@pytest.mark.parametrize("persona", ["lead", "chair", "secretary", "contact", "member", "reader", "unrelated"])
def test_others_are_refused(client, rows, persona) -> None:
    client.force_login(getattr(rows, persona))
    answers = {label: client.get(url(label, "changelist"), follow=True).status_code for label in TABLES}
    assert answers == dict.fromkeys(TABLES, 403)


def test_staff_without_a_role_is_refused(client, rows) -> None:
    client.force_login(make_user(is_staff=True))
    assert client.get("/admin/", follow=True).status_code == 403


def test_coordinator_who_is_no_staff_is_refused(client, rows) -> None:
    User.objects.filter(pk=rows.coordinator.pk).update(is_staff=False)
    client.force_login(rows.coordinator)
    assert client.get("/admin/", follow=True).status_code == 403


def test_anonymous_is_sent_to_the_login_page(client, rows) -> None:
    assert client.get("/admin/").url.startswith("/accounts/login/")


def test_keeper_opens_what_all_share_and_nothing_else(client, rows) -> None:
    client.force_login(rows.keeper)
    for label in TABLES:
        assert client.get(url(label, "changelist")).status_code == (200 if label in NATIONAL else 403)
        for row in table(label).model.objects.exclude(pk__in=table(label).seen_rows(rows.keeper)):
            assert client.get(url(label, "change", row.pk)).status_code == (404 if label in NATIONAL else 403)


def test_superuser_opens_everything(client, rows) -> None:
    client.force_login(User.objects.create_superuser("root@example.org", "x"))
    for label in TABLES:
        assert client.get(url(label, "changelist")).status_code == 200
        row = table(label).model.objects.last()
        assert client.get(url(label, "change", row.pk)).status_code == 200


@pytest.mark.parametrize("everything", [False, True])
def test_queries_do_not_grow_from_3_rows_to_30(client, rows, everything) -> None:
    """For a superuser, too, who sees one column more."""
    User.objects.filter(pk=rows.coordinator.pk).update(is_superuser=everything)
    client.force_login(rows.coordinator)
    add_rows(rows.county, 2)
    client.get("/admin/")
    few = {label: count_queries(client, url(label, "changelist")) for label in TABLES}
    add_rows(rows.county, 27)
    assert {label: count_queries(client, url(label, "changelist")) for label in TABLES} == few
    assert max(few.values()) <= 25


def add_rows(county, count: int) -> None:
    for _ in range(count):
        number = User.objects.count()
        make_row_of_each(county, f"LISA{number}")
        give_role(make_user(name=f"Tili {number}"), "reader", county)


def count_queries(client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def autocompletes() -> list[tuple[str, str]]:
    """Every field of every form and inline that looks choices up by the autocomplete page."""
    found = set()
    for model, each in admin.site._registry.items():
        found |= {(model._meta.label_lower, name) for name in each.autocomplete_fields}
        for inline in each.inlines:
            found |= {(inline.model._meta.label_lower, name) for name in inline.autocomplete_fields}
    return sorted(found)


@pytest.mark.parametrize(("label", "field"), autocompletes())
def test_autocompletes_do_not_leak(client, rows, label, field) -> None:
    client.force_login(rows.coordinator)
    app, model = label.split(".")
    query = urlencode({"app_label": app, "model_name": model, "field_name": field, "term": ""})
    response = client.get(f"/admin/autocomplete/?{query}")
    texts = " ".join(each["text"] for each in response.json()["results"])
    assert "VIERAS" not in texts
    assert "Toinen" not in texts
    searched = client.get(f"/admin/autocomplete/?{query}VIERAS")
    assert searched.json()["results"] == []


def test_no_way_to_other_pages_by_their_number(client, rows) -> None:
    client.force_login(rows.coordinator)
    assert client.get("/admin/r/1/1/").status_code == 404
    assert client.get("/admin/password_change/").status_code == 404


def test_history_of_a_deleted_row_is_closed(client, rows) -> None:
    client.force_login(rows.coordinator)
    role = RoleAssignment.objects.get(user=rows.other_coordinator)
    pk = role.pk
    role.delete()
    assert client.get(url("groups.roleassignment", "history", pk)).status_code == 404
    assert client.get(f"/admin/groups/roleassignment/{pk}/history/1/").status_code == 404
