"""Meetings to be read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from groups.access import get_meeting, may_run
from hyte.lib.clock import today


@require_GET
def meeting_detail(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = get_meeting(request.user, pk)
    context = {
        "meeting": meeting,
        "county": meeting.county,
        "today": today(),
        "runs": may_run(request.user, meeting),
        "turns": meeting.secretary_turns.select_related("group", "person", "instead_of"),
    }
    return render(request, "groups/meeting_detail.html", context)
