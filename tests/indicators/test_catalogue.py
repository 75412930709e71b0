"""Searching Sotkanet's catalogue."""

import pytest
from django.http import QueryDict
from django.urls import reverse

from indicators.queries.catalogue import found_entries, read_search
from tests.factories.groups import make_county
from tests.factories.indicators import adopt, make_entry, make_synced_indicator

pytestmark = pytest.mark.django_db


def found(address: str) -> list[str]:
    return [entry.title_fi for entry in found_entries(read_search(QueryDict(address)), make_county())]


@pytest.mark.parametrize("words", ["YKSINÄI", "lonely", "ensam kvinnor", "4284"])
def test_every_word_is_found_in_some_language(words):
    names = {"title_sv": "Ensamma kvinnor", "title_en": "Lonely women", "sotkanet_id": 4284}
    make_entry("Yksinäiset naiset", **names)
    make_entry("Ylipaino")
    assert found(f"q={words}") == ["Yksinäiset naiset"]


def test_all_words_have_to_be_there():
    make_entry("Yksinäiset naiset")
    assert found("q=yksinäiset miehet") == []


def test_owner_and_level_narrow_the_search():
    make_entry("A", levels=["Kunta", "Maa"], organisation_id_in_sotkanet=3)
    make_entry("B", levels=["Maakunta"], organisation_id_in_sotkanet=3)
    make_entry("C", levels=["Kunta"])
    assert found("taso=Kunta&omistaja=3") == ["A"]


def test_a_level_is_no_word_of_a_title():
    make_entry("Kunta ja maakunta", levels=["Maa"])
    assert found("taso=Kunta") == []


def test_what_is_not_known_is_told_and_left_out():
    make_entry("A")
    search = read_search(QueryDict("taso=Kylä&omistaja=x"))
    assert (search.level, search.organisation) == ("", "")
    assert ["Kylä" in told or "x" in told for told in search.messages] == [True, True]


def test_vanished_entries_are_left_out():
    make_entry("A", vanished_on="2024-01-31")
    assert found("") == []


@pytest.mark.parametrize("many", [3, 30])
def test_the_page_shows_what_is_in_use_with_few_questions(client, personas, django_assert_max_num_queries, many):
    for number in range(many):
        entry = make_entry(f"M{number:02}")
        adopt(make_synced_indicator(sotkanet_id=entry.sotkanet_id), personas.county)
    client.force_login(personas.coordinator)
    with django_assert_max_num_queries(12):
        page = client.get(reverse("indicators:catalogue"))
    assert page.content.decode().count('class="status status--completed"') == many


def test_an_empty_catalogue_tells_where_it_comes_from(client, personas):
    client.force_login(personas.coordinator)
    assert reverse("indicators:sync-runs") in client.get(reverse("indicators:catalogue")).content.decode()
