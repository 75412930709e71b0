"""What the file says of the goals of measures that are already in the plan: a new wording, or another place."""

from dataclasses import dataclass, field
from difflib import SequenceMatcher

from django.utils.translation import gettext as _

from hyte.lib.text import clean, fold
from plans.imports.comparing.places import SAME_GOAL, Places, without_label, wording_of
from plans.imports.comparing.rows import FileRow
from plans.imports.outcomes import Change, Level, Outcome
from plans.models import Goal, Section
from plans.workbook.columns import COLUMNS, Part
from plans.workbook.rows import PresentRow

PLACES = tuple(column.key for column in COLUMNS if column.part is Part.PLACE)


@dataclass
class GoalWordings:
    """A goal's wording stands on the row of each of its measures; the first row that changes it speaks for all.

    ``rewords`` tells whether it may be changed at once: in a draft, by those who edit the plan.
    """

    places: Places
    rewords: bool
    _said: dict[int, tuple[str, FileRow]] = field(default_factory=dict)

    def settle(self, outcome: Outcome, row: FileRow, found: PresentRow, base: dict[str, str] | None) -> None:
        goal = found.measure.goal
        self._look_at_emptied(row, base)
        self._look_at_section(row, found, base)
        self._look_at_focus_areas(row, found, base)
        if self._speaks_of_another(row, found, base) or not self.is_new(row, found, base):
            return
        text = without_label(row.get("goal"))
        if not self._resembles(text, goal):
            self._doubt(row, goal, text)
        elif not self._said_before(row, goal, text):
            change = Change("goal", goal.wording_fi, text, goal.wording_fi, text, row.columns.get("goal", 0))
            (outcome.changes if self.rewords else outcome.proposals).append(change)

    def is_new(self, row: FileRow, found: PresentRow, base: dict[str, str] | None) -> bool:
        """Whether the row says another wording of its goal; of a workbook that we wrote, to the letter."""
        text, goal = row.get("goal"), found.measure.goal
        if not text or (base is not None and text == base.get("goal", "")):
            return False
        if base is not None:
            return text not in (clean(goal.wording_fi), clean(goal.wording_sv), clean(goal.wording_en))
        return wording_of(text) not in {wording_of(goal.wording_fi), wording_of(goal.wording_sv)}

    def _look_at_emptied(self, row: FileRow, base: dict[str, str] | None) -> None:
        for key in PLACES:
            if base and base.get(key) and row.values.get(key) == "":
                told = _(
                    "Where a measure stands isn't changed by a workbook, so the cell was left as it is in the plan."
                )
                row.tell(Level.WARNING, told, key)

    def _resembles(self, text: str, goal: Goal) -> bool:
        mine, theirs = wording_of(text), wording_of(goal.wording_fi)
        return SequenceMatcher(None, mine, theirs, autojunk=False).ratio() >= SAME_GOAL

    def _doubt(self, row: FileRow, goal: Goal, text: str) -> None:
        told = _("The goal is another than in the plan: the measure stays under %(goal)s. Move it on the goal's page.")
        row.tell(Level.WARNING, told % {"goal": goal.identifier}, "goal")

    def _said_before(self, row: FileRow, goal: Goal, text: str) -> bool:
        earlier, first = self._said.setdefault(goal.pk, (text, row))
        if wording_of(earlier) != wording_of(text):
            told = _("Row %(row)s gives goal %(goal)s another new wording. Write the same one on both rows.")
            row.tell(Level.ERROR, told % {"row": first.number, "goal": goal.identifier}, "goal")
        return first is not row

    def _speaks_of_another(self, row: FileRow, found: PresentRow, base: dict[str, str] | None) -> bool:
        """Whether the row's goal is another one of the plan: a measure isn't moved by a workbook."""
        unchanged = base is not None and all(
            row.get(key) == base.get(key, "") for key in ("goal", "goal_identifier") if key in row.values
        )
        named = [] if unchanged else self.places.goals_named(row)
        if not named or found.measure.goal in named:
            return False
        self._doubt(row, found.measure.goal, row.get("goal"))
        return True

    def _look_at_section(self, row: FileRow, found: PresentRow, base: dict[str, str] | None) -> None:
        name = row.get("section")
        if not name or (base is not None and name == base.get("section", "")):
            return
        section = found.measure.goal.section
        named = self.places.section_of(row)
        if not isinstance(named, Section) or named.pk != section.pk:
            told = _("The section is another than in the plan: the measure stays in “%(section)s”.")
            row.tell(Level.WARNING, told % {"section": section.name}, "section")

    def _look_at_focus_areas(self, row: FileRow, found: PresentRow, base: dict[str, str] | None) -> None:
        said = {fold(part) for part in row.get("focus_area").replace("\n", ";").split(";") if part.strip()}
        known = {fold(part) for part in found.values["focus_area"].split(";") if part.strip()}
        if said - known and not (base is not None and row.get("focus_area") == base.get("focus_area", "")):
            told = _("The goal's focus areas are others in the plan; they are changed on the goal's page.")
            row.tell(Level.WARNING, told, "focus_area")
