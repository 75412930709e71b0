"""Approved wording doesn't change by a workbook: it becomes a proposal, once."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from hyte.lib.text import clean
from plans.imports.comparing.rows import FileRow
from plans.imports.outcomes import Change, Level, Outcome
from plans.models import Plan, PromiseProposal, Proposal
from plans.queries.undone import undone_ids
from plans.workbook.rows import PresentRow

WORDINGS = ("wording_fi", "wording_sv")


@dataclass
class Proposed:
    """What went with an import that was undone counts as never proposed.

    ``rewords`` tells whether wording may be changed at once: in a draft, by those who edit the plan.
    """

    plan: Plan
    rewords: bool

    def settle(self, outcome: Outcome, row: FileRow, found: PresentRow) -> None:
        """Move new wordings among the proposals; what has been proposed before, whatever came of it, isn't again."""
        for change in list(outcome.changes):
            if change.key in WORDINGS and not self.rewords:
                outcome.changes.remove(change)
                self._propose(outcome, row, change, (found.measure.pk, change.new) in self._wordings)
        for change in list(outcome.proposals):
            if change.key == "goal" and (found.measure.goal_id, change.new) in self._goals:
                outcome.proposals.remove(change)
                self._tell_known(row, change.key)

    def knows_measure(self, row: FileRow) -> bool:
        """Whether the new measure of the row has been proposed before."""
        known = row.get("wording_fi") in self._measures
        if known:
            self._tell_known(row, "wording_fi")
        return known

    def _propose(self, outcome: Outcome, row: FileRow, change: Change, known: bool) -> None:
        if known:
            self._tell_known(row, change.key)
        elif not change.new:
            text = _("A wording can't be emptied by a workbook, so this cell was left as it was in the plan.")
            row.tell(Level.WARNING, text, change.key)
        else:
            outcome.proposals.append(change)

    def _tell_known(self, row: FileRow, key: str) -> None:
        row.tell(Level.NOTE, _("This has already been proposed."), key)

    @cached_property
    def _wordings(self) -> set[tuple[int, str]]:
        made = Proposal.objects.filter(measure__plan=self.plan, kind=Proposal.Kind.WORDING)
        made = made.exclude(pk__in=undone_ids(self.plan, Proposal))
        return {(measure, clean(text)) for measure, text in made.values_list("measure", "text")}

    @cached_property
    def _of_plan(self) -> list[tuple[str, int | None, str]]:
        made = PromiseProposal.objects.filter(plan=self.plan).exclude(pk__in=undone_ids(self.plan, PromiseProposal))
        return [(kind, goal, clean(text)) for kind, goal, text in made.values_list("kind", "goal", "text")]

    @cached_property
    def _goals(self) -> set[tuple[int | None, str]]:
        return {(goal, text) for kind, goal, text in self._of_plan if kind == PromiseProposal.Kind.GOAL_WORDING}

    @cached_property
    def _measures(self) -> set[str]:
        return {text for kind, _goal, text in self._of_plan if kind == PromiseProposal.Kind.MEASURE}
