"""What a preview tells: of the file, of each row, of what must be asked."""

from dataclasses import dataclass, field
from enum import StrEnum

from hyte.lib.workbooks.cells import place


class Level(StrEnum):
    ERROR = "error"  # nothing is applied before it is mended or its row left out
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True)
class Finding:
    """Something to tell of the file, a row or a cell; ``row`` and ``column`` count from 1, 0 stands for the whole."""

    level: Level
    text: str
    sheet: str = ""
    row: int = 0
    column: int = 0

    @property
    def where(self) -> str:
        """The sheet and the cell as a spreadsheet names them: "Lapset!D14"; without a column the row's number."""
        spot = place(self.column, self.row) if self.row and self.column else str(self.row or "")
        return "!".join(filter(None, (self.sheet, spot)))


class Result(StrEnum):
    """What becomes of a row, the gravest first; a changed row may also carry a proposal."""

    ERROR = "error"
    CONFLICT = "conflict"
    REFUSED = "refused"
    NEW = "new"
    PROPOSAL = "proposal"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    LEFT_OUT = "left_out"


@dataclass(frozen=True)
class Change:
    """A cell that changes the plan. ``old`` and ``new`` are canonical, ``old_text`` and ``new_text`` as people read them."""

    key: str
    old: str
    new: str
    old_text: str
    new_text: str
    column: int = 0


@dataclass(frozen=True)
class Conflict:
    """A cell that was changed both in the workbook and in the plan since the workbook was made; texts as people read them.

    ``theirs`` is the plan's canonical value: a choice holds only against it. ``choice`` is "", MINE or THEIRS.
    """

    key: str
    theirs: str
    base_text: str
    theirs_text: str
    mine_text: str
    column: int = 0
    choice: str = ""


@dataclass
class Outcome:
    """What becomes of one row of the file.

    ``measure`` is the id of the measure that it was matched with, None for a new one. ``goal`` is the id of its goal as text,
    or the key of a NewGoal. ``values`` are the canonical values of the row's cells by column key, of the columns that the file
    has; an organisation or person to be made stands there as "new:" and the key of a NewName. ``changes`` are applied as they
    are; of a new measure they are all that it begins with. ``update`` is the whole content of the status update to be written,
    by column key, None where there is none. ``proposals`` are changes that a coordinator answers: new wordings, a goal's under
    the key "goal", and a whole new measure under "wording_fi".
    """

    sheet: str
    row: int
    result: Result = Result.UNCHANGED
    measure: int | None = None
    identifier: str = ""
    title: str = ""
    goal: str = ""
    values: dict[str, str] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    proposals: list[Change] = field(default_factory=list)
    update: dict[str, str] | None = None
    findings: list[Finding] = field(default_factory=list)

    @property
    def key(self) -> str:
        return f"{self.sheet}!{self.row}"


@dataclass(frozen=True)
class Option:
    value: str  # an id, a value, NEW or BLANK
    label: str


@dataclass(frozen=True)
class Question:
    """A word of the file that the county hasn't used before; asked once for the whole file."""

    kind: str  # LearnedWord.Kind
    text: str  # as it stands in the file
    folded: str
    where: str  # the first cell that has it
    count: int
    options: list[Option]
    suggested: str  # the value of the option that the wizard would choose


@dataclass(frozen=True)
class NewSection:
    key: str  # "new:" and a number
    name: str


@dataclass(frozen=True)
class NewGoal:
    """A goal of a draft plan that the file brings; ``section`` is an id as text or the key of a NewSection."""

    key: str
    section: str
    identifier: str  # "" where the file has none: it gets the next free one
    wording: str
    focus_areas: tuple[str, ...] = ()  # their names


def key_of_name(folded: str) -> str:
    """A folded text as a value among others: commas stand between those."""
    return folded.replace(",", " ")


@dataclass(frozen=True)
class NewName:
    """An organisation or a person to be made; ``key`` is that of its folded text."""

    kind: str  # LearnedWord.Kind
    key: str
    text: str


@dataclass
class Preview:
    """All that is known of a file before it is applied. ``fingerprint`` changes with the file's and the plan's contents."""

    outcomes: list[Outcome] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)  # of the file and its sheets
    new_sections: list[NewSection] = field(default_factory=list)
    new_goals: list[NewGoal] = field(default_factory=list)
    new_names: list[NewName] = field(default_factory=list)
    fingerprint: str = ""

    def count(self, result: Result) -> int:
        return sum(outcome.result is result for outcome in self.outcomes)

    @property
    def errors(self) -> list[Finding]:
        of_rows = (finding for outcome in self.outcomes for finding in outcome.findings)
        return [finding for finding in (*self.findings, *of_rows) if finding.level is Level.ERROR]

    @property
    def changes_something(self) -> bool:
        return any(outcome.result in WORK for outcome in self.outcomes) or any(
            outcome.changes or outcome.proposals for outcome in self.outcomes
        )

    @property
    def may_be_applied(self) -> bool:
        """Refused rows don't hold the others back; errors, conflicts and open questions do."""
        blocked = self.errors or self.questions or self.count(Result.CONFLICT)
        return not blocked and self.changes_something


WORK = (Result.NEW, Result.CHANGED, Result.PROPOSAL)
