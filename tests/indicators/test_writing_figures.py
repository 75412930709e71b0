"""What becomes of our figures by an answer of Sotkanet."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.imports.observations import Written, write_rows
from indicators.models import Correction, Observation
from indicators.sotkanet import DataRow, SotkanetError
from tests.factories.indicators import make_region, make_synced_indicator

pytestmark = pytest.mark.django_db

AT, LATER = datetime(2025, 1, 10, 3, tzinfo=UTC), datetime(2025, 2, 10, 3, tzinfo=UTC)
YEARS = range(2020, 2025)


@pytest.fixture
def indicator():
    return make_synced_indicator()


@pytest.fixture
def region():
    return make_region(sotkanet_id=612)


def row(indicator, value=None, *, region=612, year=2023, sex="total", cases=None) -> DataRow:
    exact = [None if each is None else Decimal(str(each)) for each in (value, cases)]
    return DataRow(indicator.sotkanet_id, region, year, sex, *exact)


def write(indicator, *rows, at=AT, years=YEARS) -> Written:
    return write_rows(indicator, rows, at=at, today=at.date(), years=years)


def standing(indicator) -> dict:
    current = indicator.observations.filter(vanished_on=None)
    return {(each.region_id, each.year, each.sex): (each.value, each.cases) for each in current}


@pytest.mark.parametrize("before", [(), (1,)], ids=["first answer", "later answer"])
class TestEveryAnswer:
    """What holds for the quick way of a first answer holds for the careful way of the later ones."""

    @pytest.fixture(autouse=True)
    def _earlier(self, before, indicator, region):
        for value in before:
            write(indicator, row(indicator, value, year=2020))

    def test_figures_are_kept_exactly(self, indicator, region):
        answer = [
            row(indicator, "12.34567", cases="4567890123.5"),
            row(indicator, "-0.1", sex="female"),
            row(indicator, 0, year=2021),
        ]
        assert write(indicator, *answer).added == 3
        kept = standing(indicator)
        assert kept[region.pk, 2023, "total"] == (Decimal("12.34567"), Decimal("4567890123.5"))
        assert kept[region.pk, 2023, "female"] == (Decimal("-0.1"), None)
        assert kept[region.pk, 2021, "total"] == (Decimal(0), None)

    def test_no_value_is_none_and_not_zero(self, indicator, region):
        write(indicator, row(indicator, None, cases=17))
        assert standing(indicator)[region.pk, 2023, "total"] == (None, Decimal(17))

    def test_a_row_without_anything_is_no_figure(self, indicator, region):
        written = write(indicator, row(indicator, None))
        assert (written.rows, written.left_out) == (0, 0)
        assert (region.pk, 2023, "total") not in standing(indicator)

    def test_a_place_told_twice_counts_once(self, indicator, region):
        written = write(indicator, row(indicator, 5), row(indicator, 6), row(indicator, 5))
        assert (written.rows, written.left_out) == (1, 2)
        assert standing(indicator)[region.pk, 2023, "total"] == (Decimal(5), None)

    @pytest.mark.parametrize("strange", [{"region": 99_999}, {"sex": "other"}])
    def test_unknown_areas_and_sexes_are_left_out(self, indicator, region, strange):
        written = write(indicator, row(indicator, 5), row(indicator, 6, **strange))
        assert (written.rows, written.left_out) == (1, 1)

    def test_rows_of_another_indicator_are_left_out(self, indicator, region):
        assert write(indicator, row(make_synced_indicator(), 5)).left_out == 1

    def test_nothing_is_half_written(self, indicator, region):
        def breaking():
            yield row(indicator, 5)
            raise SotkanetError("cut", "the answer ended in the middle", retry_helps=True)

        before = standing(indicator)
        with pytest.raises(SotkanetError):
            write_rows(indicator, breaking(), at=AT, today=AT.date(), years=YEARS)
        assert standing(indicator) == before
        assert write(indicator, row(indicator, 5)).rows == 1  # and the next answer is taken as ever

    def test_figures_of_other_indicators_stand(self, indicator, region):
        other = make_synced_indicator()
        write(other, row(other, 7))
        write(indicator, row(indicator, 5))
        assert standing(other) == {(region.pk, 2023, "total"): (Decimal(7), None)}


def test_the_same_answer_again_touches_nothing(indicator, region):
    answer = [row(indicator, "5.5", cases=3), row(indicator, None, cases=3, year=2022)]
    write(indicator, *answer)
    assert write(indicator, *answer, at=LATER) == Written(rows=2)
    assert not Correction.objects.exists()


def test_a_corrected_figure_keeps_the_earlier_one_with_its_day(indicator, region):
    write(indicator, row(indicator, "5.5", cases=11))
    written = write(indicator, row(indicator, "5.6", cases=11), at=LATER)
    assert written == Written(rows=1, changed=1)
    correction = Correction.objects.get()
    assert (correction.value, correction.cases, correction.replaced_at) == (Decimal("5.5"), Decimal(11), LATER)
    assert correction.observation.value == Decimal("5.6")


def test_a_value_that_turns_to_none_is_a_correction(indicator, region):
    write(indicator, row(indicator, "5.5", cases=11))
    write(indicator, row(indicator, None, cases=11), at=LATER)
    assert Correction.objects.get().value == Decimal("5.5")
    assert standing(indicator)[region.pk, 2023, "total"] == (None, Decimal(11))


def test_what_is_gone_is_marked_and_may_come_back(indicator, region):
    write(indicator, row(indicator, 5), row(indicator, 6, year=2022))
    assert write(indicator, row(indicator, 5), at=LATER) == Written(rows=1, vanished=1)
    assert indicator.observations.get(year=2022).vanished_on == date(2025, 2, 10)
    assert write(indicator, row(indicator, 5), at=LATER) == Written(rows=1)
    back = write(indicator, row(indicator, 5), row(indicator, 6, year=2022), at=LATER)
    assert back == Written(rows=2, changed=1)
    assert indicator.observations.get(year=2022).vanished_on is None
    assert not Correction.objects.exists()


def test_only_what_was_asked_for_can_be_gone(indicator, region):
    write(indicator, row(indicator, 5, year=2019), row(indicator, 6))
    assert write(indicator, row(indicator, 6), years=range(2020, 2024)).vanished == 0


places = st.tuples(
    st.sampled_from([612, 613, 99_999]), st.integers(2020, 2022), st.sampled_from(["total", "female", "x"])
)
figures = st.one_of(st.none(), st.decimals(-10, 10, places=2))
answers = st.lists(st.lists(st.tuples(places, figures, figures), max_size=12), min_size=1, max_size=4)


@settings(max_examples=30, deadline=None, database=None)
@given(answers)
def test_after_any_answers_ours_are_those_of_the_last(told):
    """A model of a few lines tells what should stand, and what each answer should have counted."""
    indicator = make_synced_indicator()
    known = {number: make_region(sotkanet_id=number) for number in (612, 613)}
    try:
        ours: dict = {}
        for answer in told:
            rows = [
                row(indicator, value, region=place[0], year=place[1], sex=place[2], cases=cases)
                for place, value, cases in answer
            ]
            expected: dict = {}
            for (area, year, sex), value, cases in answer:
                if area in known and sex != "x" and (value, cases) != (None, None):
                    expected.setdefault((known[area].pk, year, sex), (value, cases))
            written = write(indicator, *rows)
            assert standing(indicator) == expected
            assert written.rows == len(expected)
            assert written.vanished == len(ours.keys() - expected.keys())
            ours = expected
    finally:
        Observation.objects.filter(indicator=indicator).delete()
        for each in (indicator, *known.values()):
            each.delete()
