"""Searching Sotkanet's catalogue."""

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from indicators.models import CatalogueEntry, Indicator
from indicators.queries.catalogue import found_entries, read_search
from tests.factories.groups import make_county
from tests.factories.indicators import adopt, make_entry, make_synced_indicator

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

MOST_QUESTIONS = 12  # session and user counted
CATALOGUE = reverse("indicators:catalogue")


@pytest.fixture
def coordinator(client, personas):
    client.force_login(personas.coordinator)
    client.cookies["django_language"] = "en"
    return client


def found(address: str) -> list[str]:
    return [entry.title_fi for entry in found_entries(read_search(QueryDict(address)), make_county())]


def page_of(client, query: str = "") -> str:
    response = client.get(f"{CATALOGUE}?{query}")
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def entry_page(client, entry: CatalogueEntry, query: str = "") -> str:
    return client.get(f"{reverse('indicators:catalogue-entry', args=[entry.sotkanet_id])}?{query}").content.decode()


@pytest.mark.parametrize("words", ["YKSINÄI", "lonely", "ensam kvinnor", "4284", "naiset  lonely", "yksi\u00adnäiset"])
def test_every_word_is_found_in_some_language(words):
    names = {"title_sv": "Ensamma kvinnor", "title_en": "Lonely women", "sotkanet_id": 4284}
    make_entry("Yksinäiset naiset", **names)
    make_entry("Ylipaino")
    assert found(f"q={words}") == ["Yksinäiset naiset"]


def test_all_words_have_to_be_there():
    make_entry("Yksinäiset naiset")
    assert found("q=yksinäiset miehet") == []


@pytest.mark.parametrize("words", ["%", "_", "\x00", "9" * 200, "maa", "²"])
def test_signs_long_numbers_and_levels_are_no_words(words):
    make_entry("Yksinäiset", levels=["Maa"])
    query = QueryDict(mutable=True)
    query["q"] = words
    expected = ["Yksinäiset"] if words == "\x00" else []
    assert [entry.title_fi for entry in found_entries(read_search(query), make_county())] == expected


def test_the_number_asked_for_comes_first_and_what_has_vanished_last():
    make_entry("A 171", vanished_on="2024-01-31")
    make_entry("B 171")
    make_entry("C", sotkanet_id=171)
    assert found("q=171") == ["C", "B 171", "A 171"]


def test_owner_and_level_narrow_the_search():
    make_entry("A", levels=["Kunta", "Maa"], organisation_id_in_sotkanet=3)
    make_entry("B", levels=["Maakunta"], organisation_id_in_sotkanet=3)
    make_entry("C", levels=["Kunta"])
    assert found("taso=Kunta&omistaja=3") == ["A"]
    assert found("taso=Maa") == ["A"]
    assert found("omistaja=3") == ["A", "B"]


def test_owners_and_levels_to_choose_from_are_those_of_the_catalogue():
    make_entry("A", levels=["Maa", "Kunta"], organisation_id_in_sotkanet=3, organisation_fi="Tilastokeskus")
    make_entry("B", levels=["Eu27", "Maa"], organisation_id_in_sotkanet=5, organisation_en="Kela")
    make_entry("C", levels=[], organisation_id_in_sotkanet=None)
    search = read_search(QueryDict(""))
    assert search.organisations == {"5": "Kela", "3": "Tilastokeskus"}
    assert search.levels == {"Kunta": "Municipality", "Maa": "Whole country", "Eu27": "Eu27"}


def test_what_is_not_known_is_told_and_left_out(coordinator):
    make_entry("A")
    search = read_search(QueryDict("taso=Kylä&omistaja=x"))
    assert (search.level, search.organisation) == ("", "")
    page = page_of(coordinator, "taso=Kylä&omistaja=x&sivu=9")
    for told in ("“Kylä” is not known", "“x” is not known", "There is no page “9”"):
        assert told in page
    assert "1 indicator<" in page


