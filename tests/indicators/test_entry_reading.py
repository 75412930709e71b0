"""A table as it was pasted gives exactly the inputs that it tells, however it was written."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indicators.coefficient import Inputs, Value, calculate
from indicators.imports.coefficient.cells import Fault, in_text, read_cell
from indicators.imports.coefficient.pasting import as_text, cut, rows_of
from indicators.models import RuleSet
from indicators.queries.coefficient_areas import other_names
from tests.factories.entry import (
    AREAS,
    check,
    invented_rows,
    lines,
    make_counties,
    practice_rows,
    read,
    reader_of,
    slide,
    three_area_rules,
    told,
)
from tests.factories.grids import grid_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def practice():
    make_counties()
    return reader_of(RuleSet.objects.get(shipped_as="practice-2024"))


@pytest.fixture
def three():
    make_counties(AREAS)
    return reader_of(three_area_rules(), "C")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("212 556", "212556"),
        ("212\N{NO-BREAK SPACE}556", "212556"),
        ("212\N{NARROW NO-BREAK SPACE}556", "212556"),
        ("212\N{THIN SPACE}556", "212556"),
        ("212\N{FIGURE SPACE}556", "212556"),
        ("212'556", "212556"),
        ("212’556", "212556"),
        ("8.936.518", "8936518"),
        ("8,936,518", "8936518"),
        ("8.936.518,25", "8936518.25"),
        ("1,39236595", "1.39236595"),
        ("1.39236595", "1.39236595"),
        ("\N{MINUS SIGN}3 054 866", "-3054866"),
        ("\N{MINUS SIGN} 3 054 866 €", "-3054866"),
        ("+3 506 386", "3506386"),
        ("67,8 %", "67.8"),
        ("67.8%", "67.8"),
        ("€ 12", "12"),
        ("0", "0"),
    ],
)
def test_every_way_of_writing_a_number(text, number):
    assert read_cell(text).number == Decimal(number)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("1.234,5", Fault.MARKS),
        ("1,234.5", Fault.MARKS),
        ("12 34", Fault.GROUPS),
        ("212 556 1,39", Fault.GROUPS),
        ("12a", Fault.NUMBER),
        ("1e5", Fault.NUMBER),
        ("1.3.2024", Fault.NUMBER),
        ("#REF!", Fault.NUMBER),
    ],
)
def test_what_is_no_clear_number(text, fault):
    assert read_cell(text).fault == fault


@pytest.mark.parametrize("text", ["-", "–", "—", "−", "..", "…", "ei tietoa", "Uppgift saknas", "no data"])
def test_marks_for_no_data(text):
    assert read_cell(text).is_absent


@given(st.decimals(min_value=-(10**12), max_value=10**12, allow_nan=False, places=9))
def test_what_is_written_into_a_field_comes_back_exactly(number):
    assert read_cell(in_text(number)).number == number


class TestCutting:
    @pytest.mark.parametrize("separator", ["\t", ";", "    "])
    def test_separators(self, separator):
        assert cut(separator.join(["Kainuu", "70 521", "1,08"]), 3) == [["Kainuu", "70 521", "1,08"]]

    def test_single_spaces_are_taken_where_only_one_way_fits(self):
        assert cut("Etelä-Savo 130451 1,31362824", 3) == [["Etelä-Savo", "130451", "1,31362824"]]
        assert cut("Vantaa ja Kerava 280 494 0,74", 3) == [["Vantaa ja Kerava", "280 494", "0,74"]]
        assert cut("Kainuu 70 521 − 12 1", 3) == [["Kainuu", "70 521 −12 1"]]

    def test_commas_between_cells(self):
        assert cut("Kainuu,70521,1.08\nLappi,175795,1.04", 3)[1] == ["Lappi", "175795", "1.04"]

    def test_headings_of_several_lines_as_a_spreadsheet_copies_them(self):
        text = 'Alue\t"Väestö\n31.12.2022"\tKerroin\nKainuu\t70 521\t1,08'
        assert cut(text, 3) == [["Alue", "Väestö\n31.12.2022", "Kerroin"], ["Kainuu", "70 521", "1,08"]]
        assert cut('"Kainuu\t70 521', 2) == [["Kainuu", "70 521"]]

    def test_blank_lines_keep_the_numbers_of_rows(self):
        assert cut("a;1\n\nb;2", 2) == [["a", "1"], [], ["b", "2"]]


class TestPractice:
    """The table that was shown to the counties, pasted as it stands on the slide."""

    @pytest.mark.parametrize("separator", ["\t", ";", "   ", " "])
    def test_the_pasted_table_gives_exactly_the_calculation(self, practice, separator):
        table, checked = read(practice, slide(practice_rows(), separator))
        assert told(checked) == []
        codes = {row["area"]: practice.names.find(row["area"]).code for row in practice_rows()}
        rows = {codes[row["area"]]: row for row in practice_rows()}
        assert checked.inputs.populations == {code: int(rows[code]["population"]) for code in table.areas}
        assert checked.inputs.coefficients == {code: Decimal(rows[code]["coefficient"]) for code in table.areas}
        result = calculate(practice.rule_set.rules(), checked.inputs)
        assert {code: round(each.euros) for code, each in result.areas.items()} == {
            code: int(rows[code]["total"]) for code in table.areas
        }
        assert round(sum(each.euros for each in result.areas.values())) == 232_650_298
        published = {code: [str(each) for each in told_of.values()] for code, told_of in checked.published.items()}
        assert published == {
            code: [row[name] for name in ("flat", "total", "difference")] for code, row in rows.items()
        }

    def test_it_comes_with_titles_headings_sums_and_footnotes(self, practice):
        head = "HYTE-kerroin 2024\n\nHyvinvointialue;Väestö 31.12.2022;HYTE-kerroin;Tasajako, €;Yhteensä, €;Erotus, €;Sija\n"
        foot = "\nKoko maa;5 533 611;;232 650 298;232 650 298;;\n\nLähde: THL"
        rows = slide(practice_rows(), ";").replace("\n", ";1\n") + ";1"
        table, checked = read(practice, head + rows + foot)
        assert told(checked) == [] and len(checked.published) == 22
        assert any("Sija" in remark for remark in table.remarks) and any("THL" in remark for remark in table.remarks)

    def test_columns_in_another_order_are_known_by_their_headings(self, practice):
        rows = [(row["coefficient"], row["area"], row["population"]) for row in practice_rows()]
        _table, checked = read(practice, lines(("Koefficient", "Välfärdsområde", "Befolkning"), *rows))
        assert told(checked) == []
        assert checked.inputs.coefficients["06"] == Decimal("1.39236595")

    def test_codes_do_for_names(self, practice):
        codes = {row["area"]: practice.names.find(row["area"]).code for row in practice_rows()}
        rows = [(codes[row["area"]], row["population"], row["coefficient"]) for row in practice_rows()]
        _table, checked = read(practice, lines(("koodi", "asukasluku", "k"), *rows))
        assert told(checked) == [] and len(checked.inputs.populations) == 22

    def test_a_workbooks_numbers_stay_exact(self, practice):
        rows = [["Alue", "Väestö", "Kerroin"]]
        rows += [[row["area"], int(row["population"]), float(row["coefficient"])] for row in practice_rows()]
        table = practice.read(rows_of(grid_of(rows)))
        checked = check(practice, table)
        assert told(checked) == []
        assert checked.inputs.coefficients["06"] == Decimal("1.39236595")
        assert read(practice, as_text(rows_of(grid_of(rows))))[1].inputs == checked.inputs

    @settings(
        max_examples=60,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
    @given(data=st.data())
    def test_any_formatting_of_the_same_numbers_gives_the_same_inputs(self, practice, data):
        thousands = data.draw(st.sampled_from(["", "\u00a0", "\u202f", "\u2009", "'", " "]), "thousands")
        mark, separator = data.draw(st.sampled_from(",.")), data.draw(st.sampled_from(["\t", ";", "   "]))
        rows = data.draw(st.permutations(practice_rows()))
        written = []
        for row in rows:
            names = other_names()[practice.names.find(row["area"]).code]["names"]
            cells = [f"{int(row['population']):,}".replace(",", thousands), row["coefficient"].replace(".", mark)]
            written.append(separator.join([data.draw(st.sampled_from(names)), *cells]))
            written += [""] * data.draw(st.integers(0, 1))
        if data.draw(st.booleans()):
            written.insert(0, separator.join(["Alue", "Väkiluku", "Kerroin"]))
        _table, checked = read(practice, "\r\n".join(written))
        assert told(checked) == []
        expected = {practice.names.find(row["area"]).code: row for row in rows}
        assert checked.inputs == Inputs(
            {code: int(expected[code]["population"]) for code in checked.inputs.populations},
            coefficients={code: Decimal(expected[code]["coefficient"]) for code in checked.inputs.populations},
        )


class TestValues:
    """The small case of three areas, of which one has no data of one indicator."""

    FIGURES = (
        ("Vantaa ja Kerava", "100 000", "98", "20", "12", "12"),
        ("Satakunta", "200 000", "95", "50", "12,6", "14"),
        ("Lappi", "300 000", "92", "–", "9,9", "9,5"),
    )

    def euros(self, reader, checked) -> dict[str, str]:
        result = calculate(reader.rule_set.rules(), checked.inputs)
        return {code: f"{each.euros:.2f}" for code, each in result.areas.items()}

    EUROS = {"04": "4583149.72", "06": "20720100.15", "21": "17266750.13"}

    def test_by_the_order_of_the_template(self, three):
        table, checked = read(three, lines(*self.FIGURES))
        assert told(checked) == [] and checked.absent == 1
        assert [each.key for each in table.columns][1:] == ["mpr.now", "level.now", "neet.now", "neet.before"]
        assert checked.inputs.values["21"]["level"] == Value()
        assert self.euros(three, checked) == self.EUROS

    @pytest.mark.parametrize(
        "headings",
        [
            (
                "Alue",
                "Väestö",
                "MPR-rokotuskattavuus (%)",
                "Terveystarkastukset 2024",
                "NEET 18–24, 2024",
                "NEET 18–24, 2023",
            ),
            ("area", "population", "mpr", "level", "neet.now", "neet.before"),
            (
                "Område",
                "Invånare",
                "MPR-rokotuskattavus",
                "Kontroller",
                "NEET at 18–24 latest",
                "NEET at 18-24 previous year",
            ),
            ("HVA", "Asukkaat", "MPR-rokotuskattavuus", "Terveystarkastukset", "NEET 18–24", "NEET 18–24 aiempi vuosi"),
        ],
    )
    def test_by_headings_in_any_language(self, three, headings):
        _table, checked = read(three, lines(headings, *self.FIGURES))
        assert told(checked) == []
        assert self.euros(three, checked) == self.EUROS

    def test_the_two_years_may_stand_in_either_order(self, three):
        head = ("Alue", "Väestö", "MPR-rokotuskattavuus", "Terveystarkastukset", "NEET 18–24 2023", "NEET 18–24 2024")
        rows = [(*row[:4], row[5], row[4]) for row in self.FIGURES]
        _table, checked = read(three, lines(head, *rows))
        assert self.euros(three, checked) == self.EUROS

    def test_source_and_state_of_single_rows(self, three):
        head = ("Alue", "Väestö", "mpr", "level", "NEET 18–24 2024", "NEET 18–24 2023", "Lähde", "Tila")
        rows = [
            (*row, "Oma" if row[0] == "Lappi" else "", "alustava" if row[0] == "Lappi" else "") for row in self.FIGURES
        ]
        _table, checked = read(three, lines(head, *rows))
        assert told(checked) == []
        assert checked.sources == {"21": {"source": "Oma", "state": "preliminary"}}


def test_the_whole_table_of_2026_with_years_and_a_correction():
    make_counties()
    reader = reader_of(RuleSet.objects.get(shipped_as="county-2026"), "C")
    kinds = {"now": "2024", "before": "2023", "recorded": "kirjatut", "expected": "odotetut"}
    wanted = [each for each in reader.columns(()) if each.indicator]
    figures = {(row["area"], row["indicator"]): row for row in invented_rows()}
    head = ["Alue", "Väestö", *(f"{each.indicator.name_fi}, {kinds[each.part]}" for each in wanted)]
    rows = [
        [
            row["area"],
            row["population"],
            *(figures[row["area"], each.indicator.key][each.part] or ".." for each in wanted),
        ]
        for row in practice_rows()
    ]
    _table, checked = read(reader, lines(head, *rows).replace(".", ",").replace(",,", ".."))
    assert told(checked) == [] and len(wanted) == 18
    for (area, key), row in figures.items():
        value = checked.inputs.values[reader.names.find(area).code][key]
        expected = {name: Decimal(row[name]) if row[name] else None for name in kinds}
        assert value == Value(**expected), (area, key)


def test_points_have_a_column_each():
    make_counties(AREAS)
    reader = reader_of(three_area_rules(), "B")
    text = lines(
        ("Alue", "Väestö", "MPR-rokotuskattavuus, pisteet", "level", "neet"),
        *((n, 100, 50, 60, 70) for n in AREAS.values()),
    )
    _table, checked = read(reader, text)
    assert told(checked) == []
    assert checked.inputs.points["06"] == {"mpr": 50, "level": 60, "neet": 70}
