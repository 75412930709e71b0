"""Builders of tables of figures as people bring them, and of what reads them."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from django.urls import reverse

from indicators.imports.coefficient.checking import Checked, Checking
from indicators.imports.coefficient.reading import Reader
from indicators.imports.coefficient.table import Table
from indicators.models import Region, RuleSet
from indicators.queries.coefficient_areas import AreaNames, areas_of, other_names
from indicators.queries.rule_sets import with_everything
from tests.factories.coefficient import make_rule_indicator, make_rule_set

DEMO = Path(__file__).parents[2] / "reporting" / "demo"
NUMBERS = ("population", "coefficient", "flat", "total", "difference")
ABOUT = {"name_fi": "Oma laskelma", "source": "THL, ennakko", "source_on": "2024-05-27", "state": "preliminary"}
VALUES = (
    ("Vantaa ja Kerava", "100 000", "98", "20", "12", "12"),
    ("Satakunta", "200 000", "95", "50", "12.6", "14"),
    ("Lappi", "300 000", "92", "..", "9.9", "9.5"),
)
AREAS = {"04": "Vantaa ja Kerava", "06": "Satakunta", "21": "Lappi"}


def make_counties(codes: Iterable[str] = ()) -> None:
    """The counties by their usual names; all of them where no codes are given."""
    wanted = list(codes) or list(other_names())
    for code in wanted:
        Region.objects.create(category="HYVINVOINTIALUE", code=code, title_fi=other_names()[code]["names"][0])


def practice_rows() -> list[dict[str, str]]:
    return _rows("practice_2024")


def invented_rows() -> list[dict[str, str]]:
    return _rows("invented_2026")


def _rows(name: str) -> list[dict[str, str]]:
    with (DEMO / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def as_on_a_slide(number: str) -> str:
    """Thousands by spaces, a decimal comma, a real minus."""
    whole, _point, decimals = number.partition(".")
    text = f"{int(whole):,}".replace(",", " ").replace("-", "\N{MINUS SIGN}")
    return f"{text},{decimals}" if decimals else text


def slide(rows: Iterable[Mapping[str, str]], separator: str = "\t") -> str:
    return "\n".join(separator.join([row["area"], *(as_on_a_slide(row[name]) for name in NUMBERS)]) for row in rows)


def reader_of(rule_set: RuleSet, depth: str = "A") -> Reader:
    ready = with_everything(RuleSet.objects.filter(pk=rule_set.pk)).get()
    return Reader(ready, depth, AreaNames(sorted(areas_of(ready), key=lambda region: region.title)))


def check(reader: Reader, table: Table, *, empty_is_absent: bool = False) -> Checked:
    titles = {region.code: region.title for region in reader.names.regions}
    checking = Checking(table, reader.rule_set.rules(), reader.depth, titles, empty_is_absent=empty_is_absent)
    return checking.run()


def read(reader: Reader, text: str) -> tuple[Table, Checked]:
    table = reader.read(reader.cut(text))
    return table, check(reader, table)


def told(checked: Checked, row: str | None = None) -> list[str]:
    return [each.text for each in checked.troubles if row is None or each.row == row]


def lines(*rows: Sequence[object]) -> str:
    return "\n".join("\t".join(map(str, row)) for row in rows)


def three_area_rules(**fields) -> RuleSet:
    """Rules of two process indicators, of which one has a target, and a change of two years."""
    rule_set = make_rule_set(groups={"process": 0, "outcome": 0}, **fields)
    process, outcome = rule_set.groups.order_by("order")
    make_rule_indicator(process, "mpr", name_fi="MPR-rokotuskattavuus", target=Decimal(97), order=1)
    make_rule_indicator(process, "level", name_fi="Terveystarkastukset", name_sv="Kontroller", order=2)
    make_rule_indicator(
        outcome,
        "neet",
        name_fi="NEET 18–24",
        name_en="NEET at 18–24",
        basis="relative_change",
        direction="lower",
        target=Decimal(10),
    )
    return rule_set


def address(rule_set: RuleSet, depth: str = "kertoimet") -> str:
    return reverse("indicators:entry-figures", args=[rule_set.pk, depth])


def paste(client, rule_set, text, depth="kertoimet"):
    return client.post(address(rule_set, depth), {"way": "paste", "pasted": text})


def fields(answer) -> dict[str, str]:
    """What the form of the table would send as it was shown."""
    shown = answer.context["shown"]
    rows = [*shown.rows, shown.total, *shown.loose]
    sent = {cell.name: cell.value for row in rows for cell in row.cells}
    for number, row in enumerate(shown.loose, start=1):
        sent |= {f"x{number}.name": row.name, f"x{number}.line": str(row.line)}
    extras = answer.context["brought"].extras
    return sent | {"way": "grid", "extras": extras, "earlier": "", "year": ""} | ABOUT


def save(client, rule_set, answer, depth="kertoimet", **changed):
    return client.post(address(rule_set, depth), fields(answer) | {"do": "save"} | changed)
