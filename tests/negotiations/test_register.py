"""The register: what is shown to whom, filters of the address, counts, pages and the workbook."""

from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from negotiations.models import Agreement
from tests.factories.groups import make_organisation, make_person
from tests.factories.negotiations import (
    make_agreement,
    make_agreement_note,
    make_negotiation,
    make_negotiation_memo,
    make_negotiation_round,
    make_party,
)
from tests.factories.plans import make_bare_plan, make_goal, make_measure, make_section

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day(settings) -> None:
    settings.HYTE_TODAY = date(2025, 2, 1)


@pytest.fixture
def reader(client, personas):
    client.force_login(personas.reader)
    return client


def shown(client, **query) -> set[str]:
    page = client.get("/sovitut/", query)
    assert page.status_code == 200
    return {agreement.text for agreement in page.context["rows"]}


def make_public(negotiation) -> None:
    make_negotiation_memo(negotiation, state="approved", content={}, approved_at=timezone.now())
    negotiation.publication = "public"
    negotiation.save()


def test_filters_of_the_address(reader, negotiation, party, personas):
    other_round = make_negotiation_round(personas.county, 2025)
    later = make_negotiation(other_round, on=date(2025, 1, 20))
    hus = make_party(later, make_organisation("HUS", kind="hus"))
    measure = make_measure(make_goal(make_section(make_bare_plan(personas.county))))
    old = make_agreement(negotiation, party, text="Vanha", topic="goals", measure=measure, owner=make_person())
    make_agreement(later, hus, text="Uusi 100 %", topic="measures", state="running", proposes_measure=True)
    make_agreement(later, hus, text="Valmis", state="done", ended_on=date(2025, 1, 30))
    make_agreement_note(old, on=date(2025, 1, 2))
    assert shown(reader) == {"Vanha", "Uusi 100 %", "Valmis"}
    assert shown(reader, kierros=other_round.pk) == {"Uusi 100 %", "Valmis"}
    assert shown(reader, osapuoli=hus.organisation_id) == {"Uusi 100 %", "Valmis"}
    assert shown(reader, aihe="goals") == {"Vanha"}
    assert shown(reader, tila="done") == {"Valmis"}
    assert shown(reader, tila="avoimet") == {"Vanha", "Uusi 100 %"}
    assert shown(reader, myohassa="1") == {"Vanha"}
    assert shown(reader, ilman="toimenpidetta") == {"Uusi 100 %", "Valmis"}
    assert shown(reader, ilman="suunnitelmaa") == {"Uusi 100 %"}
    assert shown(reader, ilman="omistajaa") == {"Uusi 100 %"}
    assert shown(reader, ilman="merkintoja") == {"Uusi 100 %"}
    assert shown(reader, q="100 %") == {"Uusi 100 %"}
    assert shown(reader, q="uusi", tila="done") == set()
    make_agreement(later, hus, text="Äidit ÄLÄ unohda")
    assert shown(reader, q="äidit älä") == {"Äidit ÄLÄ unohda"}


@pytest.mark.parametrize("name", ["kierros", "osapuoli", "aihe", "tila", "myohassa", "ilman", "sivu"])
@pytest.mark.parametrize("value", ["olematon", "9" * 40, "-1", "<b>", "\x00x"])
def test_a_bad_value_is_told_and_filters_nothing(reader, negotiation, party, name, value):
    make_agreement(negotiation, party, text="Näkyy")
    page = reader.get("/sovitut/", {name: value})
    assert page.status_code == 200 and {each.text for each in page.context["rows"]} == {"Näkyy"}
    assert page.context["filters"].messages and "“<b>”" not in page.content.decode()


def test_counts_by_state_and_late_in_word_icon_and_colour(reader, negotiation, party):
    make_agreement(negotiation, party)
    make_agreement(negotiation, party, due_on=date(2026, 1, 1))
    make_agreement(negotiation, party, state="dropped", ended_on=date(2024, 6, 1))
    page = reader.get("/sovitut/", {"tila": "dropped"})
    assert [each.count for each in page.context["states"]] == [2, 0, 0, 1] and page.context["late"] == 1
    text = reader.get("/sovitut/", {"myohassa": "1"}).content.decode()
    assert text.count("status--delayed") == 2  # in the count and on the row


