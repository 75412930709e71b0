"""Accounts and roles in the admin site: opened without a password, given in the own county only."""

import pytest
from allauth.account.models import EmailAddress
from django.core import mail

from groups.models import RoleAssignment, User
from groups.permissions import Role
from tests.factories.groups import give_role, make_group, make_organisation, make_person, make_seat, make_user

ACCOUNTS = "/admin/groups/user/"
ROLES = "/admin/groups/roleassignment/"
NO_ROLES = {"role_assignments-TOTAL_FORMS": 0, "role_assignments-INITIAL_FORMS": 0}


@pytest.fixture
def coordinator(client, personas):
    client.force_login(personas.coordinator)
    return personas.coordinator


def role_data(user, role: str, county=None, division=None) -> dict:
    return {
        "user": user.pk,
        "role": role,
        "county": (county and county.pk) or "",
        "division": (division and division.pk) or "",
    }


def test_account_is_opened_without_a_password_and_a_link_is_mailed(
    client, personas, coordinator, django_capture_on_commit_callbacks
) -> None:
    person = make_person("Uusi Henkilö", organisation=personas.division, email="Uusi@example.org")
    data = {"person": person.pk, "email": "Uusi@example.org", "name": "Uusi Henkilö", "language": "sv"}
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(f"{ACCOUNTS}add/", data)
    user = User.objects.get(email="uusi@example.org")
    person.refresh_from_db()
    assert response.url == f"{ACCOUNTS}{user.pk}/change/"
    assert (person.user, user.has_usable_password(), user.is_staff) == (user, False, False)
    assert EmailAddress.objects.get(user=user).verified
    assert [message.to for message in mail.outbox] == [["uusi@example.org"]]
    assert "/accounts/password/reset/key/" in mail.outbox[0].body


@pytest.mark.django_db
def test_first_account_signs_in_without_waiting_for_a_mail(client) -> None:
    User.objects.create_superuser("Root@example.org", "pitkä salasana")
    response = client.post("/accounts/login/", {"login": "root@example.org", "password": "pitkä salasana"})
    assert response.url == "/"
    assert client.get("/admin/").status_code == 200
    assert not mail.outbox


def test_page_of_a_new_account_opens_with_the_persons_details(client, personas, coordinator) -> None:
    person = make_person("Uusi Henkilö", organisation=personas.division, email="uusi@example.org")
    page = client.get(f"{ACCOUNTS}add/?person={person.pk}").content.decode()
    assert 'value="uusi@example.org"' in page
    assert "password" not in page.split('id="content"')[1]


def test_no_account_for_another_countys_person(client, personas, coordinator) -> None:
    stranger = make_person("Vieras", organisation=personas.other_county)
    page = client.get(f"{ACCOUNTS}add/?person={stranger.pk}").content.decode()
    assert "Vieras" not in page
    client.post(f"{ACCOUNTS}add/", {"person": stranger.pk, "email": "v@example.org", "language": "fi"})
    assert not User.objects.filter(email="v@example.org").exists()


def test_no_account_without_a_person(client, coordinator) -> None:
    client.post(f"{ACCOUNTS}add/", {"person": "", "email": "v@example.org", "language": "fi"})
    assert not User.objects.filter(email="v@example.org").exists()


def test_role_of_the_own_county_opens_the_admin_site_and_its_end_closes_it(client, personas, coordinator) -> None:
    client.post(f"{ROLES}add/", role_data(personas.reader, Role.COORDINATOR, personas.county))
    personas.reader.refresh_from_db()
    assert personas.reader.is_staff
    given = RoleAssignment.objects.get(user=personas.reader, role=Role.COORDINATOR)
    client.post(f"{ROLES}{given.pk}/delete/", {"post": "yes"})
    personas.reader.refresh_from_db()
    assert not personas.reader.is_staff


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.READER])
def test_no_role_in_another_county(client, personas, coordinator, role) -> None:
    client.post(f"{ROLES}add/", role_data(personas.reader, role, personas.other_county))
    assert (
        not RoleAssignment.objects.filter(county=personas.other_county)
        .exclude(user=personas.other_coordinator)
        .exists()
    )


def test_coordinator_makes_nobody_keeper(client, personas, coordinator) -> None:
    for user in (coordinator, personas.reader):
        client.post(f"{ROLES}add/", role_data(user, Role.KEEPER))
    page = client.get(f"{ROLES}add/").content.decode()
    assert list(RoleAssignment.objects.filter(role=Role.KEEPER).values_list("user", flat=True)) == [personas.keeper.pk]
    assert f'value="{Role.KEEPER}"' not in page


def test_nobody_changes_the_own_role(client, personas, coordinator) -> None:
    own = RoleAssignment.objects.get(user=coordinator)
    assert (
        client.post(f"{ROLES}{own.pk}/change/", role_data(coordinator, Role.READER, personas.county)).status_code == 403
    )
    assert client.post(f"{ROLES}{own.pk}/delete/", {"post": "yes"}).status_code == 403
    client.post(ROLES, {"action": "delete_selected", "_selected_action": own.pk, "post": "yes"})
    assert RoleAssignment.objects.filter(pk=own.pk, role=Role.COORDINATOR).exists()


