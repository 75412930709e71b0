"""A row against its measure: each cell against the workbook's stamp and against today."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from plans.imports.answers import MINE, THEIRS, Answers
from plans.imports.comparing.rows import FileRow, kept_texts
from plans.imports.outcomes import Change, Conflict, Level, Outcome
from plans.models import Measure
from plans.workbook.columns import BY_KEY, COLUMNS, Kind, Part
from plans.workbook.rows import PresentRow
from plans.workbook.shown import Shown

CELLS = tuple(column.key for column in COLUMNS if column.part is not Part.PLACE and column.key != "identifier")
LONGEST_TEXT = Measure._meta.get_field("working_text").max_length
LISTS = tuple(column.key for column in COLUMNS if column.kind is Kind.ORGANISATIONS)


@dataclass(frozen=True)
class Cells:
    """The cells of one row on three sides: the stamp (None where the file has none for it), the plan today, the file."""

    row: FileRow
    present: dict[str, str]
    base: dict[str, str] | None

    def changed(self, key: str) -> bool:
        """Whether the workbook says something else than it did when it was made; without a stamp, than the plan says."""
        if key not in self.row.values:
            return False
        mine = self.row.values[key]
        if self.base is None or not BY_KEY[key].exported:
            return bool(mine) and not self.agrees(key)
        return mine != self.base.get(key, "") and not self.agrees(key)

    def gives(self, key: str) -> bool:
        """Whether somebody wrote the value into the workbook, be it new to the plan or not."""
        return bool(self.row.get(key)) and (self.base is None or self.row.get(key) != self.base.get(key, ""))

    def agrees(self, key: str) -> bool:
        return self.row.get(key) == self.present.get(key, "")

    def clashes(self, key: str) -> bool:
        """Whether the plan has changed, too, since the workbook was made, and to something else."""
        known = self.base is not None and BY_KEY[key].exported
        return known and self.present.get(key, "") != self.base.get(key, "") and self.changed(key)


@dataclass(frozen=True)
class Comparer:
    """Finds what the cells of a row change; conflicts are settled by the answers or left for a person.

    ``new_names`` are those that are to be made, as the file writes them, by their keys.
    """

    shown: Shown
    answers: Answers
    new_names: dict[str, str] = field(default_factory=dict)

    def compare(self, outcome: Outcome, cells: Cells, keys: Iterable[str] = CELLS) -> None:
        for key in keys:
            if not cells.changed(key):
                continue
            if cells.clashes(key) and not self._settled(outcome, cells, key):
                continue
            outcome.changes.append(self.change(cells, key))

    def add_kept(self, outcome: Outcome, cells: Cells) -> None:
        """Add what the plan has no column for to the working text, whatever else becomes of that."""
        if not cells.row.kept:
            return
        earlier = next((each for each in outcome.changes if each.key == "working_text"), None)
        old = cells.present.get("working_text", "")
        new = kept_texts(cells.row, earlier.new if earlier else old)
        outcome.changes = [each for each in outcome.changes if each is not earlier]
        if new != old:
            column = cells.row.columns.get("working_text", 0)
            outcome.changes.append(Change("working_text", old, new, old, new, column))

    def accept_weightier_parts(self, outcome: Outcome, row: FileRow, found: PresentRow) -> None:
        """An organisation that has a weightier part in the measure already isn't proposed for a lighter one."""
        after = found.values | {change.key: change.new for change in outcome.changes}
        held = {after["main"], *map(str, found.proposed_mains), found.values["main"]}
        for key in LISTS:
            named = after[key].split(",")
            kept = ",".join(each for each in named if each not in held)
            if kept != after[key] and key in row.values:
                row.tell(Level.NOTE, _("An organisation of the cell has a weightier part in the measure already."), key)
                self._change_list(outcome, key, found.values[key], kept)
            held.update(named)

    def _change_list(self, outcome: Outcome, key: str, old: str, new: str) -> None:
        earlier = [change for change in outcome.changes if change.key == key]
        outcome.changes = [change for change in outcome.changes if change.key != key]
        if earlier and new != old:
            outcome.changes.append(self.change_to(key, old, new, earlier[0].column))

    def change(self, cells: Cells, key: str) -> Change:
        old, new = cells.present.get(key, ""), cells.row.get(key)
        return self.change_to(key, old, new, cells.row.columns.get(key, 0))

    def change_to(self, key: str, old: str, new: str, column: int = 0) -> Change:
        return Change(key, old, new, self.shown.text(key, old), self.text(key, new), column)

    def text(self, key: str, value: str) -> str:
        """A canonical value as people read it; what is to be made stands there by the name that it has in the file."""
        if "new:" in value and BY_KEY[key].kind in (Kind.ORGANISATION, Kind.ORGANISATIONS, Kind.PERSON):
            return "; ".join(self._named(key, each) for each in value.split(","))
        return self.shown.text(key, value)

    def _named(self, key: str, value: str) -> str:
        new = value.removeprefix("new:")
        return self.new_names.get(new, new) if new != value else self.shown.text(key, value)

    def _settled(self, outcome: Outcome, cells: Cells, key: str) -> bool:
        """Whether the workbook's cell goes in; a choice made against another value of the plan no longer holds."""
        theirs = cells.present.get(key, "")
        choice, against = self.answers.conflicts.get(f"{outcome.key}:{key}", ("", ""))
        choice = choice if against == theirs and choice in (MINE, THEIRS) else ""
        texts = [self.text(key, each) for each in ((cells.base or {}).get(key, ""), theirs, cells.row.get(key))]
        column = cells.row.columns.get(key, 0)
        outcome.conflicts.append(Conflict(key, theirs, *texts, column=column, choice=choice))
        return choice == MINE


