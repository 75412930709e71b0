"""The workbook of a calculation: its formulas give the engine's figures, also when somebody changes an input."""

import subprocess
from datetime import date
from decimal import Decimal as D
from io import BytesIO
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import timezone, translation
from openpyxl import Workbook, load_workbook

from indicators.coefficient import Inputs, Value, what_if
from indicators.exports.calculation import render_workbook
from indicators.models import Calculation, PublishedResult, RuleIndicator, RuleSet
from indicators.queries.calculations import Shown, read_calculation
from tests.conftest import OFFICE
from tests.factories.coefficient import make_calculation, make_regions, make_rule_set

pytestmark = pytest.mark.django_db
CODES = ("04", "06", "21", "90")
PEOPLE = dict(zip(CODES, (100_000, 200_000, 300_000, 50_000), strict=True))


def shown_of(calculation: Calculation) -> Shown:
    return read_calculation(calculation, user=AnonymousUser(), county=None, area="04")


def book_of(shown: Shown) -> bytes:
    with translation.override("en"):
        return render_workbook(shown, made_at=timezone.now())


def made(rule_set: RuleSet, inputs: Inputs) -> Shown:
    return shown_of(make_calculation(rule_set, inputs=inputs))


def values_of(**by_key) -> dict[str, dict[str, Value]]:
    """Of each area in the order of CODES: a figure, or (latest, earlier), or (latest, None, recorded, expected)."""
    make_regions(CODES)
    told = {code: {} for code in CODES}
    for key, figures in by_key.items():
        for code, figure in zip(CODES, figures, strict=True):
            parts = figure if isinstance(figure, tuple) else (figure,)
            told[code][key.replace("_", "-")] = Value(*(None if part is None else D(str(part)) for part in parts))
    return told


def of_every_kind(**settings) -> Shown:
    """Levels with a target, with a correction, changes both ways, with data missing, at zero, at the target."""
    rule_set = make_rule_set(groups={"process": 3, "outcome": 2}, **settings)
    change = {"basis": "relative_change", "direction": "lower", "most": None}
    for key, rules in {
        "process-1": {"target": 97},
        "process-2": {"correction": "ratio_below_one"},
        "process-3": {"target": 50, "at_target": "overwrite", "in_range": False, "at_least": False},
        "outcome-1": change | {"target": 10},
        "outcome-2": change | {"basis": "absolute_change", "target": None, "least": None},
    }.items():
        RuleIndicator.objects.filter(group__rule_set=rule_set, key=key).update(**rules)
    values = values_of(
        process_1=(98, 95, None, 92),
        process_2=((40, None, 300, 1200), (50, None, 900, 800), (20, None, 1, 2), (None,)),
        process_3=(60, 50, 20, 30),
        outcome_1=((12, 12), (14, "12.6"), ("9.5", "9.9"), (8, 0)),
        outcome_2=((3, 4), (5, 5), (2, 7), (1, None)),
    )
    return made(rule_set, Inputs(PEOPLE, values=values))


class TestWhatStandsInIt:
    def test_every_figure_is_a_formula_with_the_engines_result(self):
        shown = of_every_kind()
        content = book_of(shown)
        formulas, results = (load_workbook(BytesIO(content), data_only=ready)["Results"] for ready in (False, True))
        headings = {cell.value: cell.column for cell in results[1]}
        for row, each in enumerate(shown.in_order, start=2):
            euros = headings["Euros"]
            assert formulas.cell(row, euros).value.startswith("=")
            assert results.cell(row, euros).value == pytest.approx(float(each.euros), abs=1e-6)
        total = len(shown.in_order) + 2
        assert results.cell(total, headings["Euros"]).value == pytest.approx(float(sum(PEOPLE.values()) * D("70.95")))

    def test_published_figures_stand_beside_as_they_were_told(self):
        practice = made_practice()
        told = {"published_on": date(2024, 5, 27), "source": "THL", "euros": 8738021, "difference": -3054866}
        PublishedResult.objects.create(rule_set=practice.rule_set, region=practice.regions["04"], **told)
        sheet = load_workbook(BytesIO(book_of(shown_of(practice.calculation))), data_only=True)["Results"]
        rows = {row[0]: dict(zip([cell.value for cell in sheet[1]], row, strict=True)) for row in sheet.values}
        own, other = rows[practice.regions["04"].title], rows[practice.regions["06"].title]
        assert (own["Published, €"], own["Published difference, €"]) == (8738021, -3054866)
        assert (other["Published, €"], other["Published difference, €"]) == (None, None)
        assert own["Euros"] == pytest.approx(float(practice.result.areas["04"].euros))

    def test_a_name_that_looks_like_a_formula_stays_a_text(self):
        rule_set = make_rule_set(name_fi="=1+1")
        sheet = load_workbook(BytesIO(book_of(shown_of(make_calculation(rule_set)))))["Rules"]
        cell = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "=1+1")
        assert cell.data_type == "s"


