"""The page of an indicator."""

from datetime import UTC, date, datetime
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from groups.permissions import Role
from indicators.models import ComparisonArea, Correction, IndicatorList, ListedIndicator, Observation
from indicators.queries.page import read_figures
from tests.factories.groups import give_role, make_county, make_user
from tests.factories.indicators import (
    adopt,
    make_indicator,
    make_observation,
    make_region,
    make_series,
    make_source,
    make_synced_indicator,
)
from tests.factories.measured import Compared, make_compared

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_english")]
NOON = datetime(2024, 5, 2, 9, tzinfo=UTC)
MOST = 12


@pytest.fixture
def _english(client) -> None:
    client.cookies["django_language"] = "en"


@pytest.fixture
def compared(personas) -> Compared:
    return make_compared(personas.county)


def page_of(client, compared: Compared, **query) -> str:
    answer = client.get(reverse("indicators:indicator-detail", args=[compared.indicator.pk], query=query or None))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_the_headline_tells_the_last_figure_its_change_and_the_places(client, compared):
    adopt(compared.indicator, compared.county, direction="down", reason="Tärkeä.")
    page = page_of(client, compared)
    for told in ("<dd>1.3</dd>", "</span> 2024<br>Oma alue", "<dd>−0.1</dd>", "change from 2023", "Fall is good"):
        assert told in page
    assert "among 2 areas compared, 2024" in page
    assert "Has fallen from 1.5 in 2021 to 1.3 in 2024" in page


def test_places_follow_the_good_direction(compared):
    adoption = adopt(compared.indicator, compared.county, direction="down")
    falling = read_figures(compared.indicator, compared.county, adoption=adoption)
    assert falling.among_counties.own.place == 2
    assert read_figures(compared.indicator, compared.county).among_counties.own.place == 1


def test_the_side_is_chosen_in_the_address(client, compared):
    other = make_county("Naapuri", region_code="03")
    assert other.region_code == "03"
    page = page_of(client, compared, hva="03")
    assert "<dd>1.2</dd>" in page
    assert 'value="03" selected' in page


def test_a_code_of_no_county_is_told_and_left_out(client, compared):
    page = page_of(client, compared, hva="99", sukupuoli="muu", alue="KUNTA-999")
    for value, name in (("99", "County"), ("muu", "Sex"), ("KUNTA-999", "Area")):
        assert f"“{value}” is not known in “{name}”" in page
    assert "<dd>1.3</dd>" in page


def test_areas_are_added_in_the_address(client, compared):
    make_series(compared.indicator, compared.town, {2024: 9})
    shown = read_figures(compared.indicator, compared.county, asked=["KUNTA-092"]).shown
    assert [line.region for line in shown] == [compared.own, compared.town, compared.country]


def test_own_municipalities_stand_beside_the_county_when_they_are_few(compared):
    make_series(compared.indicator, compared.town, {2024: 9})
    shown = read_figures(compared.indicator, compared.county).shown
    assert [line.region for line in shown] == [compared.own, compared.town, compared.neighbour, compared.country]


def test_the_table_has_all_years_and_areas(client, compared):
    make_observation(compared.indicator, compared.neighbour, 2020, None, cases=3)
    page = page_of(client, compared)
    start = page.index('<table class="data data--compact"><caption>')
    table = ElementTree.fromstring(page[start : page.index("</table>", start)] + "</table>")
    rows = [[cell.text or "" for cell in row] for row in table.iter("tr")]
    assert rows == [
        ["Area", "2024", "2023", "2022", "2021", "2020"],
        ["Oma alue", "1.3", "1.4", "1.5", "1.5", "–"],
        ["Naapurin hyvinvointialue", "1.2", "1.1", "1.0", "1.0", "–"],
        ["Koko maa", "1.4", "1.2", "1.2", "1.1", "–"],
    ]


def test_corrected_and_lost_figures_are_told(client, compared):
    corrected = Observation.objects.get(indicator=compared.indicator, region=compared.own, year=2022)
    Correction.objects.create(observation=corrected, value=Decimal("1.7"), replaced_at=NOON)
    make_observation(compared.indicator, compared.own, 2019, 777, vanished_on=date(2024, 6, 1))
    page = page_of(client, compared)
    told = "Oma alue, 2022: the source corrected the figure, noticed on 2 May 2024. It was 1.7 before."
    assert told in page.replace("\N{NO-BREAK SPACE}", " ")
    assert "Oma alue, 2019: the source has not had the figure since" in page
    assert "777" not in page