def check_record(outcome: Outcome, row: FileRow, present: dict[str, str]) -> None:
    """What the database would refuse of the cells beside the status is told with its place."""
    after = present | {change.key: change.new for change in outcome.changes}
    if after.get("deputy") and after.get("deputy") == after.get("contact"):
        row.tell(Level.ERROR, _("The deputy must be somebody else than the contact person."), "deputy")
    if present.get("wording_fi") and not after.get("wording_fi"):
        row.tell(Level.ERROR, _("A measure can't be without a Finnish wording. Write it back."), "wording_fi")
    if len(after.get("working_text", "")) > LONGEST_TEXT:
        text = _("The working text would grow longer than %(limit)s characters. Leave some columns out of it.")
        row.tell(Level.ERROR, text % {"limit": LONGEST_TEXT}, "working_text")


def accept_proposed_main(outcome: Outcome, row: FileRow, present: PresentRow) -> None:
    """A main responsible that has already been proposed isn't proposed again."""
    for change in outcome.changes:
        if change.key == "main" and change.new in {str(pk) for pk in present.proposed_mains}:
            outcome.changes.remove(change)
            row.tell(Level.NOTE, _("This main responsible has already been proposed."), "main")
            return


def refuse_cells(outcome: Outcome, row: FileRow) -> bool:
    """Take away the changes that only a coordinator makes, and the conflicts about them; whether there were any."""
    reasons = {change.key: reason for change in outcome.changes if (reason := _refusal(change))}
    reasons |= {each.key: _refusal_of_record(each.key) for each in outcome.conflicts if _is_of_record(each.key)}
    for key, reason in reasons.items():
        row.tell(Level.WARNING, reason, key)
    outcome.changes = [change for change in outcome.changes if change.key not in reasons]
    outcome.conflicts = [conflict for conflict in outcome.conflicts if conflict.key not in reasons]
    return bool(reasons)


def _is_of_record(key: str) -> bool:
    return BY_KEY[key].part is Part.RECORD


def _refusal_of_record(key: str) -> str:
    text = _("“%(column)s” is changed by a coordinator only, so this cell was left as it was in the plan.")
    return text % {"column": BY_KEY[key].heading}


def _refusal(change: Change) -> str:
    if _is_of_record(change.key):
        return _refusal_of_record(change.key)
    gone = set(change.old.split(",")) - set(change.new.split(",")) - {""}
    if BY_KEY[change.key].part is Part.RESPONSIBILITY and gone and (change.key in LISTS or not change.new):
        return _("Only a coordinator takes an organisation away, so this cell was left as it was in the plan.")
    return ""
