"""Tables that don't come as text: what a form sent back, an earlier calculation, fetched figures."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from hyte.lib.text import clean
from indicators import coefficient as engine
from indicators.imports.coefficient import words
from indicators.imports.coefficient.cells import in_text, read_cell
from indicators.imports.coefficient.columns import OF_VALUE, Column, Depth, Part, indicators_of
from indicators.imports.coefficient.pasting import Rows
from indicators.imports.coefficient.reading import ABSENT
from indicators.imports.coefficient.table import MOST_LOOSE, TOTAL, Places, Table
from indicators.models import Calculation, Indicator, Observation, RuleIndicator, RuleSet, Sex
from indicators.queries.coefficient_areas import AreaNames

SHOWN_DIGITS = Decimal("1e-12")  # of what has been calculated; what was entered stays as it was

Fetched = dict[str, dict[str, engine.Value]]  # by the code of an area and the key of an indicator


def field_of(row: str, key: str) -> str:
    """The name of a cell in a form."""
    return f"c.{row}.{key}"


def table_from_form(data: Mapping[str, str], columns: Sequence[Column], names: AreaNames) -> Table:
    """As it was sent; rows without a place are put where their names now say, those that are ticked are left out."""
    places = Places(columns, names)
    table = places.table
    for code in table.areas:
        table.areas[code] = _cells(data, code, columns)
    table.total = _cells(data, TOTAL, columns)
    for number in range(1, MOST_LOOSE + 1):
        row = f"x{number}"
        if f"{row}.name" not in data:
            break
        if f"{row}.out" not in data:
            line = data.get(f"{row}.line", "")
            cells = _cells(data, row, columns)
            places.put(data[f"{row}.name"], cells, int(line) if line.isascii() and line.isdecimal() else 0)
    return table


def _cells(data: Mapping[str, str], row: str, columns: Sequence[Column]) -> dict[str, str]:
    texts = {each.key: clean(data.get(field_of(row, each.key), "")).replace("\n", " ") for each in columns}
    return {key: text for key, text in texts.items() if text}


def empty_table(columns: Sequence[Column], names: AreaNames) -> Table:
    return Places(columns, names).table


def copy_calculation(
    calculation: Calculation, depth: str, columns: Sequence[Column], names: AreaNames, *, populations_only: bool = False
) -> Table:
    """The figures of an earlier calculation as far as it has them: a deeper one gives what was calculated on its way."""
    table, result = empty_table(columns, names), calculation.thawed()
    keys = {each.key for each in columns}
    for code, area in result.areas.items():
        if code not in table.areas:
            continue
        told = {str(Part.POPULATION): Decimal(area.population)}
        if not populations_only:
            told |= dict(_of_area(result, code, depth))
        table.areas[code] = {
            key: ABSENT if number is None else in_text(number) for key, number in told.items() if key in keys
        }
    return table


def _of_area(result: engine.Calculation, code: str, depth: str) -> Iterator[tuple[str, Decimal | None]]:
    area, inputs = result.areas[code], result.inputs
    if depth == Depth.COEFFICIENTS:
        yield str(Part.COEFFICIENT), _shown(area.coefficient, is_entered=inputs.coefficients is not None)
    elif depth == Depth.POINTS:
        told = (inputs.points or {}).get(code, area.points)
        for key, points in told.items():
            yield f"{key}.{Part.POINTS}", _shown(points, is_entered=inputs.points is not None)
    elif inputs.values is not None:
        for key, value in inputs.values[code].items():
            yield from ((f"{key}.{part}", getattr(value, part)) for part in OF_VALUE)


def _shown(number: Decimal | None, *, is_entered: bool) -> Decimal | None:
    return number if number is None or is_entered else number.quantize(SHOWN_DIGITS)


def tied_indicators(rule_set: RuleSet, user) -> dict[str, Indicator]:
    """The indicators whose figures can be taken, by the keys of those in the rules."""
    tied = {each.key: each.indicator for each in indicators_of(rule_set) if each.indicator_id}
    visible = set(
        Indicator.objects.visible_to(user)
        .filter(pk__in=[each.pk for each in tied.values()])
        .values_list("pk", flat=True)
    )
    return {key: each for key, each in tied.items() if each.pk in visible}


def fetched_values(tied: Mapping[str, Indicator], year: int, names: AreaNames) -> Fetched:
    """The figures of a year and the year before; hidden ones never."""
    regions = {region.pk: region.code for region in names.regions}
    found = Observation.objects.filter(
        indicator__in=tied.values(),
        year__in=(year, year - 1),
        sex=Sex.TOTAL,
        is_hidden=False,
        vanished_on=None,
        region__in=regions,
        value__isnull=False,
    ).values_list("indicator_id", "region_id", "year", "value")
    told = {(indicator, regions[region], of): value for indicator, region, of, value in found}
    return {
        code: {
            key: engine.Value(told.get((each.pk, code, year)), told.get((each.pk, code, year - 1)))
            for key, each in tied.items()
        }
        for code in regions.values()
    }


def fill_fetched(table: Table, fetched: Fetched, tied: Mapping[str, Indicator], year: int) -> Table:
    """Write the fetched figures into the table; what isn't there stays empty and is told."""
    keys = {each.key for each in table.columns}
    lacking = 0
    for code, values in fetched.items():
        for key, value in values.items():
            lacking += sum(getattr(value, part) is None for part in (Part.NOW, Part.BEFORE) if f"{key}.{part}" in keys)
            told = {f"{key}.{Part.NOW}": value.now, f"{key}.{Part.BEFORE}": value.before}
            table.areas[code] |= {
                name: in_text(number) for name, number in told.items() if name in keys and number is not None
            }
    open_ones = [each.label for each in table.columns if each.indicator and each.indicator.key not in tied]
    table.remarks.append(words.fetched(year, [each.title for each in tied.values()]))
    if lacking:
        table.remarks.append(words.lacking_figures(lacking))
    if open_ones:
        table.remarks.append(words.not_fetched(open_ones))
    return table


def sources_of_fetched(
    table: Table, fetched: Fetched, tied: Mapping[str, Indicator], year: int, indicators: Sequence[RuleIndicator]
) -> dict[str, dict[str, dict[str, str]]]:
    """Of the figures that are still as they were fetched: from which indicator and year. What was changed has another source."""
    found: dict[str, dict[str, dict[str, str]]] = {}
    for code, values in fetched.items():
        cells = table.areas.get(code, {})
        for each in indicators:
            if each.key in tied and _is_unchanged(values[each.key], cells, each.key):
                found.setdefault(code, {})[each.key] = {"source": source_words(tied[each.key], year)}
    return found


def _is_unchanged(value: engine.Value, cells: Mapping[str, str], key: str) -> bool:
    told = {Part.NOW: value.now, Part.BEFORE: value.before}
    typed = {part: read_cell(cells.get(f"{key}.{part}", "")).number for part in told}
    return typed[Part.NOW] is not None and all(typed[part] in (None, number) for part, number in told.items())


def source_words(indicator: Indicator, year: int) -> str:
    if indicator.sotkanet_id:
        return _("Sotkanet, indicator %(number)s, %(year)s") % {"number": indicator.sotkanet_id, "year": year}
    return _("%(title)s, %(year)s") % {"title": indicator.title, "year": year}


def rows_from(table: Table, titles: Mapping[str, str], area_word: str) -> Rows:
    """The table with its headings, as it would have been brought."""
    head = [area_word, *(each.label for each in table.columns)]
    return [
        head,
        *([titles[code], *(cells.get(each.key, "") for each in table.columns)] for code, cells in table.areas.items()),
    ]
