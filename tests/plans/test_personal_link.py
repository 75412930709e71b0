"""The personal link: what it opens, what it tells, and when it stops working."""

import re
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from groups.models import PersonalLink
from groups.views import by_link
from plans.models import Measure, Plan, Proposal, StatusUpdate
from plans.services.links import find_measure_link
from tests.factories.groups import Personas, make_person
from tests.factories.links import make_link
from tests.factories.plans import make_goal, make_measure, make_section, make_update

pytestmark = pytest.mark.django_db
TODAY = date(2024, 9, 2)


@pytest.fixture(autouse=True)
def _day(settings) -> None:
    settings.HYTE_TODAY = TODAY


@pytest.fixture
def measure(plan: Plan) -> Measure:
    return plan.measures.get(identifier="T1.1")


def filled(measure: Measure, **changes) -> dict:
    """What a browser sends when somebody saves the form as it opened."""
    latest = measure.updates.standing().newest_first().first()
    return {
        "status": latest.status,
        "progress": latest.progress,
        "public_text_fi": latest.public_text_fi,
        "on": TODAY.isoformat(),
        "seen": measure.updates.order_by("-pk").first().pk,
    } | changes


# Links that don't work


def test_links_that_do_not_work_look_all_the_same(measure):
    now = timezone.now()
    good = make_link(measure)
    gone = [
        "/t/tuntematon/",
        good[:-2] + ("A/" if good[-2] != "A" else "B/"),
        good.swapcase().replace("/T/", "/t/"),
        make_link(measure, at=now - timedelta(days=31)),
        make_link(measure, make_person("Joku muu")),
        "/t/" + "x" * 5000 + "/",
        "/t/%00%F0%9F%98%80/",
    ]
    pages = [Client().get(address) for address in gone]
    assert [page.status_code for page in pages] == [404] * len(gone)
    texts = {
        re.sub(r'name="(csrfmiddlewaretoken|next)" value="[^"]*"|hx-headers=\S+ \S+', "", page.content.decode())
        for page in pages
    }
    assert len(texts) == 1
    assert measure.wording_fi not in texts.pop()


@pytest.mark.parametrize("data", [{}, {"no_change": "1"}, {"act": "handover"}, {"act": "propose"}])
def test_link_that_does_not_work_saves_nothing(measure, data):
    address = make_link(measure, at=timezone.now() - timedelta(days=31))
    assert Client().post(address, filled(measure) | data).status_code == 404
    assert (measure.updates.count(), Proposal.objects.count()) == (2, 0)


def test_link_of_a_former_contact_person_does_not_work(measure):
    address = make_link(measure)
    Measure.objects.filter(pk=measure.pk).update(contact_person=make_person())
    assert Client().get(address).status_code == 404


def test_deputy_may_use_a_link(measure):
    measure.deputy = make_person()
    measure.save()
    assert Client().get(make_link(measure, measure.deputy)).status_code == 200


@pytest.fixture
def _one_window(monkeypatch) -> None:
    """A window that doesn't end while a test counts."""
    monkeypatch.setattr(by_link, "WINDOW", 10**9)


@pytest.mark.usefixtures("_one_window")
def test_guessing_is_slowed_down(measure):
    address, browser = make_link(measure), Client()
    codes = [browser.get(f"/t/arvaus-{number}/").status_code for number in range(by_link.MOST_MISSES + 1)]
    assert codes == [404] * by_link.MOST_MISSES + [429]
    assert browser.get(address).status_code == 429
    assert Client(REMOTE_ADDR="192.0.2.7").get(address).status_code == 200


@pytest.mark.usefixtures("_one_window")
def test_posting_again_and_again_is_slowed_down(measure, monkeypatch):
    monkeypatch.setattr(by_link, "MOST_POSTS", 2)
    address = make_link(measure)
    assert [Client().post(address, {}).status_code for _time in range(3)] == [422, 422, 429]
    cache.clear()
    assert Client().post(address, {}).status_code == 422


def test_page_stays_between_reader_and_server(measure):
    for page in (Client().get(make_link(measure)), Client().get("/t/tuntematon/")):
        assert page["Cache-Control"] == "no-store, private"
        assert page["Referrer-Policy"] == "same-origin"
        assert page["X-Robots-Tag"] == "noindex, nofollow"