def test_hidden_figures_are_told_without_their_numbers(client, personas):
    own = make_indicator("Oma", county=personas.county, is_public=True, decimals=0)
    personas.county.region_code = "04"
    personas.county.save()
    region = make_region("04", title="Oma alue")
    make_series(own, region, {2022: 71, 2024: 83})
    make_observation(own, region, 2023, "3.77", cases=77003, is_hidden=True)
    answer = client.get(own.get_absolute_url())
    page = answer.content.decode()
    assert "hidden, fewer than 5 cases" in page
    assert "3.77" not in page and "77003" not in page and "77,003" not in page


def test_women_and_men_are_compared_where_there_are_both(client, compared):
    make_series(compared.indicator, compared.own, {2023: 2, 2024: 3}, sex="female")
    make_series(compared.indicator, compared.own, {2023: 1}, sex="male")
    [row] = read_figures(compared.indicator, compared.county).split
    assert (row.year, row.female, row.male, row.difference) == (2023, 2, 1, 1)
    assert "Women and men" in page_of(client, compared)


def test_the_sex_chosen_is_the_one_shown(client, compared):
    make_series(compared.indicator, compared.own, {2024: 3}, sex="female")
    page = page_of(client, compared, sukupuoli="female")
    assert "<dd>3.0</dd>" in page
    assert "%, Oma alue, women" in page


def test_texts_of_the_source_are_cleaned_and_fall_back_with_their_language(client, compared):
    compared.indicator.metadata = {
        "description": {"fi": "<p>M&auml;&auml;ritelm&auml;<script>alert(1)</script><p id=x>&#8805; 5", "en": " "},
        "interpretation": {
            "fi": "",
            "sv": "<p> </p>",
            "en": "<p onclick='x()'>Read <a href='javascript:x()'>it</a></p>",
        },
        "limits": None,
        "notices": {"fi": "<style>p {}</style>"},
    }
    compared.indicator.save()
    page = page_of(client, compared)
    assert 'lang="fi"><h3 lang="en">Definition</h3><p>Määritelmä</p><p>≥ 5</p>' in page
    assert '<div class="foreign"><h3 lang="en">Interpretation</h3><p>Read <a rel="noopener">it</a></p>' in page
    for absent in ("alert", "onclick", "javascript", "<style", "Limits", "Notices"):
        assert absent not in page


def test_source_licence_days_reason_and_lists_are_told(client, compared):
    indicator = compared.indicator
    indicator.retrieved_at, indicator.data_updated_on = NOON, date(2024, 4, 30)
    indicator.save()
    adopt(indicator, compared.county, reason="Nosto neuvottelussa.")
    listed = IndicatorList.objects.create(slug="minimi", kind="minimum", name_fi="Vähimmäistietosisältö")
    for _copy in range(2):
        ListedIndicator.objects.create(list=listed, title_fi="Rivi", sotkanet_id=indicator.sotkanet_id)
    page = page_of(client, compared).replace("\N{NO-BREAK SPACE}", " ")
    for told in ("CC BY 4.0", "2 May 2024", "30 Apr 2024", "30 Apr 2025 (an estimate: a year after the last one)"):
        assert told in page
    assert f"Yksinäisyys (ind. {indicator.sotkanet_id}). Cited 2 May 2024." in page
    assert "Nosto neuvottelussa." in page
    assert page.count(">Vähimmäistietosisältö<") == 1


def test_demo_figures_say_so(client, compared):
    compared.indicator.is_demo = True
    compared.indicator.save()
    assert "Demo: these figures are invented." in page_of(client, compared)


def test_a_changed_title_is_told_to_staff_only(client, compared, personas):
    compared.indicator.title_changed_at = NOON
    compared.indicator.save()
    assert "changed the title" not in page_of(client, compared)
    client.force_login(personas.reader)
    assert "changed the title" in page_of(client, compared)


def test_without_figures_the_page_says_where_they_come_from(client, personas):
    synced, own = make_synced_indicator(), make_indicator(county=personas.county, is_public=True)
    assert "fetched every night" in client.get(synced.get_absolute_url()).content.decode()
    assert "come by file or by hand" in client.get(own.get_absolute_url()).content.decode()


def test_other_areas_are_shown_when_the_county_has_no_figures(client, compared):
    towns = make_synced_indicator("Väestö", decimals=0)
    make_series(towns, make_region("091", "KUNTA", "Helsinki"), {2019: 10, 2023: 20})
    page = client.get(towns.get_absolute_url()).content.decode()
    assert "Some areas that have figures are shown instead." in page
    assert "How do areas differ?" in page


def test_an_own_indicator_is_looked_at_from_its_countys_side(client, compared, personas):
    make_county("Naapuri", region_code="03")
    own = make_indicator("Oma", county=personas.county, is_public=True)
    make_series(own, compared.own, {2024: 5})
    page = client.get(f"{own.get_absolute_url()}?hva=03").content.decode()
    assert "<dd>5.0</dd>" in page


