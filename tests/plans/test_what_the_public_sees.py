"""Nothing internal is in the HTML of any public page; members see their own section's inside, but not the notes."""

from datetime import date, timedelta

import pytest
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone

from groups.models import Meeting
from plans.models import Comment, Plan
from plans.services.snapshot import take_snapshot
from tests.factories.groups import make_person
from tests.factories.links import make_proposal
from tests.factories.pages import read_totals
from tests.factories.plans import make_update
from tests.factories.status import TODAY
from tests.lasting import lasting

TELLTALE = "Salaisuus"


@pytest.fixture(autouse=True)
def _demo_day(settings) -> None:
    settings.HYTE_TODAY = TODAY


@lasting
@override_settings(HYTE_TODAY=TODAY)
def secretive(plan, measure, personas) -> Plan:
    """A published plan with a tell-tale text in every internal field."""
    contact = personas.contact.person
    contact.name, contact.email, contact.phone = f"{TELLTALE} Nimi", "salaisuus@example.org", "050 Salaisuus"
    contact.save()
    for owner in (measure, measure.goal):
        owner.working_text = f"{TELLTALE} työteksti"
        owner.save()
    for field in ("resources", "reach", "strategy_goal", "budget_entry", "project"):
        setattr(measure, field, f"{TELLTALE} {field}")
    measure.deputy = make_person(f"{TELLTALE} Varahenkilö")
    measure.save()
    add_updates(measure, personas)
    Comment.objects.create(measure=measure, text=f"{TELLTALE} kommentti", by=personas.member)
    make_proposal(measure, text=f"{TELLTALE} ehdotus", grounds=f"{TELLTALE} perustelu")
    make_proposal(measure, "handover", successor_name=f"{TELLTALE} Seuraaja")
    take_snapshot(plan, TODAY, by=personas.coordinator, name_fi=f"{TELLTALE} kuva")
    return plan


def add_updates(measure, personas) -> None:
    personas.coordinator.name = f"{TELLTALE} Kirjoittaja"
    personas.coordinator.save()
    now = timezone.now()
    meeting = Meeting.objects.create(
        county=personas.county, title=f"{TELLTALE} kokous", starts_at=now, ends_at=now + timedelta(hours=1)
    )
    internal = dict.fromkeys(("done", "effect", "obstacles", "next_step", "internal_note"), f"{TELLTALE} kenttä")
    shared = {"by": personas.coordinator, "by_name": f"{TELLTALE} Linkillä", "meeting": meeting} | internal
    make_update(measure, date(2024, 7, 1), public_text_fi="Julkinen teksti", **shared)
    make_update(
        measure,
        date(2025, 1, 15),
        "discontinued",
        public_text_fi=f"{TELLTALE} luonnos",
        reason=f"{TELLTALE} syy",
        published=False,
        **shared,
    )


def public_pages(plan) -> list[str]:
    measure = plan.measures.get(identifier="T1.1")
    detail = reverse("plans:plan-detail", args=[plan.slug])
    monitoring = reverse("plans:monitoring", args=[plan.slug])
    return [
        reverse("home"),
        reverse("plans:plan-list"),
        *(f"{detail}?nakyma={view}" for view in ("painopisteet", "osiot", "mittarit")),
        monitoring,
        f"{monitoring}?vertaa=2024-05-01",
        f"{monitoring}?pvm=2024-07-02",
        f"{monitoring}?jarjestys=vastuu&q=toimenpide",
        measure.get_absolute_url(),
        measure.goal.get_absolute_url(),
        reverse("plans:totals-picture", args=[plan.slug]),
    ]


OUTSIDERS = ["anonymous", "unrelated", "other_coordinator", "keeper"]


@pytest.mark.parametrize(
    ("reader", "language"), [*((reader, "fi") for reader in OUTSIDERS), ("anonymous", "sv"), ("anonymous", "en")]
)
def test_no_public_page_tells_anything_internal(client, secretive, personas, reader, language):
    client.cookies["django_language"] = language
    if reader != "anonymous":
        client.force_login(getattr(personas, reader))
    for address in public_pages(secretive):
        response = client.get(address)
        assert response.status_code == 200, address
        assert TELLTALE.lower() not in response.text.lower(), address


def test_the_telltales_are_there_for_the_staff(client, secretive, personas):
    """The test above would pass on empty pages."""
    client.force_login(personas.coordinator)
    measure = secretive.measures.get(identifier="T1.1")
    text = client.get(measure.get_absolute_url()).text
    fields = [
        "työteksti",
        "resources",
        "reach",
        "strategy_goal",
        "budget_entry",
        "project",
        "kommentti",
        "luonnos",
        "syy",
    ]
    for word in [*fields, "kenttä", "kokous", "Nimi", "Varahenkilö", "Linkillä"]:
        assert f"{TELLTALE} {word}" in text, word


def test_the_public_sees_the_last_published_update(client, secretive):
    response = client.get(reverse("plans:monitoring", args=[secretive.slug]))
    assert read_totals(response.text)["tyoikaiset"]["in_progress"] == 1
    assert "Julkinen teksti" in response.text


def test_the_staff_sees_the_newest_update_and_that_it_is_not_published(client, secretive, personas):
    client.force_login(personas.reader)
    response = client.get(reverse("plans:monitoring", args=[secretive.slug]))
    assert read_totals(response.text)["tyoikaiset"]["discontinued"] == 1
    assert [line.is_unpublished for line in response.context["lines"]] == [True, False]


@pytest.mark.parametrize("insider", ["member", "contact"])
def test_members_and_contact_people_see_the_newest_status_of_their_own(client, secretive, personas, insider):
    other = secretive.measures.get(identifier="L1.1")
    make_update(other, date(2025, 1, 10), "starting", published=False, public_text_fi="Toisen osion luonnos")
    client.force_login(getattr(personas, insider))
    response = client.get(reverse("plans:monitoring", args=[secretive.slug]))
    totals = read_totals(response.text)
    assert (totals["tyoikaiset"]["discontinued"], totals["lapset"]["not_started"]) == (1, 1)
    assert "Toisen osion luonnos" not in response.text


def test_members_read_the_inside_of_their_section_but_not_the_notes(client, measure, personas):
    make_update(measure, TODAY, internal_note="Vain henkilöstölle", obstacles="Este näkyy", published=False)
    client.force_login(personas.member)
    text = client.get(measure.get_absolute_url()).text
    assert "Este näkyy" in text and "Vain henkilöstölle" not in text


def test_notes_are_read_by_those_who_may(client, measure, personas):
    make_update(measure, TODAY, internal_note="Vain henkilöstölle", published=False)
    for name in ("coordinator", "lead", "chair", "secretary", "contact", "reader"):
        client.force_login(getattr(personas, name))
        assert "Vain henkilöstölle" in client.get(measure.get_absolute_url()).text, name


def test_notes_of_another_section_are_not_read_by_a_secretary(client, plan, personas):
    other = plan.measures.get(identifier="L1.1")
    make_update(other, TODAY, internal_note="Vain henkilöstölle", published=False, public_text_fi="Luonnos")
    client.force_login(personas.secretary)
    text = client.get(other.get_absolute_url()).text
    assert "Luonnos" in text and "Vain henkilöstölle" not in text


def test_an_unpublished_merging_is_not_told_at_the_target(client, plan, measure, sibling):
    make_update(measure, TODAY, "merged", merged_into=sibling, published=False)
    assert measure.get_absolute_url() not in client.get(sibling.get_absolute_url()).text
