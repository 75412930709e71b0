"""Calling a meeting, and answering the invitation when signed in."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from groups.access import get_meeting, get_meeting_to_run, require
from groups.forms.answer import AnswerForm
from groups.models import Meeting, SentNotice
from groups.queries.answers import OwnAnswer, own_answer
from groups.queries.invitees import invitees_of
from groups.services.answers import answer_meeting
from groups.services.invitations import call_meeting, invite_deputies
from groups.tasks import deliver_after_commit
from hyte.lib.clock import today

MOST_NAMES = 5  # in a message


@require_POST
def meeting_call(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = get_meeting_to_run(request.user, pk)
    again = "again" in request.POST
    try:
        notices = call_meeting(meeting, on=today(), at=timezone.now(), by=request.user, again=again)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        _deliver(notices)
        _tell_caller(request, notices, [str(each) for each in invitees_of(meeting).unreached])
    return redirect(meeting)


def _tell_caller(request: HttpRequest, notices: list[SentNotice], unreached: list[str]) -> None:
    count = len(notices)
    if count:
        told = ngettext(
            "An invitation is on its way to %(count)s person.",
            "Invitations are on their way to %(count)s people.",
            count,
        )
        messages.success(request, told % {"count": count})
    else:
        messages.info(request, _("Everybody whom mail reaches has been invited already. No mail was sent."))
    if unreached:
        messages.warning(request, _told_names(unreached))


def _told_names(names: list[str]) -> str:
    if len(names) <= MOST_NAMES:
        return _("No mail reaches these: %(names)s.") % {"names": "; ".join(names)}
    told = _("No mail reaches %(count)s seats: %(names)s and others. The list below tells all of them.")
    return told % {"count": len(names), "names": "; ".join(names[:MOST_NAMES])}


@require_POST
def meeting_answer(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = get_meeting(request.user, pk)
    own = own_answer(meeting, getattr(request.user, "person", None), today())
    require(own is not None)
    form = AnswerForm(request.POST, own=own)
    if not form.is_valid():
        messages.error(request, form.sentences)
        return redirect(meeting)
    try:
        _store(meeting, own, form.cleaned_data)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Your answer was saved: %(answer)s.") % {"answer": form.answer_label})
    return redirect(meeting)


def _store(meeting: Meeting, own: OwnAnswer, data: dict) -> None:
    at = timezone.now()
    answer_meeting(meeting, own.person, data["answer"], deputy=data["deputy"], on=today(), at=at)
    _deliver(invite_deputies(meeting, on=today(), at=at))


def _deliver(notices: list[SentNotice]) -> None:
    for notice in notices:
        deliver_after_commit(notice)
