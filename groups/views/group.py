"""Working groups to be read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from groups.access import get_group
from groups.models import WorkingGroup
from hyte.lib.clock import today


@require_GET
def group_list(request: HttpRequest) -> HttpResponse:
    groups = (
        WorkingGroup.objects.visible_to(request.user).select_related("county").order_by("county", "order", "name_fi")
    )
    return render(request, "groups/group_list.html", {"groups": groups})


@require_GET
def group_detail(request: HttpRequest, pk: int) -> HttpResponse:
    group = get_group(request.user, pk)
    context = {
        "group": group,
        "county": group.county,
        "seats": group.seats.held_on(today()).select_related("person", "represents", "deputy"),
        "meetings": group.meetings.order_by("starts_at"),
    }
    return render(request, "groups/group_detail.html", context)
