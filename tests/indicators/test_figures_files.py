"""Files of figures applied, taken back, thrown away."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hyte.lib.workbooks import UnreadableBook
from indicators.imports.figures.work import Reading, apply_file
from indicators.models import FiguresFile, Indicator, Observation
from indicators.services.figures import Figure, Place, write_figures
from indicators.services.figures_files import (
    clear_old_figures_files,
    discard_figures_file,
    may_be_undone,
    plan_undoing,
    undo_figures,
)
from tests.factories.figures_files import bring, excel
from tests.factories.own import Own, make_own

pytestmark = pytest.mark.django_db
AT, LATER = datetime(2024, 5, 2, 9, tzinfo=UTC), datetime(2024, 6, 2, 9, tzinfo=UTC)
TABLE = "Kunta;Vuosi;Arvo;Tapaukset\nKaupunki;2021;12,5;40\nTaajama;2021;20;\nOutola;2021;7;\n"


@pytest.fixture
def own(personas) -> Own:
    return make_own(personas.county, unit_fi="%", data_updated_on=date(2020, 1, 1))


@pytest.fixture
def by(personas):
    return personas.coordinator


def apply(file: FiguresFile, by, at=AT) -> FiguresFile:
    return apply_file(file, seen=Reading(file).preview.fingerprint, at=at, by=by)


def standing(own: Own) -> dict:
    rows = Observation.objects.filter(indicator__county=own.county)
    return {Place(row.indicator_id, row.region_id, row.year, row.sex): Figure(row.value, row.cases) for row in rows}


def write(own: Own, region, year, value) -> None:
    write_figures({Place(own.indicator.pk, region.pk, year, "total"): Figure(Decimal(value), None)}, at=AT)


def test_what_the_preview_says_is_written(own, by):
    write(own, own.town, 2021, 19)
    file = bring(own.county, TABLE, indicator=own.indicator, source_date=date(2023, 3, 1))
    applied = apply(file, by)
    assert standing(own) == {
        Place(own.indicator.pk, own.city.pk, 2021, "total"): (Decimal("12.5"), 40),
        Place(own.indicator.pk, own.town.pk, 2021, "total"): (20, None),
    }
    assert (applied.state, applied.applied_at) == ("applied", AT)
    assert applied.journal["counts"] == {"refused": 1, "changed": 1, "new": 1}
    assert applied.journal["left_out"] == [[4, 3, "area_unknown"]]
    assert Indicator.objects.get(pk=own.indicator.pk).data_updated_on == date(2023, 3, 1)


def test_the_file_is_not_kept_once_its_figures_are_in(own, by, django_capture_on_commit_callbacks):
    file = bring(own.county, TABLE, indicator=own.indicator)
    names = [file.file.name, file.grid.name]
    with django_capture_on_commit_callbacks(execute=True):
        applied = apply(file, by)
    assert not applied.file and not applied.grid and applied.answers == {}
    assert [file.file.storage.exists(name) for name in names] == [False, False]


def test_undoing_restores_what_was(own, by):
    write(own, own.town, 2021, 19)
    Indicator.objects.update(data_updated_on=date(2020, 1, 1))
    before = standing(own)
    file = apply(bring(own.county, TABLE, indicator=own.indicator), by)
    undoing = undo_figures(file, at=LATER, by=by)
    assert standing(own) == before and len(undoing.restored) == 2
    file.refresh_from_db()
    assert file.state == "undone" and "written" not in file.journal
    assert Indicator.objects.get(pk=own.indicator.pk).data_updated_on == date(2020, 1, 1)


def test_what_was_changed_since_stays(own, by):
    file = apply(bring(own.county, TABLE, indicator=own.indicator), by)
    write(own, own.city, 2021, 99)
    assert [place.region_id for place in plan_undoing(file).changed_since] == [own.city.pk]
    undo_figures(file, at=LATER, by=by)
    assert standing(own) == {Place(own.indicator.pk, own.city.pk, 2021, "total"): (99, None)}
    file.refresh_from_db()
    assert (file.journal["restored"], file.journal["stayed"]) == (1, 1)


def test_nothing_is_applied_twice_or_undone_twice(own, by):
    file = bring(own.county, TABLE, indicator=own.indicator)
    seen = Reading(file).preview.fingerprint
    apply_file(file, seen=seen, at=AT, by=by)
    with pytest.raises(ValidationError):
        apply_file(file, seen=seen, at=AT, by=by)
    applied = FiguresFile.objects.get()
    undo_figures(applied, at=LATER, by=by)
    with pytest.raises(ValidationError):
        undo_figures(applied, at=LATER, by=by)
    assert not discard_figures_file(applied)


def test_a_figure_changed_since_the_preview_stops_the_writing(own, by):
    file = bring(own.county, TABLE, indicator=own.indicator)
    seen = Reading(file).preview.fingerprint
    write(own, own.city, 2021, 99)
    with pytest.raises(ValidationError):
        apply_file(file, seen=seen, at=AT, by=by)
    assert len(standing(own)) == 1


def test_a_file_is_discarded_with_what_was_stored(own, django_capture_on_commit_callbacks):
    file = bring(own.county, TABLE, indicator=own.indicator)
    storage, names = file.file.storage, [file.file.name, file.grid.name]
    with django_capture_on_commit_callbacks(execute=True):
        assert discard_figures_file(file)
    assert not FiguresFile.objects.exists() and not any(storage.exists(name) for name in names)


def test_old_files_are_cleared(own, by):
    applied = apply(bring(own.county, TABLE, indicator=own.indicator), by)
    bring(own.county, TABLE)
    FiguresFile.objects.filter(state="open").update(created_at=AT)
    assert clear_old_figures_files(AT + timedelta(days=29)) == 0
    assert clear_old_figures_files(AT + timedelta(days=31)) == 1
    applied.refresh_from_db()
    assert may_be_undone(applied)
    clear_old_figures_files(AT + timedelta(days=401))
    applied.refresh_from_db()
    assert not may_be_undone(applied) and "written" not in applied.journal
    assert applied.journal["counts"] == {"refused": 1, "new": 2}


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 x", b"PK\x03\x04 broken", b"<html><table></table></html>"])
def test_what_is_no_table_is_refused_and_not_kept(own, content):
    with pytest.raises(UnreadableBook):
        bring(own.county, content)
    assert not FiguresFile.objects.exists()


def test_twenty_thousand_rows(own, by, django_assert_max_num_queries):
    years, indicators = range(1900, 2100), []
    for number in range(34):
        indicators.append(
            Indicator.objects.create(county=own.county, source=own.indicator.source, title_fi=f"M{number}")
        )
    rows = [
        f"{indicator.title_fi};{region.title_fi};{year};{year % 97},5\n"
        for indicator in indicators
        for region in (own.area, own.city, own.town)
        for year in years
    ]
    file = bring(own.county, "Mittari;Alue;Vuosi;Arvo\n" + "".join(rows[:20_000]))
    with django_assert_max_num_queries(5):
        preview = Reading(file).preview
    assert preview.counts == {"new": 20_000}
    apply_file(file, seen=preview.fingerprint, at=AT, by=by)
    assert Observation.objects.filter(indicator__in=indicators).count() == 20_000


WORDS = (
    "Kunta",
    "Alue",
    "Koodi",
    "Vuosi",
    "Sukupuoli",
    "Arvo",
    "Tapaukset",
    "Mittari",
    "Käynnit",
    "Kaupunki",
    "Taajama",
)
SIGNS = (
    "2021",
    "2022",
    "Naiset",
    "Miehet",
    "Yhteensä",
    "092",
    "04",
    "12,5",
    "1",
    "3",
    "–",
    "..",
    "x",
    "NaN",
    "-7",
    "1e5",
)
CELLS = st.one_of(st.sampled_from(WORDS + SIGNS), st.text(max_size=8), st.integers(-3, 3000).map(str))
TABLES = st.lists(st.lists(CELLS, max_size=6), max_size=8)
CALM = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def as_csv(table: list[list[str]]) -> bytes:
    lines = (";".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row) for row in table)
    return "\n".join(lines).encode("utf-8", "replace")


def check_round_trip(own: Own, by, table: list[list[str]], removes: bool) -> None:
    """What is written is what the preview says, and undoing brings back what was; a table that can't be read says why."""
    Observation.objects.all().delete()
    write(own, own.city, 2021, 12)
    write(own, own.town, 2022, 3)
    before = standing(own)
    try:
        file = bring(own.county, as_csv(table), indicator=own.indicator)
    except UnreadableBook as refused:
        assert str(refused)
        return
    file.answers |= {"removes": removes}
    file.save()
    if Reading(file).lacks:
        return
    preview = Reading(file).preview
    assert all(line.refused is None or line.refused.sentence for line in preview.lines)
    applied = apply(file, by)
    assert standing(own) == {place: figure for place, figure in (before | preview.wanted).items() if figure}
    undo_figures(applied, at=LATER, by=by)
    assert standing(own) == before