def test_opening_is_noted_and_changes_nothing(measure):
    Client().get(make_link(measure))
    assert PersonalLink.objects.get().last_used_at is not None
    assert measure.updates.count() == 2


# What the page tells


def test_page_is_filled_with_the_last_report(measure):
    page = Client().get(make_link(measure)).content.decode()
    assert "Julkaisematon teksti" in page
    assert re.search(r'name="status" value="completed"[^>]* checked', page)


def test_page_tells_nothing_of_others(personas: Personas, plan: Plan, measure: Measure):
    """Everything around the measure carries a secret word; the page of an internal plan shows none of them."""
    Plan.objects.filter(pk=plan.pk).update(publication="internal")
    make_update(measure, date(2024, 7, 1), internal_note="SALAISUUS muistiinpano", done="Tehty työ", published=False)
    other = make_measure(measure.goal, wording_fi="SALAISUUS toinen toimenpide", working_text="SALAISUUS työteksti")
    make_update(other, public_text_fi="SALAISUUS teksti")
    make_measure(
        make_goal(make_section(plan, "muu"), "M1", wording_fi="SALAISUUS tavoite"), wording_fi="SALAISUUS kolmas"
    )
    measure.comments.create(text="SALAISUUS kommentti", by=personas.coordinator)
    Proposal.objects.create(measure=measure, kind="closing", grounds="SALAISUUS perustelu", person=make_person("Joku"))
    measure.working_text = "SALAISUUS työteksti"
    measure.save()
    address = make_link(measure)
    pages = [
        Client().get(address),
        Client().post(address, {"status": "merged"}),
        Client().post(address, filled(measure, seen="1")),
    ]
    assert [page.status_code for page in pages] == [200, 422, 409]
    for page in pages:
        text = page.content.decode()
        assert measure.wording_fi in text
        assert "SALAISUUS" not in text
        assert "Sisäinen huomio" not in text


def test_open_plan_offers_its_measures_to_merge_into(measure):
    other = make_measure(measure.goal, wording_fi="Julkinen toinen toimenpide")
    page = Client().get(make_link(measure)).content.decode()
    assert f'<option value="{other.pk}">' in page


def test_internal_plan_refuses_to_merge_into_an_unknown_measure(plan, measure):
    Plan.objects.filter(pk=plan.pk).update(publication="internal")
    other = make_measure(measure.goal)
    response = Client().post(make_link(measure), filled(measure, status="merged", merged_into=other.pk))
    assert (response.status_code, measure.updates.count()) == (422, 2)


# Reporting


def test_reporting_by_link(measure):
    address = make_link(measure)
    values = {
        "status": "in_progress",
        "progress": "delayed",
        "public_text_fi": "Uusi teksti",
        "internal_note": "Henkilöstölle",
    }
    response = Client().post(address, filled(measure, **values))
    assert (response.status_code, response["Location"]) == (302, address)
    update = measure.updates.order_by("-pk").first()
    assert {name: getattr(update, name) for name in values} == values
    assert (update.by, update.by_name, update.is_published) == (None, "yhteyshenkilö", False)


def test_no_change_takes_one_press(measure):
    browser, address = Client(), make_link(measure)
    assert browser.post(address, filled(measure, no_change="1")).status_code == 302
    update = measure.updates.order_by("-pk").first()
    assert (update.status, update.public_text_fi, update.on) == ("completed", "Julkaisematon teksti", TODAY)
    assert (update.internal_note, measure.updates.count()) == ("", 3)
    assert "message--success" in browser.get(address).content.decode()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"status": "discontinued"}, "reason"),
        ({"status": "merged"}, "merged_into"),
        ({"status": "olematon"}, "status"),
        ({"on": "2999-01-01"}, "on"),
        ({"on": "2022-12-31"}, "on"),
        ({"on": "eilen"}, "on"),
        ({"public_text_fi": "x" * 100_000}, "public_text_fi"),
        ({"merged_into": "99999", "status": "merged"}, "merged_into"),
    ],
)
def test_bad_input_is_told_and_nothing_is_saved(measure, changes, field):
    response = Client().post(make_link(measure), filled(measure, **changes))
    assert (response.status_code, measure.updates.count()) == (422, 2)
    assert list(response.context["form"].errors) == [field]


