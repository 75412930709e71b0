"""A county's own figures are written all or none, and corrected ones leave a trace."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from indicators.models import Correction, Observation
from indicators.services.figures import Figure, Place, write_figures
from tests.factories.groups import make_county
from tests.factories.indicators import make_indicator, make_observation, make_region, make_synced_indicator

pytestmark = pytest.mark.django_db
NOON = datetime(2024, 5, 2, 9, tzinfo=UTC)


def figure(value=None, cases=None) -> Figure:
    return Figure(*(None if number is None else Decimal(str(number)) for number in (value, cases)))


@pytest.fixture
def own():
    return make_indicator("Oma", county=make_county())


@pytest.fixture
def region():
    return make_region()


def standing(indicator) -> dict:
    rows = Observation.objects.filter(indicator=indicator)
    return {(row.region_id, row.year, row.sex): (row.value, row.cases) for row in rows}


def test_new_figures_stand_and_had_nothing_before(own, region):
    places = {Place(own.pk, region.pk, year, "total"): figure(year / 10) for year in (2021, 2022)}
    assert write_figures(places, at=NOON) == dict.fromkeys(places)
    assert standing(own) == {
        (region.pk, 2021, "total"): (Decimal("202.1"), None),
        (region.pk, 2022, "total"): (Decimal("202.2"), None),
    }
    own.refresh_from_db()
    assert (own.retrieved_at, own.data_updated_on) == (NOON, date(2024, 5, 2))


def test_the_source_can_tell_the_day_of_the_figures(own, region):
    write_figures({Place(own.pk, region.pk, 2023, "total"): figure(7)}, at=NOON, updated_on=date(2024, 3, 1))
    own.refresh_from_db()
    assert own.data_updated_on == date(2024, 3, 1)


def test_a_corrected_figure_keeps_the_earlier_one(own, region):
    make_observation(own, region, 2023, "12.5", cases=40)
    place = Place(own.pk, region.pk, 2023, "total")
    assert write_figures({place: figure("12.7", 41)}, at=NOON) == {place: figure("12.5", 40)}
    kept = Correction.objects.get()
    assert (kept.value, kept.cases, kept.replaced_at) == (Decimal("12.5"), 40, NOON)
    assert standing(own) == {(region.pk, 2023, "total"): (Decimal("12.7"), 41)}


def test_what_already_stands_is_left_alone(own, region):
    make_observation(own, region, 2023, "12.5")
    assert write_figures({Place(own.pk, region.pk, 2023, "total"): figure("12.50")}, at=NOON) == {}
    assert not Correction.objects.exists()


@pytest.mark.parametrize("nothing", [None, Figure(None, None)])
def test_nothing_removes_a_figure(own, region, nothing):
    make_observation(own, region, 2023, 12)
    make_observation(own, region, 2022, 11)
    place, never = Place(own.pk, region.pk, 2023, "total"), Place(own.pk, region.pk, 2020, "total")
    assert write_figures({place: nothing, never: nothing}, at=NOON) == {place: figure(12)}
    assert standing(own) == {(region.pk, 2022, "total"): (11, None)}


def test_undoing_puts_back_what_was_before(own, region):
    make_observation(own, region, 2022, 11)
    make_observation(own, region, 2023, 12)
    before = standing(own)
    wanted = {
        Place(own.pk, region.pk, 2021, "total"): figure(9),
        Place(own.pk, region.pk, 2022, "total"): None,
        Place(own.pk, region.pk, 2023, "total"): figure(13),
    }
    write_figures(write_figures(wanted, at=NOON), at=NOON)
    assert standing(own) == before


def test_zero_is_a_figure(own, region):
    write_figures({Place(own.pk, region.pk, 2023, "total"): figure(0)}, at=NOON)
    assert standing(own) == {(region.pk, 2023, "total"): (0, None)}


def test_what_all_share_is_not_written_to(own, region):
    shared = make_synced_indicator()
    places = [Place(each.pk, region.pk, 2023, "total") for each in (own, shared)]
    with pytest.raises(ValidationError):
        write_figures(dict.fromkeys(places, figure(7)), at=NOON)
    assert not Observation.objects.exists()


@pytest.mark.parametrize(
    ("place", "number"),
    [
        ({"region_id": 10**9}, 7),
        ({"sex": "both"}, 7),
        ({"year": 20233}, 7),
        ({}, "NaN"),
        ({}, "Infinity"),
        ({}, "1e10"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(own, region, place, number):
    good = Place(own.pk, region.pk, 2023, "total")
    bad = good._replace(**({"year": 2022} | place))
    with pytest.raises(ValidationError):
        write_figures({good: figure(7), bad: figure(number)}, at=NOON)
    assert not Observation.objects.exists()


def test_many_rows_take_as_many_queries_as_few(own, django_assert_max_num_queries):
    regions = [make_region() for _each in range(60)]
    wanted = {Place(own.pk, each.pk, 2023, sex): figure(50) for each in regions for sex in ("total", "female", "male")}
    with django_assert_max_num_queries(12):
        write_figures(wanted, at=NOON)
    with django_assert_max_num_queries(12):
        write_figures({place: figure(60) for place in wanted}, at=NOON)


def test_small_numbers_are_hidden_at_once(region):
    own = make_indicator("Tapaukset", county=make_county(), counts_cases=True)
    place = Place(own.pk, region.pk, 2023, "total")
    write_figures({place: figure(3)}, at=NOON)
    assert Observation.objects.get().is_hidden
    write_figures({place: figure(30)}, at=NOON)
    assert not Observation.objects.get().is_hidden
