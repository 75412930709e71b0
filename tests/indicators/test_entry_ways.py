"""A table that comes from fetched figures or an earlier calculation, and one too large for a field for each cell."""

import pytest

from indicators.models import Calculation, Region, RuleSet
from indicators.services.calculations import create_calculation
from tests.factories.coefficient import make_calculation, make_rule_set
from tests.factories.entry import (
    ABOUT,
    AREAS,
    VALUES,
    address,
    fields,
    lines,
    make_counties,
    paste,
    read,
    reader_of,
    save,
    three_area_rules,
)
from tests.factories.indicators import make_observation, make_synced_indicator

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_english")]


@pytest.fixture
def _english(client) -> None:
    client.cookies["django_language"] = "en"


@pytest.fixture
def coordinator(client, personas):
    client.force_login(personas.coordinator)
    return client


@pytest.fixture
def three() -> RuleSet:
    make_counties(AREAS)
    return three_area_rules()


class TestFetchedFigures:
    @pytest.fixture
    def tied(self, three):
        indicator = make_synced_indicator("NEET-osuus")
        three.groups.get(key="outcome").indicators.update(indicator=indicator)
        for code, before, now in (("04", 12, 12), ("06", 14, "12.6"), ("21", "9.5", "9.9")):
            region = Region.objects.get(code=code)
            make_observation(indicator, region, 2023, before)
            make_observation(indicator, region, 2024, now)
            make_observation(indicator, region, 2024, 99, sex="male")
        return indicator

    def fetch(self, client, rule_set, **sent):
        return client.post(address(rule_set, "arvot"), {"way": "fetched", "year": "2024"} | sent)

    def test_two_years_of_all_areas_are_filled_in(self, coordinator, three, tied):
        shown = self.fetch(coordinator, three)
        table = shown.context["brought"].table
        assert table.areas["06"] == {"neet.now": "12.6", "neet.before": "14"}
        assert any("NEET-osuus" in remark for remark in table.remarks)

    def test_hidden_figures_are_never_taken(self, coordinator, three, tied):
        tied.observations.filter(region__code="21").update(is_hidden=True)
        shown = self.fetch(coordinator, three)
        assert shown.context["brought"].table.areas["21"] == {}
        assert "2 figures were not there" in shown.content.decode()

    def test_each_figure_keeps_its_source_until_it_is_changed(self, coordinator, three, tied):
        sent = fields(self.fetch(coordinator, three)) | {"year": "2024", "do": "save"}
        for row in VALUES:
            code = next(code for code, name in AREAS.items() if name == row[0])
            sent |= {f"c.{code}.population": row[1], f"c.{code}.mpr.now": row[2], f"c.{code}.level.now": row[3]}
        sent["c.21.neet.now"] = "9.8"
        assert coordinator.post(address(three, "arvot"), sent).status_code == 302
        source = {"neet": {"source": f"Sotkanet, indicator {tied.sotkanet_id}, 2024"}}
        assert Calculation.objects.get().sources == {"04": source, "06": source}

    def test_populations_come_from_a_calculation(self, coordinator, personas, three, tied):
        people = make_calculation(make_rule_set(), personas.county)
        shown = self.fetch(coordinator, three, people=people.pk)
        assert shown.context["brought"].table.areas["06"]["population"] == "200 000"


class TestFromAnEarlierCalculation:
    @pytest.fixture
    def earlier(self, personas, three) -> Calculation:
        _table, checked = read(reader_of(three, "C"), lines(*VALUES))
        made = Calculation(rule_set=three, county=personas.county, name_fi="Aiempi", source="THL")
        return create_calculation(made, checked.inputs, by=None)

    def test_its_values_can_be_changed_into_a_new_one(self, coordinator, three, earlier):
        shown = coordinator.post(address(three, "arvot"), {"way": "earlier", "earlier": earlier.pk})
        assert f'name="earlier" value="{earlier.pk}"' in shown.content.decode()
        sent = {"earlier": str(earlier.pk), "c.21.level.now": "20"}
        assert save(coordinator, three, shown, "arvot", **sent).status_code == 302
        made = Calculation.objects.exclude(pk=earlier.pk).get()
        assert made.copied_from == earlier
        assert made.thawed().inputs.values["21"]["level"].now == 20
        assert made.thawed().inputs.values["06"] == earlier.thawed().inputs.values["06"]

    @pytest.mark.parametrize("depth", ["pisteet", "kertoimet"])
    def test_what_it_calculated_on_its_way_can_be_begun_from(self, coordinator, three, earlier, depth):
        shown = coordinator.post(address(three, depth), {"way": "earlier", "earlier": earlier.pk})
        assert save(coordinator, three, shown, depth).status_code == 302
        made = Calculation.objects.exclude(pk=earlier.pk).get()
        assert [each.euros for each in made.areas.all()] == [each.euros for each in earlier.areas.all()]

    def test_the_address_names_it(self, coordinator, three, earlier):
        page = coordinator.get(f"{address(three, 'arvot')}?pohja={earlier.pk}").content.decode()
        assert f'<option value="{earlier.pk}" selected>' in page


class TestTooLargeForFields:
    @pytest.fixture
    def municipal(self) -> RuleSet:
        for number in range(1, 301):
            Region.objects.create(
                category="KUNTA", code=f"{number:03}", title_fi=f"Kunta {chr(64 + number % 26)}{number}"
            )
        return RuleSet.objects.get(shipped_as="municipal-2026")

    def test_the_table_is_one_text_and_rows_are_told_by_number(self, coordinator, municipal):
        titles = list(Region.objects.filter(category="KUNTA").values_list("title_fi", flat=True))
        rows = [(title, 1000 + place, "1.1" if place % 2 else "0.9") for place, title in enumerate(titles)]
        rows[7] = (titles[7], "-3", "1")
        shown = paste(coordinator, municipal, lines(*rows))
        page = shown.content.decode()
        assert f"Row 8, {titles[7]}: Population" in page and "c.001.population" not in page
        sent = {"way": "grid", "do": "save", "table": shown.context["text"].replace("-3", "3")} | ABOUT
        assert coordinator.post(address(municipal), sent).status_code == 302
        assert Calculation.objects.get().areas.count() == 300

    def test_an_empty_table_has_the_names(self, coordinator, municipal):
        shown = coordinator.post(address(municipal), {"way": "hand"})
        assert shown.context["text"].splitlines()[1].startswith("Kunta")