def made_practice() -> Shown:
    make_regions(CODES)
    told = {code: D(figure) for code, figure in zip(CODES, ("1.39", "0.74", "1.04", "0.91"), strict=True)}
    return made(make_rule_set(groups={}), Inputs(PEOPLE, coefficients=told))


def points() -> Shown:
    make_regions(CODES)
    rule_set = make_rule_set(groups={"process": 2, "outcome": 1})
    keys = ("process-1", "process-2", "outcome-1")
    figures = ((10, 20, 30), (100, None, 0), (55, 45, 35), (0, 0, 99))
    told = {
        code: {key: None if each is None else D(each) for key, each in zip(keys, row, strict=True)}
        for code, row in zip(CODES, figures, strict=True)
    }
    return made(rule_set, Inputs(PEOPLE, points=told))


@pytest.mark.office
class TestInASpreadsheet:
    """Every result is thrown away and calculated again by LibreOffice."""

    def test_it_gives_the_engines_figures_at_every_depth_and_setting(self, tmp_path):
        told = {
            "values": of_every_kind(),
            "left out": of_every_kind(missing="left_out", ties="same_no_skip"),
            "pot": of_every_kind(price=None, pot=D("1000000"), digits=4),
            "points": points(),
            "coefficients": made_practice(),
        }
        contents = {name: book_of(shown) for name, shown in told.items()}
        again = recalculated(tmp_path, {name: load_workbook(BytesIO(each)) for name, each in contents.items()})
        for name, content in contents.items():
            assert differences(load_workbook(BytesIO(content), data_only=True), again[name]) == [], name

    def test_a_changed_input_gives_what_the_engine_would(self, tmp_path):
        shown = of_every_kind()
        book = load_workbook(BytesIO(book_of(shown)))
        sheet = book["Inputs"]
        row = next(row for row in range(2, 9) if sheet.cell(row, 1).value == shown.regions["04"].title)
        column = next(cell.column for cell in sheet[1] if cell.value == "process-2: latest")
        sheet.cell(row, column).value = 80
        results = recalculated(tmp_path, {"changed": book})["changed"]["Results"]
        expected = what_if(shown.result, "04", {"process-2": D(80)})
        euros = {results.cell(row, 1).value: results.cell(row, 6).value for row in range(2, 6)}
        assert euros == {
            shown.regions[code].title: pytest.approx(float(each.euros), abs=0.005)
            for code, each in expected.areas.items()
        }
        assert expected.areas["04"].euros != shown.result.areas["04"].euros


def recalculated(folder: Path, books: dict[str, Workbook]) -> dict[str, Workbook]:
    """openpyxl writes formulas without their results."""
    for name, book in books.items():
        book.save(folder / f"{name}.xlsx")
    out = folder / "out"
    files = [str(folder / f"{name}.xlsx") for name in books]
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [
        OFFICE,
        profile,
        "--headless",
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
        "--outdir",
        str(out),
        *files,
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return {name: load_workbook(out / f"{name}.xlsx", data_only=True) for name in books}


def differences(ours: Workbook, theirs: Workbook) -> list[tuple]:
    apart = []
    for sheet in ours:
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            other = theirs[sheet.title][cell.coordinate].value
            if not same(cell.value, other):
                apart.append((sheet.title, cell.coordinate, cell.value, other))
    return apart


def same(one: object, other: object) -> bool:
    if isinstance(one, int | float) and isinstance(other, int | float):
        return float(other) == pytest.approx(float(one), rel=1e-9, abs=1e-6)
    return (one or None) == (other or None)


def test_whoever_may_read_the_calculation_takes_it_along(client, personas):
    own = make_calculation(make_rule_set(personas.county), personas.county)
    address = reverse("indicators:calculation-workbook", args=[own.pk])
    client.force_login(personas.reader)
    answer = client.get(address)
    assert "attachment" in answer.headers["Content-Disposition"]
    assert load_workbook(BytesIO(answer.content)).sheetnames
    client.force_login(personas.other_coordinator)
    assert client.get(address).status_code == 404
