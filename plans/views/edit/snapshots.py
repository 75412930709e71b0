"""Frozen pictures of a plan: taken by the coordinator, read by the staff."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from groups.permissions import Permission
from hyte.lib.clock import today
from hyte.lib.form_pages import sent
from hyte.lib.forms_again import kept_initial
from plans.access import get_plan, get_plan_to_edit, get_snapshot, may_in_plan, require_in_plan
from plans.forms.snapshot import SnapshotForm
from plans.models import Snapshot
from plans.queries.frozen import frozen_picture
from plans.queries.picture import COLUMNS
from plans.services.snapshot import take_snapshot
from plans.views.edit.pages import form_page


@require_GET
def snapshot_list(request: HttpRequest, slug: str) -> HttpResponse:
    plan = get_plan(request.user, slug)
    require_in_plan(request.user, Permission.VIEW_INTERNAL, plan)
    context = {
        "plan": plan,
        "county": plan.county,
        "snapshots": plan.snapshots.select_related("decision__body", "taken_by"),
        "may_edit": may_in_plan(request.user, Permission.EDIT_PLAN, plan),
    }
    return render(request, "plans/edit/snapshots.html", context)


@require_GET
def snapshot_detail(request: HttpRequest, pk: int) -> HttpResponse:
    snapshot = get_snapshot(request.user, pk)
    context = {
        "snapshot": snapshot,
        "plan": snapshot.plan,
        "county": snapshot.plan.county,
        "picture": frozen_picture(snapshot),
        "columns": COLUMNS,
    }
    return render(request, "plans/edit/snapshot.html", context)


@require_http_methods(["GET", "POST"])
def snapshot_create(request: HttpRequest, slug: str) -> HttpResponse:
    plan = get_plan_to_edit(request.user, slug)
    initial = {"on": min(today(), plan.valid_until)} | kept_initial(request)
    form = SnapshotForm(sent(request), instance=Snapshot(plan=plan), plan=plan, today=today(), initial=initial)

    def act() -> None:
        told = {name: form.cleaned_data.get(name, "") for name in ("name_fi", "name_sv", "name_en")}
        take_snapshot(plan, form.cleaned_data["on"], decision=form.cleaned_data["decision"], by=request.user, **told)

    return form_page(
        request,
        form,
        act,
        plan=plan,
        title=_("Take a snapshot"),
        back=reverse("plans:snapshot-list", args=[plan.slug]),
        done=_("The snapshot was taken. It never changes any more."),
        submit=_("Take the snapshot"),
    )
