"""The server that stands in for Sotkanet has the same quirks; a client that passes here must not fail there."""

import httpx
import pytest

from indicators.sotkanet import clean_text
from tests.fake_sotkanet.small_world import INVENTED, REAL, rows_of, small_world
from tests.fake_sotkanet.world import COUNTRY, COUNTY, KERAVA, VANTAA, World

AGENT = {"User-Agent": "hyte/1.0 (tests)"}
ASKED = {"indicator": 127, "years": 2024, "genders": "total"}


def ask(fake, path: str = "/json", params=ASKED, headers=AGENT) -> httpx.Response:
    return httpx.get(fake.url + path, params=params, headers=headers, trust_env=False)


@pytest.mark.parametrize("left_out", ["indicator", "years", "genders"])
def test_each_part_of_the_question_must_be_there(fake_sotkanet, left_out):
    params = {name: value for name, value in ASKED.items() if name != left_out}
    assert ask(fake_sotkanet, params=params).status_code == 400


@pytest.mark.parametrize("odd", [{"years": "2023,2024"}, {"indicator": "127,171"}, {"years": "viime"}])
def test_lists_with_commas_are_refused(fake_sotkanet, odd):
    assert ask(fake_sotkanet, params=ASKED | odd).status_code == 400


@pytest.mark.parametrize("agent", ["", "python-requests/2.32", "python-httpx/0.28.1", "Python-urllib/3.11"])
def test_callers_without_a_name_of_their_own_are_turned_away(fake_sotkanet, agent):
    answer = ask(fake_sotkanet, "/regions", {}, {"User-Agent": agent})
    assert answer.status_code == 403 and answer.headers["content-type"] == "text/html"


@pytest.mark.parametrize("path", ["/indicators/999", "/groups", "/indicators/x", "/"])
def test_what_isnt_there_isnt_found(fake_sotkanet, path):
    assert ask(fake_sotkanet, path, {}).status_code == 404


def test_areas_cant_be_chosen_and_rows_come_in_an_order_of_their_own(fake_sotkanet):
    fake_sotkanet.set_rows(127, [(COUNTRY, 2024, "total", 1), (VANTAA, 2024, "total", 2)])
    told = ask(fake_sotkanet, params=ASKED | {"regions": COUNTRY}).json()
    assert [row["region"] for row in told] == [VANTAA, COUNTRY]


def test_what_has_no_figure_has_no_key(fake_sotkanet):
    fake_sotkanet.set_rows(127, [(VANTAA, 2024, "total", None, 9), (COUNTRY, 2024, "total", 674500)])
    first, second = ask(fake_sotkanet).json()
    assert second == {"indicator": 127, "region": VANTAA, "year": 2024, "gender": "total", "absValue": 9}
    assert first == {"indicator": 127, "region": COUNTRY, "year": 2024, "gender": "total", "value": 674500}


@pytest.mark.parametrize("odd", [{"indicator": 5}, {"years": 1900}, {"genders": "all"}])
def test_what_isnt_known_gives_an_empty_list(fake_sotkanet, odd):
    fake_sotkanet.set_rows(127, [(COUNTRY, 2024, "total", 1)])
    answer = ask(fake_sotkanet, params=ASKED | odd)
    assert answer.status_code == 200 and answer.content == b"[]"


def test_small_municipal_figures_are_left_away_without_a_sign(fake_sotkanet):
    fake_sotkanet.world.protected.add(127)
    told = [(VANTAA, 2024, "total", 0.1, 4), (KERAVA, 2024, "total", 0, 0), (COUNTY, 2024, "total", 0.1, 4)]
    fake_sotkanet.set_rows(127, told)
    assert [row["region"] for row in ask(fake_sotkanet).json()] == [COUNTY, KERAVA]


def test_counties_are_never_declared_though_they_have_figures(fake_sotkanet):
    fake_sotkanet.set_indicator(127, "Väestö")
    told = ask(fake_sotkanet, "/indicators/127", {}).json()["classifications"]["region"]
    assert "Hyvinvointialue" not in told["values"] and "hyvinvointialue" in told["title"]["fi"]


def test_text_is_utf8_and_codes_keep_their_zeros(fake_sotkanet):
    answer = ask(fake_sotkanet, "/regions", {})
    assert answer.headers["content-type"] == "application/json;charset=UTF-8"
    assert "Hela landet" in answer.text and "välfärdsområde".encode() in answer.content
    told = {row["id"]: row for row in answer.json()}
    assert told[COUNTY]["code"] == "04" and told[VANTAA]["code"] == "092"
    assert "uri" in told[VANTAA] and "uri" not in told[COUNTY]


def test_counties_can_get_new_numbers(fake_sotkanet):
    fake_sotkanet.set_rows(127, [(COUNTY, 2024, "total", 1)])
    fake_sotkanet.world.renumber_counties()
    told = {row["id"]: row for row in ask(fake_sotkanet, "/regions", {}).json()}
    assert told[897]["code"] == "04" and 897 in told[VANTAA]["memberOf"] and COUNTY not in told
    assert ask(fake_sotkanet).json()[0]["region"] == 897


def test_long_questions_are_fine(fake_sotkanet):
    fake_sotkanet.set_rows(127, [(COUNTRY, year, "total", 1) for year in range(1990, 2025)])
    params = ASKED | {"years": list(range(1990, 2025)), "genders": ["male", "female", "total"]}
    assert len(ask(fake_sotkanet, params=params).json()) == 35


@pytest.fixture(scope="module")
def small() -> World:
    return small_world()


def test_the_small_world_has_every_county_and_the_country(small):
    counties = {row["code"] for row in small.regions if row["category"] == "HYVINVOINTIALUE"}
    assert counties == {f"{number:02}" for number in range(1, 22)} | {"90", "91"}
    numbers = [row["id"] for row in small.regions]
    assert {658, 727, 413, 122, 977} < set(numbers) and len(numbers) == len(set(numbers))
    assert sum(row["title"]["fi"] in ("Suomi", "Koko maa") for row in small.regions) == 3


def test_the_small_world_tells_what_is_invented(small):
    real = {int(row["indicator"]) for row in rows_of("figures")}
    assert real == {127, 171, 3563}
    for number, told in small.documents.items():
        assert told["description"] == (REAL if number in real else INVENTED)
        assert small.rows[number]


def test_the_real_figures_of_the_small_world_are_as_they_were(small):
    found = {(row["region"], row["year"]): row for row in small.rows[3563]}
    assert found[COUNTY, 2024]["value"] == 1.4 and found[COUNTY, 2024]["absValue"] == 1155
    assert len(small.rows[3563]) == 88


def test_the_small_world_has_the_quirks(small):
    years = {row["year"] for row in small.rows[4333]}
    assert years == {2020, 2022, 2024} and "Maa" not in small.documents[4333]["classifications"]["region"]["values"]
    assert any(row["region"] == COUNTRY for row in small.rows[4333])
    assert "sex" not in small.documents[5051]["classifications"]
    assert small.documents[3563]["classifications"]["sex"]["values"] == []
    assert "&#8805;" in small.documents[4461]["title"]["fi"] and "≥" in clean_text(small.documents[4461]["title"]["fi"])
    late = {row["region"] for row in small.rows[5] if row["year"] == 2024}
    assert COUNTY in late and VANTAA not in late
    assert small.rows_of(3562, {2024}, {"total"}) == [] != small.rows_of(3562, {2024}, {"total", "male", "female"})
