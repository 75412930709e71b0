"""The parties' answers to the memo; when all have approved, it is approved."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from negotiations.models import MemoAnswer, NegotiationMemo, Representative
from negotiations.services.memo import approve


@transaction.atomic
def answer_memo(
    memo: NegotiationMemo, representative: Representative, *, verdict: str, comment: str, at: datetime
) -> MemoAnswer:
    """One answer of a party to each version of the memo; the last one needed approves it."""
    memo = NegotiationMemo.objects.select_for_update().get(pk=memo.pk)
    if memo.state != NegotiationMemo.State.SENT:
        raise ValidationError(_("The memo isn't open for answers just now. Open the page again."), code="not_open")
    earlier = memo.answers.filter(party=representative.party, version=memo.version).first()
    if earlier:
        raise ValidationError(
            _("%(name)s has already answered for the party.") % {"name": earlier.person_name}, code="answered"
        )
    if verdict == MemoAnswer.Verdict.RETURNED and not comment.strip():
        raise ValidationError({"comment": _("Tell what is to be corrected.")}, code="comment")
    answer = MemoAnswer(
        memo=memo,
        party=representative.party,
        version=memo.version,
        verdict=verdict,
        comment=comment.strip(),
        person=representative.person,
        person_name=representative.person.name,
        answered_at=at,
    )
    answer.full_clean()
    answer.save()
    if _is_approved_by_all(memo):
        approve(memo, at=at)
    return answer


def _is_approved_by_all(memo: NegotiationMemo) -> bool:
    approved = memo.answers.filter(version=memo.version, verdict=MemoAnswer.Verdict.APPROVED).values("party")
    asked = memo.negotiation.parties.active().filter(is_convener=False)
    return not asked.exclude(pk__in=approved).exists()
