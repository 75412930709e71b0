"""Update rounds of a plan: listed, looked at, compared."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from groups.permissions import Permission
from hyte.lib.clock import today
from plans.access import get_plan, get_round, may_in_plan, require_in_plan
from plans.models import UpdateRound
from plans.queries.asked import people_asked
from plans.queries.picture import COLUMNS
from plans.queries.round_changes import compare_rounds
from plans.queries.round_filters import read_filters
from plans.queries.rounds import RoundPicture, picture_of_round, states_of, told_on

TEMPLATE = "plans/rounds/round.html"
ONLY_CHANGED = "muuttuneet"


@require_GET
def update_round_list(request: HttpRequest, slug: str) -> HttpResponse:
    plan = get_plan(request.user, slug)
    require_in_plan(request.user, Permission.VIEW_INTERNAL, plan)
    rounds = list(plan.update_rounds.prefetch_related("sections"))
    context = {
        "plan": plan,
        "county": plan.county,
        "states": states_of([each for each in rounds if each.is_open], today()),
        "closed": [each for each in rounds if not each.is_open],
        "today": today(),
        "may_edit": may_in_plan(request.user, Permission.EDIT_PLAN, plan),
    }
    return render(request, "plans/rounds/list.html", context)


@require_GET
def update_round(request: HttpRequest, pk: int) -> HttpResponse:
    """An open round as it stands now, with who is asked; a closed one as it stood when it closed."""
    shown = get_round(request.user, pk)
    may_edit = may_in_plan(request.user, Permission.EDIT_PLAN, shown.plan)
    picture = picture_of_round(shown, today(), goals=not shown.is_open)
    if shown.is_open:
        _add_people(picture, reminders=may_edit)
    filters = read_filters(request.GET, picture.lines)
    context = {
        "round": shown,
        "plan": shown.plan,
        "county": shown.plan.county,
        "picture": picture,
        "filters": filters,
        "lines": filters.apply(picture.lines),
        "columns": COLUMNS,
        "others": shown.plan.update_rounds.exclude(pk=shown.pk),
        "today": today(),
        "may_edit": may_edit,
    }
    partial = request.htmx and not request.htmx.boosted
    return render(request, TEMPLATE + "#round" if partial else TEMPLATE, context)


def _add_people(picture: RoundPicture, *, reminders: bool) -> None:
    """Who is asked; to the coordinator also when each was last reminded."""
    measures = [line.measure for line in picture.lines]
    people = people_asked(measures, today())
    told = told_on(picture.update_round, measures) if reminders else {}
    for line in picture.lines:
        line.people, line.reminded_on = people[line.measure.pk], told.get(line.measure.pk)


@require_GET
def update_round_compare(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Two rounds of one plan, the earlier one first whichever is named first."""
    first, second = get_round(request.user, pk), get_round(request.user, other)
    if first.plan_id != second.plan_id:
        raise Http404
    if first.pk == second.pk:
        return redirect(first)
    before, after = sorted((first, second), key=_age)
    comparison = compare_rounds(before, after, today())
    only_changed = request.GET.get(ONLY_CHANGED) == "1"
    context = {
        "plan": first.plan,
        "county": first.plan.county,
        "rounds": [before, after],
        "comparison": comparison,
        "pairs": comparison.changed if only_changed else comparison.pairs,
        "only_changed": only_changed,
        "columns": COLUMNS,
    }
    return render(request, "plans/rounds/compare.html", context)


def _age(update_round: UpdateRound) -> tuple:
    return update_round.opened_on, update_round.pk
