"""Reading what pages say, by the marks that addresses and tests may rely on."""

import re

ROW = re.compile(r'<tr data-section="([^"]+)">(.*?)</tr>', re.S)
CELL = re.compile(r'data-(?:status|count)="([^"]+)" data-value="(\d+)"')


def read_totals(markup: str) -> dict[str, dict[str, int]]:
    """The table of totals: section → column → count."""
    return {
        section: {name: int(value) for name, value in CELL.findall(cells)} for section, cells in ROW.findall(markup)
    }


def read_identifiers(markup: str) -> list[str]:
    """The measures of the live table, in its order."""
    return re.findall(r'<tr id="m-\d+" data-identifier="([^"]+)"', markup)


def read_changes(markup: str) -> list[str]:
    return re.findall(r'<tr data-identifier="([^"]+)"', markup)
