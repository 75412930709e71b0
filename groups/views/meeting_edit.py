"""Making a meeting and changing it."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from groups.access import get_meeting_to_run, makes_meetings, require
from groups.forms.meeting import MeetingForm
from groups.models import Meeting
from groups.queries.conflicts import conflicts_ahead
from groups.queries.invitees import invitees_of
from groups.services.meetings import rest_of_series, save_meeting, save_rest_of_series
from groups.views.meeting_news import tell_change
from hyte.lib.clock import today
from hyte.lib.form_pages import form_page, sent
from hyte.lib.forms_again import kept_initial


@require_http_methods(["GET", "POST"])
def meeting_create(request: HttpRequest) -> HttpResponse:
    require(makes_meetings(request.user))
    asked = {"starts": "14:00", "ends": "15:50", "groups": request.GET.getlist("ryhma"), "on": request.GET.get("paiva")}
    form = _form(request, Meeting(), asked | kept_initial(request))
    return form_page(
        request,
        form,
        lambda: _save(request, form, timezone.now()),
        title=_("New meeting"),
        back=reverse("groups:calendar"),
        done=_("The meeting was made. Invitations have not been sent yet."),
        then=lambda: form.instance.get_absolute_url(),
        template="groups/meeting_form.html",
        submit=_("Make the meeting"),
    )


@require_http_methods(["GET", "POST"])
def meeting_edit(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = get_meeting_to_run(request.user, pk)
    rest = len(rest_of_series(meeting, by=request.user))
    form, at, changed = _form(request, meeting, kept_initial(request), rest=rest), timezone.now(), []
    invited = len(invitees_of(meeting).people) if meeting.state == Meeting.State.CALLED else 0

    def then() -> str:
        tell_change(request, changed, at=at)
        return meeting.get_absolute_url()

    return form_page(
        request,
        form,
        lambda: changed.extend(_save(request, form, at)),
        title=_("Change the meeting"),
        back=meeting.get_absolute_url(),
        done=_("The meeting was saved."),
        then=then,
        template="groups/meeting_form.html",
        meeting=meeting,
        county=meeting.county,
        rest=rest,
        invited=invited,
    )


def _form(request: HttpRequest, meeting: Meeting, initial: dict, *, rest: int = 0) -> MeetingForm:
    return MeetingForm(
        sent(request), instance=meeting, user=request.user, today=today(), initial=initial, rest_count=rest
    )


def _save(request: HttpRequest, form: MeetingForm, at: datetime) -> list[Meeting]:
    """Save what the form says once what speaks against it has been accepted; return what calendars show otherwise."""
    if form.moves or not form.instance.pk:
        slot = form.slot()
        form.require_accepted(conflicts_ahead([slot], on=today(), user=request.user)[slot.key])
    save = save_rest_of_series if form.cleaned_data.get("rest") else save_meeting
    saved = save(form.instance, groups=form.chosen_groups, at=at, by=request.user)
    return [each for each in (saved if isinstance(saved, list) else [saved]) if each.changed_at == at]
