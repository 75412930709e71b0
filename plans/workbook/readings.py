"""What came of reading one cell."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Reading:
    """``value`` is canonical (plans.workbook.columns), "" for an empty cell.

    ``unknown`` is a status or progress word that must be asked. ``fault`` tells why the cell can't be used and what to do,
    ``note`` how it was taken where that isn't plain.
    """

    value: str = ""
    unknown: str = ""
    fault: str = ""
    note: str = ""


LONGEST_QUOTE = 60


def quoted(text: str) -> str:
    """A cell's text as a message quotes it: a long one only from its beginning."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_QUOTE else f"{line[: LONGEST_QUOTE - 1]}…"
