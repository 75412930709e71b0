"""Inviting the parties, asking them for their concerns, and the negotiation as a calendar file."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from groups.queries.events import event_of
from groups.tasks import deliver_after_commit
from groups.views.feeds import CALENDAR
from hyte.lib.clock import today
from hyte.lib.downloads import attachment
from hyte.lib.ics import write_calendar
from negotiations.access import get_inner_negotiation, get_negotiation_to_run
from negotiations.services.invitations import Mailed, ask_parties
from negotiations.services.invitations import invite as invite_parties


@require_POST
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    return _mailed(request, pk, invite_parties)


@require_POST
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    return _mailed(request, pk, ask_parties)


@require_GET
def calendar_file(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = get_inner_negotiation(request.user, pk).meeting
    content = write_calendar([event_of(meeting)], name=meeting.title)
    return attachment(content, f"{meeting.title} {meeting.on.isoformat()}.ics", CALENDAR)


def _mailed(request: HttpRequest, pk: int, act: Callable[..., Mailed]) -> HttpResponse:
    negotiation = get_negotiation_to_run(request.user, pk)
    try:
        mailed = act(negotiation, on=today(), at=timezone.now(), by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        tell_mailed(request, mailed)
    return redirect(negotiation)


def tell_mailed(request: HttpRequest, mailed: Mailed) -> None:
    """Send the mails, and say how many went and whom mail doesn't reach."""
    for notice in mailed.notices:
        deliver_after_commit(notice)
    if mailed.notices:
        count = len(mailed.notices)
        text = ngettext("%(count)s mail is on its way.", "%(count)s mails are on their way.", count)
        messages.success(request, text % {"count": count})
    if mailed.unreached:
        names = "; ".join(str(each) for each in mailed.unreached)
        messages.warning(request, _("Mail doesn't reach these: %(names)s.") % {"names": names})
