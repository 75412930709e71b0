"""Areas follow Sotkanet by category and code, and the catalogue follows what it offers."""

from datetime import date

import pytest

from indicators.imports.catalogue import refresh_catalogue
from indicators.imports.regions import refresh_regions
from indicators.models import CatalogueEntry, Indicator, Region, SyncItem
from indicators.sotkanet import RegionRow, ShortIndicator, SotkanetError
from tests.factories.indicators import make_region, make_run, make_synced_indicator

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 2)


def area(number: int, category: str, code: str, *parents: int, fi: str = "", **titles) -> RegionRow:
    return RegionRow(
        id=number, category=category, code=code, title={"fi": fi or f"Alue {code}"} | titles, member_of=parents
    )


COUNTRY, VAKE = area(658, "MAA", "358"), area(977, "HYVINVOINTIALUE", "04", 658)
VANTAA, KERAVA = area(413, "KUNTA", "092", 977, 658), area(122, "KUNTA", "245", 977, 658)
ALL = [COUNTRY, VAKE, VANTAA, KERAVA]


def refresh(*rows: RegionRow) -> int:
    return refresh_regions(rows, today=TODAY)


def region(code: str) -> Region:
    return Region.objects.get(code=code)


def parents(code: str) -> set[str]:
    return {parent.code for parent in region(code).parents.all()}


def test_areas_come_with_their_parents():
    assert refresh(*ALL) == 4
    assert (region("092").category, region("092").sotkanet_id, region("092").title_fi) == ("KUNTA", 413, "Alue 092")
    assert (parents("092"), parents("04"), parents("358")) == ({"04", "358"}, {"358"}, set())


def test_nothing_changes_the_second_time(django_assert_max_num_queries):
    refresh(*ALL)
    with django_assert_max_num_queries(6):
        assert refresh(*ALL) == 0


def test_new_numbers_are_followed_even_where_two_change_them_with_each_other():
    refresh(*ALL)
    kept = {each.code: each.pk for each in Region.objects.all()}
    swapped = [area(977, "MAA", "358"), area(658, "HYVINVOINTIALUE", "04", 977), area(5, "KUNTA", "092", 658), KERAVA]
    assert refresh(*swapped) == 3
    assert {each.code: each.pk for each in Region.objects.all()} == kept
    assert (region("358").sotkanet_id, region("04").sotkanet_id, region("092").sotkanet_id) == (977, 658, 5)
    assert (parents("04"), parents("092")) == ({"358"}, {"04"})


def test_a_number_is_taken_over_from_an_area_that_is_gone():
    refresh(*ALL)
    assert refresh(COUNTRY, VAKE, VANTAA, area(122, "KUNTA", "999", 977)) == 2
    assert (region("245").sotkanet_id, region("245").vanished_on, region("999").sotkanet_id) == (None, TODAY, 122)


def test_gone_areas_are_marked_and_come_back():
    refresh(*ALL)
    assert refresh(COUNTRY, VAKE, VANTAA) == 1
    assert (region("245").vanished_on, region("245").sotkanet_id) == (TODAY, 122)
    assert refresh(*ALL) == 1
    assert region("245").vanished_on is None


def test_own_areas_of_ours_are_not_sotkanets_to_lose():
    make_region("oma", "OMA")
    assert refresh(*ALL) == 4
    assert region("oma").vanished_on is None


def test_what_cant_be_known_again_is_left_out():
    odd = [
        area(1, "", "01"),
        area(2, "KUNTA", ""),
        area(3, "KUNTA", "092"),
        area(413, "KUNTA", "093"),
        area(4, "KUNTA", "5", 99),
    ]
    assert refresh(*ALL, *odd) == 5
    assert parents("5") == set()


def test_a_title_in_another_language_will_do():
    refresh(
        *ALL, RegionRow(id=9, category="EUROOPPA", code="SE", title={"fi": "", "sv": "Sverige", "en": ""}, member_of=())
    )
    assert region("SE").title_fi == "Sverige"


@pytest.mark.parametrize("rows", [[], [COUNTRY]])
def test_an_answer_that_cant_be_whole_changes_nothing(rows):
    refresh(*ALL)
    with pytest.raises(SotkanetError):
        refresh(*rows)
    assert not Region.objects.exclude(vanished_on=None).exists()


def test_new_areas_let_what_was_left_out_be_fetched_again():
    refresh(*ALL)
    whole, cut = make_synced_indicator(data_updated_on=TODAY), make_synced_indicator(data_updated_on=TODAY)
    run = make_run()
    SyncItem.objects.create(run=run, indicator=whole, state="fetched")
    SyncItem.objects.create(run=run, indicator=cut, state="fetched", left_out=3)
    refresh(*ALL)
    assert Indicator.objects.filter(data_updated_on=TODAY).count() == 2
    refresh(*ALL, area(6, "KUNTA", "049", 658))
    assert Indicator.objects.get(data_updated_on=None) == cut


# The catalogue


def entry(number: int, title: str = "", **fields) -> ShortIndicator:
    values = {"organisation": None, "levels": ("Kunta",), "sexes": ("total",)} | fields
    return ShortIndicator(id=number, title={"fi": title or f"Mittari {number}", "sv": "", "en": ""}, **values)


def follow(*rows: ShortIndicator) -> int:
    return refresh_catalogue(rows, today=TODAY)


def test_the_catalogue_comes_and_only_changes_are_written(django_assert_num_queries):
    assert follow(entry(1, "Väestö 31.12."), entry(2), entry(3, sexes=("male", "female", "total"))) == 3
    first = CatalogueEntry.objects.get(sotkanet_id=1)
    assert (first.title_fi, first.levels, first.has_sexes, first.search_text) == (
        "Väestö 31.12.",
        ["Kunta"],
        False,
        first.folded(),
    )
    assert CatalogueEntry.objects.get(sotkanet_id=3).has_sexes
    with django_assert_num_queries(3):  # a savepoint around one reading
        assert follow(entry(1, "Väestö 31.12."), entry(2), entry(3, sexes=("male", "female", "total"))) == 0


def test_changed_gone_and_returned_entries():
    follow(entry(1), entry(2), entry(3))
    assert follow(entry(1, "Uusi nimi"), entry(2)) == 2
    assert CatalogueEntry.objects.get(sotkanet_id=1).search_text.startswith("uusi nimi")
    assert CatalogueEntry.objects.get(sotkanet_id=3).vanished_on == TODAY
    assert follow(entry(1, "Uusi nimi"), entry(2), entry(3)) == 1
    assert CatalogueEntry.objects.get(sotkanet_id=3).vanished_on is None


@pytest.mark.parametrize("rows", [[], [entry(1)]])
def test_a_catalogue_that_cant_be_whole_changes_nothing(rows):
    follow(entry(1), entry(2), entry(3))
    with pytest.raises(SotkanetError):
        follow(*rows)
    assert not CatalogueEntry.objects.exclude(vanished_on=None).exists()