def test_pages_keep_the_search_in_the_address(coordinator):
    for number in range(51):
        make_entry(f"Mittari {number:02}", levels=["Kunta"])
    page = page_of(coordinator, "q=mittari&taso=Kunta&omistaja=2")
    assert "51 indicators" in page
    assert "?q=mittari&amp;taso=Kunta&amp;omistaja=2&amp;sivu=2" in page
    assert page_of(coordinator, "q=mittari&sivu=2").count('"rows"><li>') == 1


def test_an_entry_leads_back_to_the_search_that_found_it(coordinator):
    entry = make_entry("A")
    address = reverse("indicators:catalogue-entry", args=[entry.sotkanet_id])
    assert f'{address}?q=a&amp;sivu=1&amp;hva="' in page_of(coordinator, "q=a&sivu=1")
    assert f'href="{CATALOGUE}?q=a&amp;sivu=1&amp;hva="' in entry_page(coordinator, entry, "q=a&sivu=1&kept=x")


def test_what_has_vanished_says_so_and_is_not_offered(coordinator):
    entry = make_entry("Kadonnut", vanished_on="2024-01-31")
    page = page_of(coordinator)
    assert "No longer in Sotkanet" in page and "Take into use" not in page
    page = entry_page(coordinator, entry)
    assert "had the indicator since 31\u00a0Jan\u00a02024" in page and 'name="direction"' not in page


@pytest.mark.parametrize(
    ("levels", "is_marked"), [(["Maa"], True), ([], True), (["Maa", "Kunta"], False), (["Hyvinvointialue"], False)]
)
def test_what_may_lack_the_countys_figures_is_marked(coordinator, levels, is_marked):
    entry = make_entry(levels=levels)
    assert ("Perhaps not by county" in page_of(coordinator)) == is_marked
    assert ("seen only when they have been fetched" in entry_page(coordinator, entry)) == is_marked


def test_that_sotkanet_never_declares_counties_is_told_as_long_as_it_is_true(coordinator):
    make_entry(levels=["Kunta"])
    assert "declare wellbeing services counties at all" in page_of(coordinator)
    make_entry(levels=["Hyvinvointialue"])
    assert "declare wellbeing services counties at all" not in page_of(coordinator)


@pytest.mark.parametrize("many", [3, 30])
def test_the_page_shows_what_is_in_use_with_few_questions(coordinator, personas, django_assert_max_num_queries, many):
    for number in range(many):
        entry = make_entry(f"M{number:02}", levels=["Kunta"] * (number % 3))
        adopt(make_synced_indicator(sotkanet_id=entry.sotkanet_id), personas.county)
    with django_assert_max_num_queries(MOST_QUESTIONS):
        page = page_of(coordinator, "q=m&taso=Kunta&omistaja=2" if many == 3 else "omistaja=2")
    assert page.count("In use") == (2 if many == 3 else many)


def test_another_countys_use_is_not_ones_own(coordinator, personas):
    entry = make_entry()
    adopt(make_synced_indicator(sotkanet_id=entry.sotkanet_id), personas.other_county)
    assert "In use" not in page_of(coordinator)
    fetched = "See the figures that have been fetched already"
    assert fetched not in entry_page(coordinator, entry)
    Indicator.objects.update(retrieved_at=timezone.now())
    assert fetched in entry_page(coordinator, entry)


@pytest.mark.parametrize("query", ["", "q=yksin&sivu=3"])
def test_an_empty_catalogue_tells_where_it_comes_from(coordinator, query):
    page = page_of(coordinator, query)
    assert f'href="{reverse("indicators:sync-runs")}"' in page
    assert "been fetched yet" in page and "Nothing was found" not in page


def test_a_search_that_finds_nothing_says_what_to_try(coordinator):
    make_entry("A")
    page = page_of(coordinator, "q=yksin")
    assert "Nothing was found" in page and "been fetched yet" not in page
