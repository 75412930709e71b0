"""Two coordinators with the same form open: the later one is told what the earlier one saved."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from groups.models import User
from groups.permissions import Role
from indicators.models import Theme, ThemeClassification
from plans.models import FocusArea, Phenomenon, Plan
from tests.factories.editing import TODAY
from tests.factories.groups import PASSWORD, give_role, make_user
from tests.factories.plans import make_bare_plan, make_goal, make_measure, make_section


@pytest.fixture(autouse=True)
def _coordinator_at_work(client, personas, settings):
    settings.HYTE_TODAY = TODAY
    client.force_login(personas.coordinator)


@pytest.fixture
def colleague(personas) -> User:
    user = make_user("kollega@example.org", name="Kaisa Kollega", is_staff=True)
    give_role(user, Role.COORDINATOR, personas.county)
    return user


@pytest.fixture
def other(colleague) -> Client:
    client = Client()
    client.force_login(colleague)
    return client


@pytest.fixture
def draft(personas) -> Plan:
    return make_bare_plan(personas.county, "luonnos", approved=False, public=False)


def sent_by(form, **typed) -> dict:
    """What a browser sends of the form as it was shown, with what somebody typed into it."""
    data = {}
    for bound in form:
        value = bound.value()
        if isinstance(value, bool):
            data |= {bound.html_name: "on"} if value else {}
        else:
            data[bound.html_name] = "" if value is None else value
    return data | typed


def make_record(kind: str, draft: Plan):
    match kind:
        case "plan":
            return draft
        case "section":
            return make_section(draft)
        case "focus-area":
            return FocusArea.objects.create(plan=draft, slug="arki", name_fi="Arki")
        case "phenomenon":
            return Phenomenon.objects.create(plan=draft, title_fi="Ilmiö")
    goal = make_goal(make_section(draft))
    return goal if kind == "goal" else make_measure(goal)


# Kind of record, a field that both change, a field that only the colleague changes.
FORMS = [
    ("plan", "name_fi", "legal_basis"),
    ("section", "name_fi", "name_sv"),
    ("focus-area", "name_fi", "description_fi"),
    ("phenomenon", "title_fi", "source"),
    ("goal", "wording_fi", "working_text"),
    ("measure", "wording_fi", "resources"),
    ("goal-wording", "wording_fi", "wording_sv"),
]


def address_of(kind: str, record) -> str:
    name = kind if kind.endswith("wording") else f"{kind}-edit"
    return reverse(f"plans:{name}", args=[record.slug if kind == "plan" else record.pk])


@pytest.mark.parametrize(("kind", "shared", "theirs"), FORMS)
def test_the_later_of_two_is_told_and_loses_nothing(client, other, draft, kind, shared, theirs):
    record = make_record(kind.removesuffix("-wording"), draft)
    address = address_of(kind, record)
    mine, colleagues = (each.get(address).context["form"] for each in (client, other))
    saved = {shared: "Kollegan sanat", theirs: "Kollegan lisäys"}
    assert other.post(address, sent_by(colleagues, **saved)).status_code == 302

    page = client.post(address, sent_by(mine, **{shared: "Omat sanat"}))
    record.refresh_from_db()
    assert page.status_code == 409 and getattr(record, shared) == "Kollegan sanat"
    told = {each.theirs: each.is_kept for each in page.context["conflict"].differences}
    assert told == {"Kollegan sanat": True, "Kollegan lisäys": False}
    assert "Kaisa Kollega" in page.text and "Omat sanat" in page.text

    assert client.post(address, sent_by(page.context["form"])).status_code == 302
    record.refresh_from_db()
    assert (getattr(record, shared), getattr(record, theirs)) == ("Omat sanat", "Kollegan lisäys")


@pytest.fixture
def themes() -> list[Theme]:
    classification = ThemeClassification.objects.create(name_fi="Jaottelu", slug="jaottelu")
    return [Theme.objects.create(classification=classification, name_fi=name, slug=name) for name in ("yksi", "kaksi")]


def test_choices_days_and_ticks_are_taken_over(client, other, draft, personas, themes):
    measure = make_record("measure", draft)
    address = address_of("measure", measure)
    mine, colleagues = (each.get(address).context["form"] for each in (client, other))
    person = personas.contact.person
    saved = {"themes": [each.pk for each in themes], "contact_person": person.pk, "continuous": "on"}
    other.post(address, sent_by(colleagues, **saved, in_force_from="2024-03-01"))

    page = client.post(address, sent_by(mine, working_text="Oma teksti"))
    assert page.status_code == 409
    words = {each.theirs for each in page.context["conflict"].differences}
    assert words == {"yksi, kaksi", str(person), "Kyllä", "1.3.2024"}
    client.post(address, sent_by(page.context["form"]))
    measure.refresh_from_db()
    assert (measure.contact_person, measure.continuous, measure.working_text) == (person, True, "Oma teksti")
    assert (set(measure.themes.all()), measure.in_force_from) == (set(themes), date(2024, 3, 1))


def test_what_was_emptied_or_unticked_meanwhile_is_taken_over(client, other, draft, themes):
    measure = make_record("measure", draft)
    measure.themes.set(themes)
    measure.continuous, measure.working_text = True, "Poistuva\nteksti"
    measure.save()
    address = address_of("measure", measure)
    mine, colleagues = (each.get(address).context["form"] for each in (client, other))
    emptied = sent_by(colleagues, themes=[], working_text="")
    del emptied["continuous"]
    other.post(address, emptied)
    # Browsers send line breaks as CRLF: that is no change of the text.
    page = client.post(address, sent_by(mine, working_text="Poistuva\r\nteksti", resources="Oma"))
    assert {(each.theirs, each.is_kept) for each in page.context["conflict"].differences} == {
        ("", False),
        ("Ei", False),
    }
    client.post(address, sent_by(page.context["form"]))
    measure.refresh_from_db()
    assert (measure.continuous, measure.working_text, measure.resources) == (False, "", "Oma")
    assert not measure.themes.exists()


def test_who_says_the_same_or_looks_elsewhere_is_not_disturbed(client, other, draft):
    section = make_record("section", draft)
    make_section(draft, "toinen", order=5)
    address = address_of("section", section)
    mine, colleagues = (each.get(address).context["form"] for each in (client, other))
    other.post(address, sent_by(colleagues, name_fi="Sama nimi"))
    other.post(reverse("plans:section-move", args=[section.pk]), {"direction": "down"})
    assert client.post(address, sent_by(mine, name_fi="Sama nimi")).status_code == 302


@pytest.mark.parametrize("seen", ["", "roskaa", "name_fi", "tuntematon:abc", "[" * 5000])
def test_a_form_that_tells_nothing_sensible_of_what_it_has_seen_is_saved(client, draft, seen):
    section = make_record("section", draft)
    response = client.post(address_of("section", section), {"name_fi": "Uusi nimi", "seen": seen})
    assert response.status_code == 302


def test_what_is_typed_before_a_login_meets_the_colleagues_change_after_it(client, other, draft, personas):
    section = make_record("section", draft)
    address = address_of("section", section)
    mine, colleagues = (each.get(address).context["form"] for each in (client, other))
    other.post(address, sent_by(colleagues, name_fi="Kollegan nimi"))
    client.logout()
    carried = client.post(address, sent_by(mine, name_fi="Oma nimi")).context
    personas.coordinator.emailaddress_set.create(email=personas.coordinator.email, verified=True, primary=True)
    login = {"login": personas.coordinator.email, "password": PASSWORD, "carried": carried["carried"]}
    page = client.post(reverse("account_login"), login | {"next": carried["redirect_field_value"]}, follow=True)
    form = page.context["form"]
    assert form["name_fi"].value() == "Oma nimi"
    assert client.post(address, sent_by(form)).status_code == 409
