"""The hidden sheet with what the drop-down lists offer."""

from collections.abc import Sequence
from itertools import zip_longest

from hyte.lib.sheets import LETTERS, PLAIN, Sheet
from plans.exports.implementation.lines import Implementation
from plans.models import Progress, Status

SHEET = "_lists"
STRICT = ("status", "progress")  # anything else is a slip; a new name is asked when the workbook comes back


def choices_of(implementation: Implementation) -> dict[str, list[str]]:
    """What may be chosen in the columns of these keys."""
    people, organisations = implementation.people, implementation.organisations
    sections = dict.fromkeys(line.values["section"] for line in implementation.lines)
    return {
        "status": [str(label) for label in Status.labels],
        "progress": [str(label) for label in Progress.labels],
        "main": organisations,
        "contact": people,
        "deputy": people,
        "section": list(sections),
    }


def write_lists(sheet: Sheet, choices: dict[str, list[str]]) -> None:
    """A column for each key, its key on the first row."""
    sheet.worksheet.sheet_state = "hidden"
    sheet.write(*((key, PLAIN) for key in choices))
    for names in zip_longest(*choices.values()):
        sheet.write(*((name, PLAIN) for name in names))


def source_of(key: str, choices: dict[str, Sequence[str]]) -> str:
    """Where the list of a key stands."""
    letter = LETTERS[list(choices).index(key)]
    return f"'{SHEET}'!${letter}$2:${letter}${len(choices[key]) + 1}"
