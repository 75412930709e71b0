"""What a file seems to mean before a row of it is compared: sheets, headings, columns."""

from dataclasses import dataclass, field
from enum import StrEnum

from hyte.lib.workbooks import Grid, GridBook
from plans.imports.outcomes import Finding


class Certainty(StrEnum):
    SURE = "sure"  # a heading that we know
    LIKELY = "likely"  # resembles one: shown to be looked at
    UNKNOWN = "unknown"  # asked
    TOLD = "told"  # somebody said so, of this file or of one of the same shape


@dataclass(frozen=True)
class ReadColumn:
    """A column of the file. ``key`` is what it is taken for: a key of plans.workbook.columns, KEEP or SKIP."""

    number: int
    heading: str
    key: str
    certainty: Certainty
    samples: tuple[str, ...]  # a few of its values


@dataclass
class ReadSheet:
    """A sheet as it was understood; ``header`` are the first and last rows of the headings, None where none was found.

    ``last_row`` is the last row of the table: what stands under it are notes.
    """

    grid: Grid
    used: bool
    header: tuple[int, int] | None
    columns: list[ReadColumn] = field(default_factory=list)
    last_row: int = 0
    section: str = ""  # slug of the section to which all rows belong
    findings: list[Finding] = field(default_factory=list)

    @property
    def title(self) -> str:
        return self.grid.title


@dataclass
class Understanding:
    sheets: list[ReadSheet]
    book: GridBook
    shape: str  # SHA-256 of the headings: files of the same shape are understood alike
    findings: list[Finding] = field(default_factory=list)

    @property
    def needs_a_look(self) -> bool:
        """Whether a heading isn't sure, or something of the file must be mended by choosing."""
        return any(
            column.certainty in (Certainty.LIKELY, Certainty.UNKNOWN)
            for sheet in self.sheets
            if sheet.used
            for column in sheet.columns
        )