def test_the_public_sees_what_is_public_of_it(client, negotiation, party, personas):
    make_agreement(negotiation, party, text="Julkinen", owner=make_person("Olli Omistaja"))
    hidden = make_negotiation(negotiation.round, on=date(2024, 4, 1))
    secret = make_party(hidden, make_organisation("Salainen kunta", kind="municipality", parent=personas.county))
    make_agreement(hidden, secret, text="Sisäinen")
    make_public(negotiation)
    page = client.get("/sovitut/")
    text = page.content.decode()
    assert {each.text for each in page.context["rows"]} == {"Julkinen"}
    assert "Olli Omistaja" not in text and "Salainen kunta" not in text and "omistajaa" not in text
    assert shown(client, ilman="omistajaa") == {"Julkinen"}  # not known to the public: filters nothing
    assert page.context["states"][0].count == 1


def test_another_county_sees_nothing_of_ours(client, negotiation, party, personas):
    make_agreement(negotiation, party)
    client.force_login(personas.other_coordinator)
    assert shown(client) == set()


def test_three_hundred_agreements(reader, negotiation, party):
    agreements = [
        Agreement(negotiation=negotiation, number=number, topic="goals", text=f"Sovittu {number}", due_on="2026-12-31")
        for number in range(1, 301)
    ]
    made = Agreement.objects.bulk_create(agreements)
    tie = Agreement.responsible.through
    tie.objects.bulk_create([tie(agreement=each, party=party) for each in made])
    with CaptureQueriesContext(connection) as asked:
        page = reader.get("/sovitut/")
    assert len(page.context["rows"]) == 50 and page.context["page"].paginator.count == 300 and len(asked) <= 12
    assert {each.number for each in reader.get("/sovitut/", {"sivu": 6}).context["rows"]} == set(range(251, 301))
    with CaptureQueriesContext(connection) as asked:
        workbook = reader.get("/sovitut/tyokirja/")
    assert len(asked) <= 12
    sheet = load_workbook(BytesIO(workbook.content)).worksheets[0]
    assert sheet.max_row == 301


def rows_of(response) -> list[tuple]:
    return list(load_workbook(BytesIO(response.content)).worksheets[0].iter_rows(min_row=2))


def test_the_workbook_keeps_texts_as_texts(reader, negotiation, party):
    make_agreement(negotiation, party, text="=HYPERLINK(1)")
    response = reader.get("/sovitut/tyokirja/")
    assert response.headers["Content-Disposition"].startswith("attachment")
    cell = next(cell for cell in rows_of(response)[0] if cell.value == "=HYPERLINK(1)")
    assert cell.data_type == "s" or cell.data_type == "inlineStr"
    days = [cell.value for cell in rows_of(response)[0] if cell.is_date]
    assert [day.date() for day in days if day] == [date(2024, 3, 5), date(2024, 12, 31)]


def test_the_workbook_follows_the_filters_and_keeps_people_inside(client, negotiation, party, personas):
    owned = make_agreement(negotiation, party, text="Omistettu", owner=make_person("Olli Omistaja"))
    make_agreement(negotiation, party, text="Valmis", state="done", ended_on=date(2024, 6, 1))
    make_agreement_note(owned, on=date(2024, 6, 2), text="Sisäinen sana")
    make_public(negotiation)
    public = rows_of(client.get("/sovitut/tyokirja/", {"tila": "open"}))
    words = [cell.value for cell in public[0]]
    assert len(public) == 1 and "Omistettu" in words
    assert not any("Olli" in str(word) or "Sisäinen" in str(word) for word in words)
    client.force_login(personas.reader)
    words = [str(cell.value) for cell in rows_of(client.get("/sovitut/tyokirja/", {"tila": "open"}))[0]]
    assert "Olli Omistaja" in words and "2.6.2024: Sisäinen sana" in words
