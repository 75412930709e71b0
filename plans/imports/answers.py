"""What people have said of a file: kept with the import as JSON, given back to every reading of it."""

from dataclasses import asdict, dataclass, field
from typing import Any

NEW, BLANK = "new", "blank"  # answers to an unknown name, beside the id or value that it means
MINE, THEIRS = "mine", "theirs"  # answers to a conflict: the workbook's cell or the plan's


@dataclass
class SheetAnswers:
    """``columns`` are keys of plans.workbook.columns (or KEEP, SKIP) by the column's number from 1, as text for JSON.

    ``header`` is the first and the last row of the headings; None keeps what was found. ``section`` is the slug of the section
    to which all of the sheet belongs; "" leaves it to the rows.
    """

    used: bool = True
    header: tuple[int, int] | None = None
    section: str | None = None
    columns: dict[str, str] = field(default_factory=dict)


@dataclass
class Answers:
    """``names``: by kind (LearnedWord.Kind) and folded text the id or value, NEW or BLANK.

    ``conflicts``: by "sheet!row:column key" the choice and the plan's canonical value that was in sight: a choice made
    against another value no longer holds. ``left_out``: "sheet!row" of rows that people leave out knowingly.
    """

    sheets: dict[str, SheetAnswers] = field(default_factory=dict)
    names: dict[str, dict[str, str]] = field(default_factory=dict)
    conflicts: dict[str, tuple[str, str]] = field(default_factory=dict)
    left_out: set[str] = field(default_factory=set)

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "Answers":
        sheets = {title: SheetAnswers(**said) for title, said in stored.get("sheets", {}).items()}
        for said in sheets.values():
            said.header = tuple(said.header) if said.header else None
        return cls(
            sheets=sheets,
            names=stored.get("names", {}),
            conflicts={key: tuple(choice) for key, choice in stored.get("conflicts", {}).items()},
            left_out=set(stored.get("left_out", [])),
        )

    def to_json(self) -> dict[str, Any]:
        return asdict(self) | {"left_out": sorted(self.left_out)}

    def name(self, kind: str, folded: str) -> str | None:
        return self.names.get(kind, {}).get(folded)