@CALM
@given(table=TABLES, removes=st.booleans())
def test_any_table_is_written_as_previewed_and_undone(own, by, table, removes):
    check_round_trip(own, by, table, removes)


AREA = st.sampled_from(["Kaupunki", "Taajama", "Oma alue", "092", "Outola", ""])
YEAR = st.sampled_from(["2021", "2022", "joskus"])
SEX = st.sampled_from(["", "Naiset", "Miehet"])
FIGURE = st.sampled_from(["12,5", "3", "1", "0", "–", "x", "100,1", "1 234", "NaN", "", "7.25", "9"])


@CALM
@given(rows=st.lists(st.tuples(AREA, YEAR, SEX, FIGURE, FIGURE), max_size=12), removes=st.booleans())
def test_likely_tables_are_written_as_previewed_and_undone(own, by, rows, removes):
    check_round_trip(own, by, [["Alue", "Vuosi", "Sukupuoli", "Arvo", "Tapaukset"], *map(list, rows)], removes)


@CALM
@given(table=TABLES)
def test_any_workbook_is_read_or_refused(own, table):
    rows = [[cell for cell in row if cell.isprintable()] for row in table]
    try:
        file = bring(own.county, excel(rows), indicator=own.indicator, name="a.xlsx")
    except UnreadableBook:
        return
    if not Reading(file).lacks:
        assert Reading(file).preview.counts is not None