def test_markup_stays_text(measure):
    browser, address = Client(), make_link(measure)
    browser.post(address, filled(measure, public_text_fi="<script>alert(1)</script>"))
    assert "<script>alert(1)</script>" not in browser.get(address).content.decode()


def test_somebody_was_faster(measure):
    address, seen = make_link(measure), measure.updates.order_by("-pk").first().pk
    make_update(
        measure,
        date(2024, 8, 1),
        public_text_fi="Toinen ehti ensin",
        internal_note="Sisäinen toiselta",
        published=False,
    )
    response = Client().post(address, filled(measure, public_text_fi="Minun tekstini", seen=seen))
    page = response.content.decode()
    assert (response.status_code, measure.updates.count()) == (409, 3)
    assert "Toinen ehti ensin" in page
    assert "Minun tekstini" in page
    assert "Sisäinen toiselta" not in page
    again = filled(measure, public_text_fi="Minun tekstini", seen=measure.updates.order_by("-pk").first().pk)
    assert Client().post(address, again).status_code == 302


def test_link_works_with_csrf_checks_on(measure):
    browser, address = Client(enforce_csrf_checks=True), make_link(measure)
    browser.get(address)
    token = browser.cookies["csrftoken"].value
    assert browser.post(address, filled(measure) | {"csrfmiddlewaretoken": token}).status_code == 302


def test_link_keeps_to_its_measure(measure):
    other = make_measure(measure.goal, contact_person=measure.contact_person)
    Client().post(make_link(measure), filled(measure) | {"measure": other.pk})
    assert (StatusUpdate.objects.filter(measure=other).count(), measure.updates.count()) == (0, 3)


def test_page_speaks_the_persons_language_unless_another_was_chosen(measure):
    measure.contact_person.language = "sv"
    measure.contact_person.save()
    address = make_link(measure)
    assert '<html lang="sv">' in Client().get(address).content.decode()
    browser = Client()
    browser.cookies["django_language"] = "en"
    assert '<html lang="en">' in browser.get(address).content.decode()


# Handing over and proposing


def test_handing_over_waits_for_the_coordinator(measure):
    address = make_link(measure)
    data = {"act": "handover", "successor_name": "Seuraaja Uusi", "successor_email": "uusi@example.org"}
    assert Client().post(address, data).status_code == 302
    proposal = Proposal.objects.get()
    assert (proposal.kind, proposal.state, proposal.person) == ("handover", "open", measure.contact_person)
    measure.refresh_from_db()
    assert measure.contact_person.email == "yhteys@example.org"
    assert Client().get(address).status_code == 200


@pytest.mark.parametrize(
    "data",
    [
        {"act": "handover", "successor_name": "", "successor_email": "uusi@example.org"},
        {"act": "handover", "successor_name": "Uusi", "successor_email": "ei osoite"},
        {"act": "handover", "successor_name": "Uusi", "successor_email": "YHTEYS@example.org"},
        {"act": "propose", "kind": "wording", "text": "", "grounds": "Koska"},
        {"act": "propose", "kind": "wording", "text": "Toimenpide T1.1", "grounds": "Koska"},
        {"act": "propose", "kind": "closing", "grounds": " "},
        {"act": "propose", "kind": "handover", "grounds": "Koska"},
        {"act": "propose", "kind": "wording", "text": "x" * 100_000, "grounds": "Koska"},
    ],
)
def test_bad_proposal_is_told(measure, data):
    assert Client().post(make_link(measure), data).status_code == 422
    assert Proposal.objects.count() == 0


def test_same_proposal_is_taken_once(measure):
    address = make_link(measure)
    data = {"act": "propose", "kind": "closing", "grounds": "Työ on tehty"}
    assert [Client().post(address, data).status_code for _time in range(2)] == [302, 422]
    assert Proposal.objects.count() == 1


def test_find_measure_link_needs_the_exact_secret(measure):
    token = make_link(measure).split("/")[2]
    now = timezone.now()
    assert find_measure_link(token, at=now).measure == measure
    assert find_measure_link(token + " ", at=now) is None
    assert find_measure_link(token, at=now + timedelta(days=30)) is None
