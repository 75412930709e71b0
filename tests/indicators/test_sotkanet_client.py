"""What the client asks, and what it makes of good answers."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest

from indicators.sotkanet import Client, DataRow, Organisation, clean_text, read_rows
from tests.fake_sotkanet.world import COUNTY, HELSINKI, VANTAA

YEARS = [2023, 2024]


@pytest.fixture
def client(fake_sotkanet):
    with Client(fake_sotkanet.url, contact="hyte@example.fi", pause=0) as client:
        yield client


def rows_of(client, number=127, years=YEARS, sexes=("total",)) -> list[DataRow]:
    file = BytesIO()
    client.download(number, years, sexes, file)
    file.seek(0)
    return list(read_rows(file))


def test_a_list_is_asked_by_repeating_its_name(fake_sotkanet, client):
    rows_of(client, sexes=("male", "female", "total"))
    asked = fake_sotkanet.requests[0]
    assert asked.path == "/json"
    assert asked.params == [
        ("indicator", "127"),
        ("genders", "male"),
        ("genders", "female"),
        ("genders", "total"),
        ("years", "2023"),
        ("years", "2024"),
    ]


def test_it_says_who_asks(fake_sotkanet, client):
    client.regions()
    agent = fake_sotkanet.requests[0].headers["user-agent"]
    assert agent.startswith("hyte/") and "contact: hyte@example.fi" in agent


@pytest.mark.parametrize("contact", ["", "Äijälä (HYTE)\r\nX-Evil: 1 <hyte@example.fi>", "ä" * 30])
def test_no_contact_breaks_the_question(fake_sotkanet, contact):
    with Client(fake_sotkanet.url, contact=contact) as client:
        client.regions()
    headers = fake_sotkanet.requests[0].headers
    assert headers["user-agent"].count("(") == 1 and "x-evil" not in headers


def test_areas_are_told_by_category_and_code(client):
    found = {(row.category, row.code): row for row in client.regions()}
    assert found["HYVINVOINTIALUE", "04"].id == COUNTY
    assert found["KUNTA", "092"].title == {"fi": "Vantaa", "sv": "Vanda", "en": "Vantaa"}
    assert COUNTY in found["KUNTA", "092"].member_of
    assert {key for key in found if key[1] == "01"} == {("MAAKUNTA", "01"), ("HYVINVOINTIALUE", "01")}


def test_odd_areas_dont_spoil_the_others(fake_sotkanet, client):
    odd = [{"id": 1, "title": None}, {"code": "1"}, {"id": True}, {"id": 2, "code": 4, "memberOf": {"a": 1}}]
    fake_sotkanet.world.regions += odd
    found = {row.id: row for row in client.regions()}
    assert len(found) == 11
    assert found[1].category == "" and found[1].title == {"fi": "", "sv": "", "en": ""}
    assert found[2].code == "" and found[2].member_of == ()


def test_the_catalogue_is_told_in_short(fake_sotkanet, client):
    fake_sotkanet.set_indicator(127, "Väestö 31.12. ", sexes=("total",))
    fake_sotkanet.set_indicator(5051, "Kuolleisuus", sexes=None, levels=())
    first, second = client.indicators()
    assert first.id == 127 and first.title["fi"] == "Väestö 31.12."
    assert first.organisation.id == 2 and first.organisation.title["sv"] == "Institutet för hälsa och välfärd (THL)"
    assert first.levels == ("Kunta", "Maakunta", "Maa") and first.sexes == ("total",)
    assert second.sexes == () and second.levels == ()


def test_a_document_is_told_with_what_came(fake_sotkanet, client):
    told = fake_sotkanet.set_indicator(4459, "Lihavien osuus (BMI &#8805; 30) ", updated="2025-05-14", start=2013)
    document = client.indicator(4459)
    assert document.raw == told
    assert document.title["fi"] == "Lihavien osuus (BMI ≥ 30)"
    assert document.data_updated == date(2025, 5, 14)
    assert (document.start, document.end, document.decimals) == (2013, 2024, 1)
    assert document.value_type == {"code": "PROS", "title": {"fi": "Prosenttia", "sv": "Procent", "en": "Percent"}}
    assert isinstance(document.organisation, Organisation) and document.organisation.id == 2
    assert document.sexes == ("male", "female", "total")


def test_what_a_document_lacks_is_left_empty(fake_sotkanet, client):
    fake_sotkanet.world.documents[7] = {"id": 7, "data-updated": "kesä", "range": None, "title": {"fi": 1}}
    document = client.indicator(7)
    assert document.title["fi"] == ""
    assert document[3:] == (None, None, None, None, None, None, ())


def test_a_document_can_be_stored_in_any_database(fake_sotkanet, client):
    told = b'{"id":7,"title":{"fi":"a\\u0000b"},"limits":[{"f\\ud800i":"\\ud800x"}]}'
    fake_sotkanet.fail("/indicators/7", body=told)
    assert client.indicator(7).raw == {"id": 7, "title": {"fi": "ab"}, "limits": [{"fi": "x"}]}


def test_figures_are_exact_and_what_is_missing_stays_so(fake_sotkanet, client):
    rows = [(VANTAA, 2023, "total", 7.1, 22), (COUNTY, 2023, "total", None, 22), (HELSINKI, 2024, "total", 674500)]
    fake_sotkanet.set_rows(127, rows)
    assert sorted(rows_of(client)) == sorted(
        [
            DataRow(127, VANTAA, 2023, "total", Decimal("7.1"), Decimal(22)),
            DataRow(127, COUNTY, 2023, "total", None, Decimal(22)),
            DataRow(127, HELSINKI, 2024, "total", Decimal(674500), None),
        ]
    )


def test_where_the_total_gives_nothing_all_three_are_asked(fake_sotkanet, client):
    fake_sotkanet.set_rows(127, [(VANTAA, 2023, "total", 7.1), (VANTAA, 2023, "male", 7.0)])
    fake_sotkanet.world.only_together.add(127)
    assert {row.sex for row in rows_of(client)} == {"total", "male"}
    assert [asked.all("genders") for asked in fake_sotkanet.requests] == [["total"], ["male", "female", "total"]]


def test_where_nothing_is_known_of_sexes_the_total_is_asked(fake_sotkanet, client):
    fake_sotkanet.set_rows(3563, [(COUNTY, 2023, "total", 1.4)])
    assert len(rows_of(client, 3563, sexes=())) == 1
    assert [asked.all("genders") for asked in fake_sotkanet.requests] == [["total"]]


def test_no_rows_at_all_are_no_error(fake_sotkanet, client):
    assert rows_of(client) == []
    assert rows_of(client, sexes=("total", "female", "male")) == []
    assert client.requests == len(fake_sotkanet.requests) == 3


def test_the_file_keeps_what_was_in_it_before(fake_sotkanet, client):
    file = BytesIO()
    file.write(b"before")
    client.download(127, YEARS, ("total",), file)
    assert file.getvalue() == b"before[]"


def test_questions_come_gently(fake_sotkanet):
    waits = []
    with Client(fake_sotkanet.url, pause=0.5, sleep=waits.append, clock=lambda: 100.0) as client:
        client.regions()
        client.regions()
    assert waits == [0.5]


def test_a_clock_that_jumps_makes_nobody_wait_longer(fake_sotkanet):
    moments, waits = iter([9e9, 9e9, 9e9, 9e9, 9e9, 5.0, 5.0, 5.0, 5.0, 5.0]), []
    with Client(fake_sotkanet.url, pause=0.5, sleep=waits.append, clock=lambda: next(moments, 5.0)) as client:
        client.regions()
        client.regions()
    assert waits == [0.5]


@pytest.mark.parametrize(
    ("told", "text"),
    [
        ("BMI &#8805; 30 &amp; yli", "BMI ≥ 30 & yli"),
        ("<p>Väestö <br />31.12.</p>", "Väestö 31.12."),
        ("alle 5 < 10 > 3", "alle 5 < 10 > 3"),
        (" a\u00a0b\u00ad\n c ", "a b c"),
        ("&lt;b&gt;", "<b>"),
    ],
)
def test_titles_become_one_plain_line(told, text):
    assert clean_text(told) == text
