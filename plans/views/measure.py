"""One measure with its history, and the comments on it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from groups.permissions import Permission
from hyte.lib.clock import today
from hyte.lib.decorators import public_page
from hyte.lib.forms_again import kept_initial, mark_saved
from plans.access import get_measure, get_measure_for, may_in_plan, permissions_on
from plans.forms.comment import CommentForm
from plans.models import Measure, StatusUpdate
from plans.queries.aims import aims_of
from plans.queries.comments import comments_of_measure
from plans.queries.hints import is_late, is_stale
from plans.queries.links import links_of
from plans.queries.picture import Row
from plans.queries.scenarios import scenarios_of
from plans.queries.succession import way_of
from plans.queries.triage import triages_of
from plans.services.comments import add_comment


@require_GET
@public_page
def measure_detail(request: HttpRequest, pk: int) -> HttpResponse:
    measure = get_measure(request.user, pk)
    return render(
        request,
        "plans/measure_detail.html",
        measure_context(request, measure, CommentForm(initial=kept_initial(request))),
    )


def measure_context(request: HttpRequest, measure: Measure, comment_form: CommentForm) -> dict:
    allowed = permissions_on(request.user, measure)
    updates = _updates(request.user, measure, inside=Permission.VIEW_INTERNAL in allowed)
    newest = next((update for update in updates if not update.is_corrected and update.on <= today()), None)
    measure.current_responsibilities = list(
        measure.responsibilities.in_force().select_related("organisation", "decision__body")
    )
    row = Row(measure, newest)
    return {
        "measure": measure,
        "plan": measure.plan,
        "county": measure.plan.county,
        "row": row,
        "updates": updates,
        "may": {permission.value: permission in allowed for permission in Permission},
        "is_late": is_late(row, today()),
        "is_stale": is_stale(row, today()),
        "unpublished": sum(not update.is_published and not update.is_corrected for update in updates),
        "aims": aims_of(measure.indicator_targets, measure.plan.county, user=request.user),
        "scenarios": scenarios_of(measure, request.user),
        "triages": triages_of(measure, request.user),
        "focus_areas": measure.goal.focus_areas.all(),
        "themes": [*measure.goal.themes.all(), *measure.themes.all()],
        "earlier_wordings": measure.earlier_wordings.select_related("superseded_by__body"),
        "merged_here": _merged_here(request.user, measure),
        "way": way_of(measure, request.user),
        "comments": comments_of_measure(measure, request.user) if Permission.VIEW_INTERNAL in allowed else [],
        "comment_form": comment_form,
        "links": links_of(measure, at=timezone.now()) if Permission.SEND_LINK in allowed else [],
        "may_edit": may_in_plan(request.user, Permission.EDIT_PLAN, measure.plan),
    }


def _updates(user, measure: Measure, *, inside: bool) -> list[StatusUpdate]:
    """The measure's updates that the user may see, newest day first; corrected ones say so.

    Those that were withdrawn with a workbook stay for the staff alone, with who took them back in ``withdrawal``.
    """
    updates = list(
        StatusUpdate.objects.visible_to(user)
        .filter(measure=measure)
        .select_related("by", "meeting", "merged_into")
        .newest_first()
    )
    corrections = {update.replaces_id: update for update in updates if update.replaces_id}
    for update in updates:
        correction = corrections.get(update.pk)
        update.is_corrected = correction is not None
        update.withdrawal = correction if correction and correction.is_withdrawal else None
    return [update for update in updates if not update.is_withdrawal and (inside or not update.withdrawal)]


def _merged_here(user, measure: Measure) -> list[Measure]:
    merged = StatusUpdate.objects.visible_to(user).standing().filter(merged_into=measure)
    return list(Measure.objects.filter(pk__in=merged.values("measure")).in_plan_order())


@require_POST
def comment_add(request: HttpRequest, pk: int) -> HttpResponse:
    measure = get_measure_for(request.user, pk, Permission.COMMENT)
    form = CommentForm(request.POST)
    if not form.is_valid():
        return render(request, "plans/measure_detail.html", measure_context(request, measure, form), status=422)
    add_comment(measure, form.cleaned_data["text"], by=request.user)
    messages.success(request, _("Your comment was added."))
    mark_saved(request, request.path)
    return redirect(measure)
