"""The list of those who report."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from groups.models import Person
from plans.models import Measure, Plan
from tests.factories.groups import Personas, give_role, make_person, make_user
from tests.factories.plans import make_goal, make_measure, make_plan, make_responsibility, make_section, make_update

pytestmark = pytest.mark.django_db
ADDRESS = "/omat/"


@pytest.fixture(autouse=True)
def _day(settings) -> None:
    settings.HYTE_TODAY = date(2024, 9, 2)


def shown(client, user, query: str = "") -> list[str]:
    """Identifiers of the measures on the page, in its order."""
    client.force_login(user)
    groups = client.get(ADDRESS + query).context["groups"]
    return [each["row"].measure.identifier for group in groups for each in group["rows"]]


def test_contact_person_sees_own_and_deputised(client, personas: Personas, plan: Plan):
    goal = plan.measures.get(identifier="L1.1").goal
    make_measure(goal, deputy=personas.contact.person)
    assert shown(client, personas.contact) == ["T1.1", "L1.2"]


@pytest.mark.parametrize(
    ("persona", "identifiers"),
    [
        ("coordinator", ["L1.1", "T1.1"]),
        ("lead", ["T1.1"]),
        ("chair", ["T1.1"]),
        ("secretary", ["T1.1"]),
        ("contact", ["T1.1"]),
        ("member", []),
        ("reader", []),
        ("keeper", []),
        ("unrelated", []),
        ("other_coordinator", []),
    ],
)
def test_each_sees_what_they_may_report_on(client, personas, plan, persona, identifiers):
    assert sorted(shown(client, getattr(personas, persona))) == identifiers


def test_own_come_first_then_by_section(client, personas, plan):
    person = personas.secretary.person
    own = make_measure(make_goal(make_section(plan, "muu", order=9), "M1"), contact_person=person)
    client.force_login(personas.secretary)
    groups = client.get(ADDRESS).context["groups"]
    assert [(group["section"] and group["section"].slug, len(group["rows"])) for group in groups] == [
        (None, 1),
        ("tyoikaiset", 1),
    ]
    assert groups[0]["rows"][0]["row"].measure == own


def test_rows_tell_the_newest_standing_update(client, personas, plan):
    client.force_login(personas.contact)
    row = client.get(ADDRESS).context["groups"][0]["rows"][0]["row"]
    assert (row.status, row.update.on) == ("completed", date(2024, 6, 1))


def test_page_links_to_the_form_and_hides_internal_notes(client, personas, plan):
    client.force_login(personas.contact)
    page = client.get(ADDRESS).content.decode()
    assert f'href="{plan.measures.get(identifier="T1.1").get_report_url()}"' in page
    assert "Sisäinen huomio" not in page


def test_filter_not_updated_since(client, personas, plan):
    fresh = make_measure(plan.measures.get(identifier="T1.1").goal, contact_person=personas.contact.person)
    make_update(fresh, date(2024, 8, 1))
    assert shown(client, personas.contact, "?paivittamatta=2024-07-01") == ["T1.1"]
    assert shown(client, personas.contact, "?paivittamatta=2024-06-01") == []


def test_filter_that_is_no_date_is_told_and_left_out(client, personas, plan):
    assert shown(client, personas.contact, "?paivittamatta=eilen%00") == ["T1.1"]
    assert "message--warning" in client.get(ADDRESS + "?paivittamatta=eilen").content.decode()


@pytest.mark.parametrize("page", ["999", "zzz", "0", "-1", "9" * 5000, "1\x00"])
def test_a_page_that_is_not_there_is_told_and_the_nearest_one_shown(client, personas, plan, page):
    client.force_login(personas.contact)
    response = client.get(ADDRESS, {"sivu": page})
    assert response.status_code == 200 and response.text.count("message--warning") == 1
    assert len(response.context["groups"]) == 1
    assert "message--warning" not in client.get(ADDRESS, {"sivu": "1"}).text


def test_ended_plans_and_measures_are_left_out(client, personas, plan):
    Measure.objects.filter(identifier="T1.1").update(in_force_until=date(2024, 8, 31))
    assert shown(client, personas.contact) == []
    Measure.objects.filter(identifier="T1.1").update(in_force_until=None)
    Plan.objects.update(valid_until=date(2024, 8, 31))
    assert shown(client, personas.contact) == []


def test_empty_page_teaches(client, personas, plan):
    client.force_login(personas.unrelated)
    assert 'class="empty"' in client.get(ADDRESS).content.decode()


def test_anonymous_logs_in(client):
    response = client.get(ADDRESS)
    assert (response.status_code, response["Location"]) == (302, f"/accounts/login/?next={ADDRESS}")


def test_partner_divisions_lead_does_not_report(client, personas, plan):
    lead = make_user("kumppani@example.org")
    partner = plan.county.children.create(name_fi="Kumppani", kind="division")
    give_role(lead, "division_lead", personas.county, partner)
    make_responsibility(plan.measures.get(identifier="T1.1"), partner, kind="partner")
    assert shown(client, lead) == []


def test_queries_stay_the_same(client, personas, settings):
    counts = []
    for slug, measures in (("pieni", 3), ("suuri", 30)):
        Person.objects.filter(user=personas.contact).update(user=None)
        person = make_person("Vastaava", personas.contact)
        make_plan(2, measures, 2, county=personas.county, slug=slug, contact=person, group=personas.group)
        client.force_login(personas.contact)
        with CaptureQueriesContext(connection) as queries:
            page = client.get(ADDRESS)
        assert len(page.context["groups"][0]["rows"]) == measures
        counts.append(len([query for query in queries if query["sql"].startswith("SELECT")]))
    assert counts[0] == counts[1]
    assert counts[0] <= 7


@pytest.mark.parametrize(
    ("persona", "is_there"),
    [
        ("coordinator", True),
        ("other_coordinator", True),  # the role can have some
        ("lead", True),
        ("chair", True),
        ("secretary", True),
        ("contact", True),
        ("member", False),
        ("reader", False),
        ("keeper", False),
        ("unrelated", False),
    ],
)
def test_the_navigation_leads_there_where_there_can_be_something(client, personas, plan, persona, is_there):
    client.force_login(getattr(personas, persona))
    assert (f'href="{ADDRESS}"' in client.get("/mittarit/").text) is is_there


def test_who_has_been_given_a_measure_finds_it_and_who_has_none_left_does_not(client, personas, plan):
    Measure.objects.filter(identifier="L1.1").update(deputy=personas.member.person)
    Measure.objects.filter(identifier="T1.1").update(in_force_until=date(2024, 8, 31))
    for user, is_there in ((personas.member, True), (personas.contact, False), (None, False)):
        client.force_login(user) if user else client.logout()
        assert (f'href="{ADDRESS}"' in client.get("/mittarit/").text) is is_there