def test_the_first_view_is_light_and_loads_no_plotly(client, compared):
    page = page_of(client, compared)
    assert '<script src="/static/plotly' not in page
    assert "chart.js" in page


class Growing:
    """An indicator with more and more areas and years, and all that is told beside them."""

    def __init__(self, personas) -> None:
        self.compared = make_compared(personas.county, retrieved_at=NOON)
        self.personas = personas

    def grow(self, count: int) -> None:
        county, indicator = self.compared.county, self.compared.indicator
        for number in range(count):
            region = make_region()
            ComparisonArea.objects.create(county=county, region=region, order=10 + number)
            for sex in ("total", "female", "male"):
                make_series(indicator, region, dict.fromkeys(range(2025 - count, 2025), number), sex=sex)
            gone = make_observation(indicator, region, 1990, 1, vanished_on=date(2024, 1, 1))
            Correction.objects.create(observation=gone, value=2, replaced_at=NOON)
            listed = IndicatorList.objects.create(slug=f"lista-{region.code}", kind="other", name_fi="Lista")
            ListedIndicator.objects.create(list=listed, title_fi="Rivi", indicator=indicator)
            fields = {"conclusion_fi": "Päätelmä", "on": date(2024, 1, 1), "by": self.personas.secretary}
            indicator.conclusions.create(county=county, group=self.personas.group, **fields)

    def addresses(self) -> list[str]:
        pk = [self.compared.indicator.pk]
        return [
            reverse("indicators:indicator-detail", args=pk),
            reverse("indicators:indicator-detail", args=pk, query={"sukupuoli": "female", "alue": "KUNTA-092"}),
            reverse("indicators:indicator-picture", args=[*pk, "svg"]),
            reverse("indicators:indicator-download", args=[*pk, "csv"]),
            reverse("indicators:indicator-download", args=[*pk, "xlsx"]),
            reverse("indicators:indicator-data", args=pk),
        ]


def count_queries(client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len([query for query in queries if not query["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))])


def test_the_page_asks_at_most_twelve_questions_at_3_and_at_30_areas_and_years(client, personas):
    growing = Growing(personas)
    client.force_login(personas.secretary)
    growing.grow(3)
    few = [count_queries(client, address) for address in growing.addresses()]
    growing.grow(27)
    assert [count_queries(client, address) for address in growing.addresses()] == few
    assert max(few) <= MOST


def test_a_page_without_own_figures_keeps_to_twelve_questions_too(client, personas, compared):
    towns = make_synced_indicator("Väestö")
    make_series(towns, make_region("091", "KUNTA", "Helsinki"), {2019: 10, 2023: 20})
    client.force_login(personas.secretary)
    assert count_queries(client, towns.get_absolute_url()) <= MOST


FILL = """
INSERT INTO indicators_observation (indicator_id, region_id, year, sex, value)
SELECT i.id, r.id, y, s, (i.id + r.id + y) %% 100
FROM indicators_indicator i, indicators_region r, generate_series(1995, 2024) y, unnest(ARRAY['total', 'female', 'male']) s
WHERE i.title_fi LIKE 'Täyte%%' OR i.id = %s
ON CONFLICT DO NOTHING
"""


@pytest.mark.pg
def test_no_query_of_the_page_reads_observations_from_end_to_end(client, personas):
    compared = make_compared(personas.county)
    source = make_source()
    for number in range(40):
        make_indicator(f"Täyte {number}", source=source)
    for _number in range(60):
        make_region()
    with connection.cursor() as cursor:
        cursor.execute(FILL, [compared.indicator.pk])
        cursor.execute("ANALYZE indicators_observation")
        cursor.execute("SELECT count(*) FROM indicators_observation")
        assert cursor.fetchone()[0] > 200_000
    client.force_login(personas.reader)
    towns = make_synced_indicator("Vain kaupunki")
    make_series(towns, make_region("091", "KUNTA", "Helsinki"), {2023: 20})
    with CaptureQueriesContext(connection) as queries:
        for indicator in (compared.indicator, towns):
            assert client.get(indicator.get_absolute_url()).status_code == 200
    asked = [query["sql"] for query in queries if "indicators_observation" in query["sql"]]
    assert len(asked) >= 3
    for sql in asked:
        assert "Seq Scan on indicators_observation" not in plan_of(sql), sql


def plan_of(sql: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN " + sql)
        return "\n".join(row[0] for row in cursor.fetchall())


def test_a_stranger_doesnt_learn_of_an_internal_indicator(client, personas):
    own = make_indicator("Oma", county=personas.county)
    assert client.get(own.get_absolute_url()).status_code == 302
    stranger = make_user()
    give_role(stranger, Role.READER, personas.other_county)
    client.force_login(stranger)
    assert client.get(own.get_absolute_url()).status_code == 404
