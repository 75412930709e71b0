"""Rows that no measure of the plan matches: new measures of a draft, proposals to an approved plan."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from groups.standing import Reach
from plans.imports.comparing.cells import CELLS, Cells, Comparer, check_record
from plans.imports.comparing.places import Places
from plans.imports.comparing.proposed import Proposed
from plans.imports.comparing.rows import FileRow
from plans.imports.comparing.statuses import Statuses
from plans.imports.outcomes import Level, Outcome, Result
from plans.models import Section
from plans.queries.identifiers import Identifiers
from plans.workbook.rows import update_values


@dataclass
class Newcomers:
    """``reach`` tells which sections' measures the reader may bring."""

    places: Places
    comparer: Comparer
    statuses: Statuses
    proposed: Proposed
    reach: Reach

    def settle(self, outcome: Outcome, row: FileRow) -> None:
        if self._is_elsewhere(row):
            outcome.result = Result.REFUSED
            return
        self._take_swedish(row)
        if not row.get("wording_fi"):
            row.tell(Level.ERROR, self._missing(row), "wording_fi")
        elif self.places.may_make:
            self._add(outcome, row)
        elif not self.proposed.knows_measure(row):
            self._propose(outcome, row)

    def _take_swedish(self, row: FileRow) -> None:
        """A plan of a Swedish list has at first only what that says."""
        if row.get("wording_sv") and not row.get("wording_fi"):
            row.values["wording_fi"] = row.get("wording_sv")
            text = _(
                "Only the Swedish wording is given: it stands for the Finnish one, too, until somebody writes that."
            )
            row.tell(Level.WARNING, text, "wording_sv")

    def _missing(self, row: FileRow) -> str:
        if row.get("identifier"):
            text = _(
                "There is no measure %(number)s in the plan, and the row has no wording for a new one. Mend the number."
            )
            return text % {"number": row.get("identifier")}
        return _("The row has neither the number nor the wording of a measure. Write one, or leave the row out.")

    def _add(self, outcome: Outcome, row: FileRow) -> None:
        goal = self.places.find(row)
        if goal is None:
            return
        outcome.result, outcome.identifier = Result.NEW, row.get("identifier")
        outcome.goal = getattr(goal, "key", None) or str(goal.pk)
        self._look_at_number(row)
        cells = Cells(row, update_values(None), None)
        self.comparer.compare(outcome, cells, CELLS)
        self.comparer.add_kept(outcome, cells)
        check_record(outcome, row, {})
        self.statuses.settle(outcome, cells, None)

    def _look_at_number(self, row: FileRow) -> None:
        if row.get("identifier") and (refusal := self._numbers.refusal(row.get("identifier"))):
            row.tell(Level.ERROR, refusal, "identifier")

    @cached_property
    def _numbers(self) -> Identifiers:
        return Identifiers.of_measures(self.places.plan)

    def _propose(self, outcome: Outcome, row: FileRow) -> None:
        goal = self.places.find(row)
        outcome.goal, outcome.identifier = str(goal.pk) if goal else "", row.get("identifier")
        outcome.values = dict(row.values)
        if row.kept:
            outcome.values["working_text"] = "\n".join(filter(None, [row.get("working_text"), *row.kept]))
        text = row.get("wording_fi")
        outcome.proposals.append(self.comparer.change_to("wording_fi", "", text, row.columns.get("wording_fi", 0)))

    def _is_elsewhere(self, row: FileRow) -> bool:
        """Whether the row is neither for a section that the reader looks after nor for the reader's division."""
        mains = {row.get("main"), *row.get("others").split(",")} - {""}
        if self.places.plan.county_id in self.reach.counties or mains & set(map(str, self.reach.divisions)):
            return False
        goals, named = self.places.goals_named(row), self.places.section_of(row)
        sections = [named] if isinstance(named, Section) else [goal.section for goal in goals]
        if any(section.group_id in self.reach.groups for section in sections):
            return False
        text = _(
            "You can propose a new measure only to a section that you look after, or for a division that you lead."
        )
        row.tell(Level.WARNING, text, "section" if row.get("section") else "goal")
        return True
