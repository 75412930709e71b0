"""Reading figures out of answers of any length: exact, in flat memory, and nothing odd gets in."""

import json
from decimal import Decimal
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.sotkanet import DataRow, SotkanetError, read_rows, rows
from indicators.sotkanet.rows import BLOCK, elements_of

GOOD = {"indicator": 127, "region": 413, "year": 2024, "gender": "total"}


def read(*told: object) -> list[DataRow]:
    return list(read_rows(BytesIO(json.dumps(told).encode())))


def problem_of(body: bytes) -> str:
    with pytest.raises(SotkanetError) as caught:
        list(read_rows(BytesIO(body)))
    return caught.value.problem


@pytest.mark.parametrize(
    ("figures", "value", "cases"),
    [
        ({"value": 7.4, "absValue": 48189}, Decimal("7.4"), Decimal(48189)),
        ({"value": 13.0}, Decimal("13.0"), None),
        ({"value": 0, "absValue": 0}, Decimal(0), Decimal(0)),
        ({"absValue": 9}, None, Decimal(9)),
        ({"value": None, "absValue": 9}, None, Decimal(9)),
        ({}, None, None),
        ({"value": -1.5}, Decimal("-1.5"), None),
    ],
)
def test_figures_are_exact_and_what_is_missing_is_none(figures, value, cases):
    assert read(GOOD | figures) == [DataRow(127, 413, 2024, "total", value, cases)]


def test_doubles_and_unknown_areas_are_passed_on():
    told = [GOOD | {"value": 1}, GOOD | {"value": 2}, GOOD | {"region": 999_999, "gender": "diverse"}]
    assert [(row.region, row.sex, row.value) for row in read(*told)] == [
        (413, "total", 1),
        (413, "total", 2),
        (999_999, "diverse", None),
    ]


def test_a_year_as_text_is_still_a_year():
    assert read(GOOD | {"year": "2024"})[0].year == 2024


@pytest.mark.parametrize(
    "odd",
    [
        {"year": "vuosi 2024"},
        {"year": "24"},
        {"year": 2024.5},
        {"year": None},
        {"year": 99999},
        {"year": -1},
        {"region": "413"},
        {"region": -1},
        {"region": 2**31},
        {"region": True},
        {"indicator": None},
        {"gender": 1},
        {"gender": None},
        {"value": "3.4"},
        {"value": "NaN"},
        {"value": True},
        {"value": []},
        {"value": 10**10},
        {"value": -1e300},
        {"absValue": "9"},
        {"absValue": 1e10},
    ],
)
def test_what_cant_be_understood_is_strange(odd):
    assert problem_of(json.dumps([GOOD | {"value": 1}, GOOD | odd]).encode()) == "strange"


@pytest.mark.parametrize("odd", [1, "row", None, [], [GOOD]])
def test_what_is_no_row_is_refused(odd):
    assert problem_of(json.dumps([odd]).encode()) == "not_json"
    assert problem_of(json.dumps([odd, GOOD]).encode()) == "not_json"
    assert problem_of(json.dumps([GOOD, odd, GOOD]).encode()) == "strange"


def test_it_says_which_row_was_strange():
    with pytest.raises(SotkanetError) as caught:
        read(GOOD, GOOD | {"year": "<b>x</b>"})
    assert caught.value.detail.startswith('row 2: {"indicator": 127')
    assert not caught.value.retry_helps


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"", "cut"),
        (b"  \n", "cut"),
        (b"[", "cut"),
        (b'[{"indicator":127,"region":4', "cut"),
        (b"<html>", "not_json"),
        (b'{"a":1}', "not_json"),
        (b"null", "not_json"),
        (b"[,]", "not_json"),
        (b"[]x", "not_json"),
        (b"[][]", "not_json"),
        (b'["\xff"]', "not_json"),
        (b"[" * 100_000, "not_json"),
        (b'[{"value":NaN}]', "strange"),
        (b'[{"value":-Infinity}]', "strange"),
        (b'[{"value":' + b"9" * 5000 + b"}]", "strange"),
        (b'[{"value":1e99999999999999999999}]', "strange"),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_what_is_no_list_is_refused(body, problem):
    assert problem_of(body) == problem


def test_every_cut_is_seen():
    whole = json.dumps([GOOD | {"value": 1.5}] * 2).encode()
    for length in range(len(whole)):
        file = BytesIO(whole[:length])
        with pytest.raises(SotkanetError) as caught:
            list(read_rows(file))
        assert caught.value.problem == "cut"


def test_rows_come_before_the_answer_is_read_to_its_end():
    file = BytesIO(json.dumps([GOOD | {"value": 1.5}] * 6_000).encode())
    reading = read_rows(file)
    next(reading)
    assert file.tell() == BLOCK
    assert sum(1 for _row in reading) == 5_999


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text()
    | st.decimals(allow_nan=False, allow_infinity=False, places=3),
    lambda children: st.lists(children) | st.dictionaries(st.text(max_size=4), children),
    max_leaves=4,
)


@settings(max_examples=20, deadline=None, database=None)
@given(told=st.lists(st.dictionaries(st.text(max_size=4), JSON, max_size=3), max_size=4), block=st.integers(1, 40))
def test_blocks_change_nothing(told, block):
    """However the answer falls into blocks, with brackets in texts and all, the same comes out as of one piece."""
    body = json.dumps(told, default=float, ensure_ascii=False).encode()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rows, "BLOCK", block)
        assert list(elements_of(BytesIO(body))) == json.loads(body, parse_float=Decimal)
