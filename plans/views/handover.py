"""The hand-over page of a group."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from groups.access import get_group_to_run
from hyte.lib.clock import today
from plans.queries.handover import hand_over


@require_GET
def group_handover(request: HttpRequest, pk: int) -> HttpResponse:
    group = get_group_to_run(request.user, pk)
    hand = hand_over(group, today())
    context = {"group": group, "county": group.county, "hand": hand, "today": today(), "place": "groups"}
    return render(request, "plans/handover.html", context)
