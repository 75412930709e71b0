"""A meeting is cancelled, or marked as held."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from groups.access import get_meeting_to_run
from groups.forms.meeting import CancelForm
from groups.models import Attendance, Meeting
from groups.queries.invitees import told_items
from groups.services.meetings import cancel_meeting, mark_held, rest_of_series, take_back_held
from groups.views.meeting_news import tell_cancellation
from hyte.lib.clock import today
from hyte.lib.form_pages import form_page, sent
from hyte.lib.forms_again import kept_initial


@require_http_methods(["GET", "POST"])
def meeting_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what cancelling does to how many people; cancel when it is confirmed with a reason."""
    meeting, at, cancelled = get_meeting_to_run(request.user, pk), timezone.now(), []
    rest = list(rest_of_series(meeting, by=request.user))
    form = CancelForm(sent(request), rest_count=len(rest), initial=kept_initial(request))

    def act() -> None:
        for each in (meeting, *(rest if form.cleaned_data.get("rest") else ())):
            cancelled.append(cancel_meeting(each, reason=form.cleaned_data["reason"], at=at, by=request.user))

    def then() -> str:
        tell_cancellation(request, cancelled, at=at)
        return meeting.get_absolute_url()

    return form_page(
        request,
        form,
        act,
        title=_("Cancel the meeting"),
        back=meeting.get_absolute_url(),
        done=_("The meeting was cancelled."),
        then=then,
        template="groups/meeting_cancel.html",
        meeting=meeting,
        county=meeting.county,
        rest=rest,
        invited=len({item.notice.person_id for item in told_items(meeting)}),
        coming=meeting.attendance.filter(answer=Attendance.Answer.COMING).count(),
        items=meeting.agenda_items.count(),
        submit=_("Cancel the meeting"),
    )


@require_POST
def meeting_held(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark a meeting held, or take that back."""
    meeting = get_meeting_to_run(request.user, pk)
    try:
        _mark(meeting, request)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(meeting)


def _mark(meeting: Meeting, request: HttpRequest) -> None:
    if meeting.state == Meeting.State.HELD:
        take_back_held(meeting, by=request.user)
        messages.success(request, _("The meeting isn't marked as held any more."))
        return
    if meeting.on > today():
        raise ValidationError(_("The meeting is still ahead: mark it as held when it has been held."))
    mark_held(meeting, by=request.user)
    messages.success(request, _("The meeting was marked as held."))
