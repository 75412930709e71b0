"""The approval of a memo closes its meeting: nothing that the memo tells changes afterwards."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from groups.models import Meeting, Memo


def refuse_after_approval(meeting: Meeting) -> None:
    """Raise ValidationError where the meeting's memo has been approved.

    Called inside the transaction of every change to what the memo tells: agenda, attendance, round. The memo's row is locked,
    so that a change and an approval at the same moment come one after the other.
    """
    memo = Memo.objects.select_for_update().filter(meeting=meeting).first()
    if memo and memo.is_approved:
        raise ValidationError(_("The memo of this meeting has been approved: what it tells doesn't change any more."))
