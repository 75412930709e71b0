"""What the parties have said of the memo."""

from collections.abc import Sequence
from dataclasses import dataclass

from negotiations.models import MemoAnswer, Negotiation, NegotiationMemo, Party


@dataclass(frozen=True)
class PartyAnswer:
    """A party's answer to the version that it was asked about last; None while it is silent."""

    party: Party
    answer: MemoAnswer | None


def answers_of(negotiation: Negotiation, memo: NegotiationMemo | None) -> Sequence[PartyAnswer]:
    """The convener isn't asked: it sends the memo. A withdrawn party is there only where it had answered."""
    if memo is None or not memo.version:
        return []
    given = {each.party_id: each for each in memo.answers.filter(version=memo.version)}
    parties = negotiation.parties.filter(is_convener=False).select_related("organisation")
    return [PartyAnswer(each, given.get(each.pk)) for each in parties if not each.is_withdrawn or each.pk in given]