@pytest.mark.parametrize(
    ("role", "with_division", "field"),
    [(Role.DIVISION_LEAD, False, "division"), (Role.READER, True, "division"), (Role.READER, None, "county")],
)
def test_role_says_what_it_lacks(client, personas, coordinator, role, with_division, field) -> None:
    data = role_data(personas.member, role, personas.county, personas.division if with_division else None)
    if with_division is None:
        data["county"] = ""
    response = client.post(f"{ROLES}add/", data)
    assert response.status_code == 200
    assert list(response.context["adminform"].form.errors) == [field]


def test_role_is_given_on_the_page_of_the_account(client, personas, coordinator) -> None:
    data = {
        "email": personas.member.email,
        "name": "Jäsen",
        "language": "fi",
        "is_active": "on",
        "role_assignments-TOTAL_FORMS": 1,
        "role_assignments-INITIAL_FORMS": 0,
        "role_assignments-0-role": Role.READER,
        "role_assignments-0-county": personas.county.pk,
    }
    assert client.post(f"{ACCOUNTS}{personas.member.pk}/change/", data).status_code == 302
    assert RoleAssignment.objects.filter(user=personas.member, role=Role.READER, county=personas.county).exists()


def test_new_address_replaces_the_old_one_and_is_not_verified(client, personas, coordinator) -> None:
    member = personas.member
    EmailAddress.objects.create(user=member, email=member.email, verified=True, primary=True)
    data = {"email": "Uusi.Osoite@example.org", "name": "", "language": "fi", "is_active": "on"} | NO_ROLES
    assert client.post(f"{ACCOUNTS}{member.pk}/change/", data).status_code == 302
    assert list(EmailAddress.objects.filter(user=member).values_list("email", "verified")) == [
        ("uusi.osoite@example.org", False)
    ]


def test_coordinator_does_not_close_the_own_account(client, coordinator) -> None:
    data = {"email": coordinator.email, "name": "", "language": "fi"} | NO_ROLES
    assert client.post(f"{ACCOUNTS}{coordinator.pk}/change/", data).status_code == 200
    coordinator.refresh_from_db()
    assert coordinator.is_active


def test_account_with_a_role_elsewhere_is_only_read(client, personas, coordinator) -> None:
    """Whoever changed its address could take it over, with what it may do in the other county."""
    give_role(personas.reader, Role.READER, personas.other_county)
    change = f"{ACCOUNTS}{personas.reader.pk}/change/"
    page = client.get(change)
    assert page.status_code == 200
    assert "Toinen hyvinvointialue" not in page.content.decode()
    assert client.post(change, {"email": "oma@example.org", "language": "fi"} | NO_ROLES).status_code == 403


@pytest.mark.parametrize("kind", ["superuser", "keeper"])
def test_stronger_accounts_are_only_read(client, personas, coordinator, kind) -> None:
    user = personas.keeper if kind == "keeper" else User.objects.create_superuser("root@example.org", "x")
    give_role(user, Role.READER, personas.county)
    change = f"{ACCOUNTS}{user.pk}/change/"
    assert client.get(change).status_code == 200
    assert client.post(change, {"email": "oma@example.org", "language": "fi"} | NO_ROLES).status_code == 403
    client.post(ACCOUNTS, {"action": "mail_password_link", "_selected_action": user.pk})
    assert mail.outbox == []


def test_guest_from_another_county_is_only_read(client, personas, coordinator) -> None:
    guest = make_user("vieras@example.org")
    person = make_person("Vieras", guest, organisation=personas.other_county)
    make_seat(personas.group, person)
    assert client.get(f"{ACCOUNTS}{guest.pk}/change/").status_code == 200
    assert client.post(f"{ACCOUNTS}{guest.pk}/change/", NO_ROLES).status_code == 403
    assert client.post(f"/admin/groups/person/{person.pk}/change/", {}).status_code == 403


def test_shared_organisations_person_is_kept_by_the_county_whose_groups_the_person_sits_in(
    client, personas, coordinator
) -> None:
    hus = make_organisation("HUS", kind="hus")
    own, others = make_person("Meidän", organisation=hus), make_person("Heidän", organisation=hus)
    make_seat(make_group(personas.other_county), others)
    assert client.get(f"/admin/groups/person/{own.pk}/change/").status_code == 200
    assert client.get(f"/admin/groups/person/{others.pk}/change/").status_code == 404


def test_link_for_choosing_a_password_is_mailed(
    client, personas, coordinator, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        client.post(
            ACCOUNTS,
            {"action": "mail_password_link", "_selected_action": [personas.reader.pk, personas.other_coordinator.pk]},
        )
    assert [message.to for message in mail.outbox] == [[personas.reader.email]]
