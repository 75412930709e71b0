"""What the indicators of a plan show, by section and by focus area."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from groups.permissions import Permission
from hyte.lib.decorators import public_page
from plans.access import get_plan, may_in_plan
from plans.queries.boards import Part, boards_of


@require_GET
@public_page
def indicator_board(request: HttpRequest, slug: str) -> HttpResponse:
    """All sections, or the one section or focus area that the address names."""
    plan = get_plan(request.user, slug)
    sections, areas = list(plan.sections.all()), list(plan.focus_areas.all())
    chosen = _chosen(request, {"osio": (_("Section"), sections), "painopiste": (_("Focus area"), areas)})
    context = {
        "plan": plan,
        "county": plan.county,
        "sections": sections,
        "areas": areas,
        "chosen": chosen,
        "boards": boards_of(plan, [chosen] if chosen else sections, user=request.user),
        "may_edit": may_in_plan(request.user, Permission.EDIT_PLAN, plan),
    }
    return render(request, "plans/indicator_board.html", context)


def _chosen(request: HttpRequest, parts: dict[str, tuple[str, list[Part]]]) -> Part | None:
    """The part that the address names; what it names in vain is told."""
    for name, (label, offered) in parts.items():
        asked = request.GET.get(name)
        found = next((part for part in offered if part.slug == asked), None)
        if found:
            return found
        if asked:
            told = {"value": asked[:60], "filter": label}
            messages.warning(request, _("“%(value)s” is not known in “%(filter)s”, so it was left out.") % told)
    return None
