"""Indicators of focus areas, goals, measures and phenomena with their targets: added, changed, deleted."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hyte.lib.form_pages import sent
from hyte.lib.forms_again import kept_initial
from plans.access import (
    get_figure_to_edit,
    get_goal_to_edit,
    get_measure_to_edit,
    get_part_to_edit,
    get_target_to_edit,
)
from plans.forms.aim import AimForm, FigureForm, TargetForm
from plans.models import FocusArea, Goal, IndicatorTarget, Measure, Phenomenon, PhenomenonIndicator, Plan
from plans.services.tie import Tie, delete_tie, owner_of, save_tie
from plans.views.edit.pages import delete_page, form_page

Owner = FocusArea | Goal | Measure | Phenomenon


@require_http_methods(["GET", "POST"])
def focus_area_target_create(request: HttpRequest, pk: int) -> HttpResponse:
    area = get_part_to_edit(request.user, FocusArea.objects, pk)
    return _edit(request, IndicatorTarget(focus_area=area))


@require_http_methods(["GET", "POST"])
def goal_target_create(request: HttpRequest, pk: int) -> HttpResponse:
    return _edit(request, IndicatorTarget(goal=get_goal_to_edit(request.user, pk)))


@require_http_methods(["GET", "POST"])
def measure_target_create(request: HttpRequest, pk: int) -> HttpResponse:
    return _edit(request, IndicatorTarget(measure=get_measure_to_edit(request.user, pk)))


@require_http_methods(["GET", "POST"])
def figure_create(request: HttpRequest, pk: int) -> HttpResponse:
    phenomenon = get_part_to_edit(request.user, Phenomenon.objects, pk)
    return _edit(request, PhenomenonIndicator(phenomenon=phenomenon))


@require_http_methods(["GET", "POST"])
def target_edit(request: HttpRequest, pk: int) -> HttpResponse:
    return _edit(request, get_target_to_edit(request.user, pk))


@require_http_methods(["GET", "POST"])
def figure_edit(request: HttpRequest, pk: int) -> HttpResponse:
    return _edit(request, get_figure_to_edit(request.user, pk))


@require_http_methods(["GET", "POST"])
def target_delete(request: HttpRequest, pk: int) -> HttpResponse:
    return _delete(request, get_target_to_edit(request.user, pk))


@require_http_methods(["GET", "POST"])
def figure_delete(request: HttpRequest, pk: int) -> HttpResponse:
    return _delete(request, get_figure_to_edit(request.user, pk))


def _edit(request: HttpRequest, tie: Tie) -> HttpResponse:
    owner = owner_of(tie)
    form_class: type[AimForm] = FigureForm if isinstance(owner, Phenomenon) else TargetForm
    form = form_class(sent(request), instance=tie, plan=_plan_of(owner), owner=owner, initial=kept_initial(request))
    return form_page(
        request,
        form,
        lambda: save_tie(form.instance, by=request.user),
        plan=_plan_of(owner),
        title=_("Indicator and target of %(owner)s") % {"owner": _name(owner)},
        back=edit_url(owner),
        done=_("The indicator was saved."),
    )


def _delete(request: HttpRequest, tie: Tie) -> HttpResponse:
    owner = owner_of(tie)
    return delete_page(
        request,
        tie,
        plan=_plan_of(owner),
        name=f"{_name(owner)}: {tie.indicator}",
        back=edit_url(owner),
        act=lambda: delete_tie(tie, by=request.user),
        refusal="",
    )


def _plan_of(owner: Owner) -> Plan:
    return owner.section.plan if isinstance(owner, Goal) else owner.plan


def _name(owner: Owner) -> str:
    return owner.identifier if isinstance(owner, Goal | Measure) else str(owner)


def edit_url(owner: Owner) -> str:
    names = {FocusArea: "focus-area-edit", Goal: "goal-edit", Measure: "measure-edit", Phenomenon: "phenomenon-edit"}
    return reverse(f"plans:{names[type(owner)]}", args=[owner.pk])
