"""Telling those who were invited what became of a meeting."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import ngettext

from groups.models import Meeting
from groups.services.invitations import announce_cancellation, announce_change
from groups.tasks import deliver_after_commit
from hyte.lib.clock import today


def tell_change(request: HttpRequest, meetings: Iterable[Meeting], *, at: datetime) -> None:
    """Mail those who were called to a meeting that calendars now show otherwise."""
    _tell(request, [meeting for meeting in meetings if meeting.state == Meeting.State.CALLED], announce_change, at)


def tell_cancellation(request: HttpRequest, meetings: Iterable[Meeting], *, at: datetime) -> None:
    """Mail those who had been called; of a meeting that was only planned nobody outside knows."""
    _tell(request, [meeting for meeting in meetings if meeting.called_at], announce_cancellation, at)


def _tell(request: HttpRequest, meetings: list[Meeting], announce: Callable, at: datetime) -> None:
    notices = [notice for meeting in meetings for notice in announce(meeting, on=today(), at=at, by=request.user)]
    for notice in notices:
        deliver_after_commit(notice)
    if notices:
        text = ngettext(
            "%(count)s mail about it is on its way.", "%(count)s mails about it are on their way.", len(notices)
        )
        messages.info(request, text % {"count": len(notices)})
