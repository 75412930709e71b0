"""The list of a county's indicators."""

import pytest
from django.urls import reverse

from indicators.models import Theme, ThemeClassification
from tests.factories.groups import make_county
from tests.factories.indicators import adopt, make_indicator, make_region, make_series

pytestmark = pytest.mark.django_db
ADDRESS = "indicators:indicator-list"


def test_indicators_stand_under_their_themes_with_the_countys_own_figure(client):
    county = make_county(region_code="04")
    theme = Theme.objects.create(
        classification=ThemeClassification.objects.create(slug="luokitus", name_fi="Luokitus"),
        slug="t",
        name_fi="Teema",
    )
    indicator = make_indicator("Liikunta")
    adopt(indicator, county, theme=theme, direction="up")
    adopt(make_indicator("Ilman teemaa"), county)
    make_series(indicator, make_region("04"), {2021: "40.5", 2023: "42.5"})
    make_series(indicator, make_region("05"), {2024: "99"})
    answer = client.get(reverse(ADDRESS))
    themes = [(part.theme, [row.adoption.indicator.title for row in part.rows]) for part in answer.context["themes"]]
    assert themes == [(theme, ["Liikunta"]), (None, ["Ilman teemaa"])]
    assert "42,5" in answer.content.decode()
    assert "2024" not in answer.content.decode()


def test_the_address_chooses_the_county(client):
    make_county("Ensimmäinen", region_code="04")
    other = make_county("Toinen", region_code="15")
    adopt(make_indicator("Toisen oma"), other)
    address = reverse(ADDRESS)
    assert not client.get(address).context["themes"]
    assert client.get(f"{address}?hva=15").context["themes"][0].rows[0].adoption.county == other
    assert client.get(f"{address}?hva=xx").status_code == 200


def test_the_county_is_chosen_on_the_page_where_there_are_several(client):
    first = make_county("Ensimmäinen", region_code="04")
    assert "county-choice" not in client.get(reverse(ADDRESS)).text
    make_county("Toinen", region_code="15")
    page = client.get(f"{reverse(ADDRESS)}?hva=15").text
    assert '<option value="15" selected>Toinen</option>' in page
    assert f'<option value="{first.region_code}">Ensimmäinen</option>' in page


def test_words_narrow_both_parts(client):
    county = make_county(region_code="04")
    adopt(make_indicator("Liikunta"), county)
    adopt(make_indicator("Ylipaino"), county)
    make_indicator("Liikunta muualla")
    answer = client.get(f"{reverse(ADDRESS)}?q=LIIKUN")
    assert [row.adoption.indicator.title for part in answer.context["themes"] for row in part.rows] == ["Liikunta"]
    assert [each.title for each in answer.context["others"]] == ["Liikunta muualla"]


def test_an_internal_indicator_is_not_listed_to_the_public(client):
    county = make_county(region_code="04")
    own = make_indicator("Sisäinen", county=county)
    adopt(own, county)
    assert "Sisäinen" not in client.get(reverse(ADDRESS)).content.decode()


def test_an_installation_without_counties_has_a_helpful_page(client):
    assert client.get(reverse(ADDRESS)).status_code == 200


@pytest.mark.parametrize("many", [3, 30])
def test_the_list_asks_few_questions(client, personas, django_assert_max_num_queries, many):
    personas.county.region_code = "04"
    personas.county.save()
    region = make_region("04")
    for number in range(many):
        indicator = make_indicator(f"M{number}")
        adopt(indicator, personas.county)
        make_series(indicator, region, {2021: 1, 2023: 2})
        make_indicator(f"Muu {number}")
    client.force_login(personas.coordinator)
    with django_assert_max_num_queries(12):
        assert client.get(reverse(ADDRESS)).status_code == 200
