"""Working groups to be read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from groups.access import get_group, keeps_county, may_run_group
from groups.keeping import keeping_of
from groups.models import WorkingGroup
from groups.queries.seats import roster
from groups.queries.turns import coming_meetings
from groups.standing import standing_of
from hyte.lib.clock import today


@require_GET
def group_list(request: HttpRequest) -> HttpResponse:
    keeping = keeping_of(request.user)
    groups = WorkingGroup.objects.visible_to(request.user).select_related("county", "age_group")
    context = {
        "groups": groups.order_by("county__order", "county", "order", "name_fi"),
        "acts_in": standing_of(request.user).all_counties,
        "staff_in": standing_of(request.user).staff_counties,
        "keeps": bool(keeping.everything or keeping.counties),
    }
    return render(request, "groups/group_list.html", context)


@require_GET
def group_detail(request: HttpRequest, pk: int) -> HttpResponse:
    group = get_group(request.user, pk)
    context = {
        "group": group,
        "county": group.county,
        "roster": roster(group, request.user, today()),
        "meetings": coming_meetings(group, today()),
        "today": today(),
        "runs": may_run_group(request.user, group),
        "keeps": keeps_county(request.user, group.county_id),
        "acts_in_county": standing_of(request.user).acts_in(group.county_id),
    }
    return render(request, "groups/group_detail.html", context)
