"""What a file of figures would do: each row with its result."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indicators.imports.figures.preview import Remark, Result
from indicators.imports.figures.problems import Problem
from indicators.imports.figures.work import Reading
from indicators.services.figures import Figure, Place, write_figures
from tests.factories.figures_files import bring, excel, read
from tests.factories.indicators import make_indicator, make_region, make_synced_indicator
from tests.factories.own import Own, make_own

pytestmark = pytest.mark.django_db
AT = datetime(2024, 5, 2, 9, tzinfo=UTC)


@pytest.fixture
def own(personas) -> Own:
    return make_own(personas.county, "Kokee olonsa turvalliseksi", unit_fi="%")


def stand(own: Own, region, year: int, value=None, *, sex="total", cases=None, indicator=None) -> None:
    numbers = (None if number is None else Decimal(str(number)) for number in (value, cases))
    write_figures({Place((indicator or own.indicator).pk, region.pk, year, sex): Figure(*numbers)}, at=AT)


def results(own: Own, table: str | bytes, **fields) -> list[str]:
    preview = read(own.county, table, **({"indicator": own.indicator} | fields)).preview
    return [line.refused.problem.value if line.refused else line.result.value for line in preview.lines]


def test_every_result(own):
    stand(own, own.city, 2021, 10)
    stand(own, own.town, 2021, "20.5")
    table = "Kunta;Vuosi;Arvo\nKaupunki;2021;12\nTaajama;2021;20,5\nOma alue;2021;30\nKaupunki;2022;–\nOutola;2021;1\n"
    assert results(own, table) == ["changed", "unchanged", "new", "empty", "area_unknown"]


def test_from_and_to(own):
    stand(own, own.city, 2021, 10)
    (line,) = read(own.county, "Kunta;2021\nKaupunki;12,5\n", indicator=own.indicator).preview.lines
    assert (line.before.value, line.after.value) == (10, Decimal("12.5"))


class TestAreas:
    @pytest.mark.parametrize("code", ["092", "92", "KUNTA-092", "kunta-092", "KU092"])
    def test_by_code(self, own, code):
        (line,) = read(own.county, f"Koodi;2021\n{code};1\n", indicator=own.indicator).preview.lines
        assert line.region == own.city

    def test_a_code_that_a_spreadsheet_has_made_a_number(self, own):
        (line,) = read(own.county, excel([["Koodi", 2021], [92, 1]]), indicator=own.indicator).preview.lines
        assert line.region == own.city

    def test_the_countys_own_area_is_meant_before_others_of_its_code_or_name(self, own):
        make_region("04", "MAAKUNTA", "Oma alue")
        table = "Koodi;Alue;2021\n04;;1\n;Oma alue;2\n"
        told = read(own.county, table, indicator=own.indicator).preview.lines
        assert {line.region for line in told} == {own.area}

    def test_a_name_in_another_language(self, own):
        own.city.title_sv = "Staden"
        own.city.save()
        assert results(own, "Kommun;2021\nstaden;1\n") == ["new"]

    def test_not_unique(self, own):
        make_region("005", "KUNTA", "Alajärvi")
        make_region("05", "HYVINVOINTIALUE", "Viides")
        (line,) = read(own.county, "Koodi;2021\n5;1\n", indicator=own.indicator).preview.lines
        assert line.refused.problem is Problem.AREA_NOT_UNIQUE
        assert "KUNTA-005" in line.refused.sentence or "HYVINVOINTIALUE-05" in line.refused.sentence

    def test_a_name_tells_which_code_is_meant(self, own):
        make_region("005", "KUNTA", "Alajärvi")
        make_region("05", "HYVINVOINTIALUE", "Viides")
        assert results(own, "Koodi;Kunta;2021\n5;Alajärvi;1\n") == ["new"]

    def test_code_and_name_disagree(self, own):
        assert results(own, "Koodi;Kunta;2021\n092;Taajama;1\n") == ["area_disagrees"]

    def test_a_name_that_is_not_known_does_not_gainsay_the_code(self, own):
        assert results(own, "Koodi;Kunta;2021\n092;Kaupungin keskusta;1\n") == ["new"]

    def test_none(self, own):
        assert results(own, "Koodi;Kunta;2021\n;;1\n") == ["area_missing"]

    def test_a_vanished_area_is_found_where_no_other_is_meant(self, own):
        gone = make_region("999", "KUNTA", "Mennyt", vanished_on=AT.date())
        (line,) = read(own.county, "Kunta;2010\nMennyt;1\n", indicator=own.indicator).preview.lines
        assert line.region == gone


class TestIndicators:
    TABLE = "Mittari;Kunta;2021\n{};Kaupunki;1\n"

    def test_by_title(self, own):
        assert results(own, self.TABLE.format("kokee olonsa TURVALLISEKSI"), indicator=None) == ["new"]

    def test_unknown(self, own):
        assert results(own, self.TABLE.format("Muu"), indicator=None) == ["indicator_unknown"]

    def test_not_unique(self, own):
        make_indicator("Kokee olonsa turvalliseksi", county=own.county)
        assert results(own, self.TABLE.format("Kokee olonsa turvalliseksi"), indicator=None) == ["indicator_not_unique"]

    def test_not_the_countys_own(self, own):
        make_synced_indicator("Yksinäisyys")
        assert results(own, self.TABLE.format("Yksinäisyys"), indicator=None) == ["indicator_not_own"]

    def test_anothers_own_indicator_does_not_exist(self, own, personas):
        make_indicator("Salainen", county=personas.other_county)
        assert results(own, self.TABLE.format("Salainen"), indicator=None) == ["indicator_unknown"]

    def test_none(self, own):
        assert results(own, self.TABLE.format(""), indicator=None) == ["indicator_missing"]
        assert results(own, self.TABLE.format("")) == ["new"]


def test_the_same_place_twice(own):
    table = "Kunta;Vuosi;Sukupuoli;Arvo\nKaupunki;2021;Naiset;1\nKaupunki;2021;kvinnor;2\nKaupunki;2021;;3\n"
    lines = read(own.county, table, indicator=own.indicator).preview.lines
    assert [line.result for line in lines] == [Result.REFUSED, Result.REFUSED, Result.NEW]
    assert [line.refused.text for line in lines[:2]] == ["3", "2"]


def test_an_empty_row_beside_a_told_one_is_no_double(own):
    assert results(own, "Kunta;Vuosi;Arvo\nKaupunki;2021;\nKaupunki;2021;1\n") == ["empty", "new"]


@pytest.mark.parametrize(("value", "remark"), [("100,1", Remark.PERCENTAGE), ("-1", Remark.PERCENTAGE), ("100", None)])
def test_a_percentage_beyond_its_bounds_is_only_warned_of(own, value, remark):
    (line,) = read(own.county, f"Kunta;2021\nKaupunki;{value}\n", indicator=own.indicator).preview.lines
    assert (line.result, line.remark) == (Result.NEW, remark)


def test_few_cases_are_told_to_become_hidden(own):
    (line,) = read(own.county, "Kunta;Vuosi;Arvo;Lkm\nKaupunki;2021;2,5;3\n", indicator=own.indicator).preview.lines
    assert line.remark is Remark.WILL_HIDE


def test_percentages_that_are_parts_of_one(own):
    small = read(own.county, excel([["Kunta", 2021], ["Kaupunki", 0.125], ["Taajama", 1]]), indicator=own.indicator)
    assert small.preview.seems_parts_of_one
    assert not read(own.county, "Kunta;2021\nKaupunki;12,5\n", indicator=own.indicator).preview.seems_parts_of_one


class TestWhatTheFileLeavesEmpty:
    def test_it_stays(self, own):
        stand(own, own.city, 2021, 10)
        assert results(own, "Kunta;2021\nKaupunki;–\n") == ["empty"]

    def test_it_goes_where_people_want_so(self, own):
        stand(own, own.city, 2021, 10)
        file = bring(own.county, "Kunta;2021\nKaupunki;–\nTaajama;x\n", indicator=own.indicator)
        assert [line.result for line in removing(file).preview.lines] == [Result.REMOVED, Result.EMPTY]

    def test_a_row_that_tells_no_place_removes_nothing(self, own):
        stand(own, own.city, 2021, 10)
        file = bring(own.county, "Kunta;Vuosi;Sukupuoli;Arvo\nKaupunki;2021;muu;\n", indicator=own.indicator)
        assert [line.result for line in removing(file).preview.lines] == [Result.EMPTY]

    def test_cases_stay_where_the_file_has_no_column_for_them(self, own):
        stand(own, own.city, 2021, 10, cases=40)
        (line,) = read(own.county, "Kunta;2021\nKaupunki;11\n", indicator=own.indicator).preview.lines
        assert line.after == (11, 40)
        assert results(own, "Kunta;2021\nKaupunki;10\n") == ["unchanged"]


def removing(file):
    file.answers |= {"removes": True}
    return Reading(file)


class TestHidden:
    """Whoever brings figures can't find out a hidden one by trying."""

    @pytest.fixture(autouse=True)
    def _hidden(self, own):
        stand(own, own.city, 2021, "2.5", cases=3)

    @pytest.mark.parametrize("value", ["2,5", "3"])
    def test_whether_it_is_the_same_is_not_told(self, own, value):
        (line,) = read(own.county, f"Kunta;2021\nKaupunki;{value}\n", indicator=own.indicator).preview.lines
        assert line.result is Result.CHANGED and line.before.is_hidden

    def test_its_cases_stay_and_keep_it_hidden(self, own):
        (line,) = read(own.county, "Kunta;2021\nKaupunki;3\n", indicator=own.indicator).preview.lines
        assert line.after == (3, 3)


def test_queries_do_not_grow_with_rows(own):
    counts = set()
    for size in (3, 30):
        rows = "".join(f"Kaupunki;{1990 + number};{number}\n" for number in range(size))
        reading = read(own.county, "Kunta;Vuosi;Arvo\n" + rows, indicator=own.indicator)
        with CaptureQueriesContext(connection) as queries:
            assert len(reading.preview.wanted) == size
        counts.add(len(queries))
    assert len(counts) == 1 and counts.pop() <= 5


def test_a_note_is_told_once(own):
    table = "Kunta;2021;2022;2023\nKaupunki;1;2;3\n\nLähde: kysely;;;\n"
    assert results(own, table) == ["new", "new", "new", "empty"]


def test_a_refused_figure_keeps_its_place_in_sight(own):
    table = "Kunta;Vuosi;Sukupuoli;Arvo\nKaupunki;2021;Naiset;noin 3\nKaupunki;2021;muu;3\n"
    first, second = read(own.county, table, indicator=own.indicator).preview.lines
    assert (first.entry.year, first.entry.sex, first.region) == (2021, "female", own.city)
    assert (second.entry.year, second.entry.sex, second.refused.problem) == (2021, "", Problem.SEX)
