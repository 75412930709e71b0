"""The wording of goals and measures: edited in a draft, superseded or mended in an approved plan."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from groups.access import require
from groups.permissions import Permission
from hyte.lib.clock import today
from hyte.lib.form_pages import sent
from hyte.lib.forms_again import kept_initial
from plans.access import get_goal, get_goal_to_edit, get_measure, get_measure_to_edit, may_in_plan, require_in_plan
from plans.forms.wording import MendForm, SupersedeForm, WordingForm, wording_form
from plans.models import Goal, Measure
from plans.queries.wordings import wording_history
from plans.services.wording import current_wording, in_force_since, mend_wording, plan_of, reword, supersede_wording
from plans.views.edit.aims import edit_url
from plans.views.edit.pages import form_page, kept_decision

Worded = Goal | Measure


@require_http_methods(["GET", "POST"])
def goal_wording(request: HttpRequest, pk: int) -> HttpResponse:
    return _wording(request, get_goal(request.user, pk))


@require_http_methods(["GET", "POST"])
def measure_wording(request: HttpRequest, pk: int) -> HttpResponse:
    return _wording(request, get_measure(request.user, pk))


@require_http_methods(["GET", "POST"])
def goal_supersede(request: HttpRequest, pk: int) -> HttpResponse:
    return _supersede(request, get_goal_to_edit(request.user, pk))


@require_http_methods(["GET", "POST"])
def measure_supersede(request: HttpRequest, pk: int) -> HttpResponse:
    return _supersede(request, get_measure_to_edit(request.user, pk))


@require_http_methods(["GET", "POST"])
def goal_mend(request: HttpRequest, pk: int) -> HttpResponse:
    return _mend(request, get_goal_to_edit(request.user, pk))


@require_http_methods(["GET", "POST"])
def measure_mend(request: HttpRequest, pk: int) -> HttpResponse:
    return _mend(request, get_measure_to_edit(request.user, pk))


def _wording(request: HttpRequest, record: Worded) -> HttpResponse:
    """The wording in force and its history for the staff; a draft's wording is edited here."""
    plan = plan_of(record)
    require_in_plan(request.user, Permission.VIEW_INTERNAL, plan)
    may_edit = may_in_plan(request.user, Permission.EDIT_PLAN, plan)
    require(may_edit or request.method == "GET")
    page = _page(record) | {"may_edit": may_edit}
    if plan.is_approved or not may_edit:
        require(request.method == "GET")
        return render(request, "plans/edit/wording.html", page)
    form = wording_form(WordingForm, record)(sent(request), instance=record, plan=plan, initial=kept_initial(request))
    return form_page(
        request,
        form,
        lambda: reword(record, form.wording, by=request.user),
        back=edit_url(record),
        done=_("The wording was saved."),
        template="plans/edit/wording.html",
        **page,
    )


def _supersede(request: HttpRequest, record: Worded) -> HttpResponse:
    plan = plan_of(record)
    form_class = wording_form(SupersedeForm, record)
    form = form_class(sent(request), instance=record, plan=plan, today=today(), initial=kept_initial(request))
    return form_page(
        request,
        form,
        lambda: supersede_wording(record, form.wording, decision=kept_decision(form, by=request.user), by=request.user),
        back=wording_url(record),
        done=_("The new wording is in force. The earlier one stays in history."),
        template="plans/edit/wording_change.html",
        **_page(record) | {"title": _("New wording by a decision: %(record)s") % {"record": record.identifier}},
    )


def _mend(request: HttpRequest, record: Worded) -> HttpResponse:
    plan = plan_of(record)
    form = wording_form(MendForm, record)(sent(request), instance=record, plan=plan, initial=kept_initial(request))
    return form_page(
        request,
        form,
        lambda: mend_wording(record, form.wording, reason=form.cleaned_data["reason"], by=request.user),
        back=wording_url(record),
        done=_("The typing error was mended. The reason stays in history."),
        template="plans/edit/wording_change.html",
        **_page(record) | {"title": _("Mending a typing error: %(record)s") % {"record": record.identifier}},
    )


def _page(record: Worded) -> dict:
    return {
        "record": record,
        "is_measure": isinstance(record, Measure),
        "plan": plan_of(record),
        "county": plan_of(record).county,
        "title": _("Wording of %(record)s") % {"record": record.identifier},
        "since": in_force_since(record),
        "before": current_wording(record),
        "history": wording_history(record),
    }


def wording_url(record: Worded) -> str:
    return reverse("plans:measure-wording" if isinstance(record, Measure) else "plans:goal-wording", args=[record.pk])
