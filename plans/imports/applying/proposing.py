"""What a file would change of the approved promises: proposals, which a coordinator answers."""

from collections.abc import Iterable
from dataclasses import dataclass

from plans.imports.applying.making import PERSON, Made
from plans.imports.applying.promising import Promises
from plans.imports.applying.writing import Writer
from plans.imports.outcomes import Change, Outcome
from plans.models import LearnedWord, Plan, PromiseProposal, Proposal
from plans.workbook.columns import BY_KEY, Kind

NAME_KINDS = {
    Kind.ORGANISATION: LearnedWord.Kind.ORGANISATION,
    Kind.ORGANISATIONS: LearnedWord.Kind.ORGANISATION,
    Kind.PERSON: PERSON,
}


@dataclass
class Proposing:
    """``grounds`` tell from which file a proposal came."""

    plan: Plan
    made: Made
    promises: Promises
    writer: Writer
    grounds: str

    def write(self, outcomes: Iterable[Outcome]) -> None:
        pairs = [(outcome, change) for outcome in outcomes for change in outcome.proposals]
        self.writer.create(self._wording(*pair) for pair in pairs if _is_wording(*pair))
        self.writer.create(self._promise(*pair) for pair in pairs if not _is_wording(*pair))

    def _wording(self, outcome: Outcome, change: Change) -> Proposal:
        proposal = Proposal(
            measure=self.promises.measure_of(outcome),
            kind=Proposal.Kind.WORDING,
            text=change.new,
            language=change.key[-2:],
            grounds=self.grounds,
            made_by=self.writer.by,
            person=getattr(self.writer.by, "person", None),
        )
        proposal.clean_fields(exclude=["measure", "made_by", "person", "successor", "decided_by", "decision"])
        return proposal

    def _promise(self, outcome: Outcome, change: Change) -> PromiseProposal:
        is_goal = change.key == "goal"
        proposal = PromiseProposal(
            plan=self.plan,
            kind=PromiseProposal.Kind.GOAL_WORDING if is_goal else PromiseProposal.Kind.MEASURE,
            goal_id=int(outcome.goal) if outcome.goal else None,
            text=change.new,
            content={} if is_goal else self._content(outcome),
            grounds=self.grounds,
            made_by=self.writer.by,
        )
        proposal.clean_fields(exclude=["plan", "goal", "made_by", "decided_by", "decision", "measure"])
        return proposal

    def _content(self, outcome: Outcome) -> dict[str, str]:
        """Everything that the row says, with the ids of whatever was made for it."""
        return {key: self._resolved(key, value) for key, value in outcome.values.items() if value}

    def _resolved(self, key: str, value: str) -> str:
        kind = NAME_KINDS.get(BY_KEY[key].kind)
        return self.made.value_of(kind, value) if kind else value


def _is_wording(outcome: Outcome, change: Change) -> bool:
    return outcome.measure is not None and change.key != "goal"
