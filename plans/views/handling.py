"""How a plan is handled: its way through the bodies, the ex-ante assessment, and the papers."""

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from groups.permissions import Permission
from hyte.lib.decorators import public_page
from hyte.lib.form_pages import sent
from hyte.lib.forms_again import kept_initial
from hyte.lib.uploads import content_type_of
from plans.access import get_plan, get_plan_to_edit, may_in_plan
from plans.forms.handling import EffectForm, MaterialForm
from plans.models import DecisionMaterial, Plan, PlanEffect
from plans.queries.handling import handling_of
from plans.services.handling import remove_material, save_material
from plans.services.record import add_record, save_record
from plans.views.edit.pages import delete_page, form_page


@require_GET
@public_page
def handling(request: HttpRequest, slug: str) -> HttpResponse:
    plan = get_plan(request.user, slug)
    context = {
        "plan": plan,
        "county": plan.county,
        "handling": handling_of(plan),
        "may_edit": may_in_plan(request.user, Permission.EDIT_PLAN, plan),
    }
    return render(request, "plans/handling.html", context)


@require_http_methods(["GET", "POST"])
def effect_create(request: HttpRequest, slug: str) -> HttpResponse:
    plan = get_plan_to_edit(request.user, slug)
    form = EffectForm(sent(request), instance=PlanEffect(plan=plan), plan=plan, initial=kept_initial(request))

    def act() -> None:
        add_record(form.instance, plan.effects.all(), by=request.user, reason=form.given_reason)

    return _page(request, form, act, plan, title=_("Effects on a population group"), done=_("The effects were saved."))


@require_http_methods(["GET", "POST"])
def effect_edit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    plan = get_plan_to_edit(request.user, slug)
    effect = get_object_or_404(plan.effects, pk=pk)
    title = str(effect)
    form = EffectForm(sent(request), instance=effect, plan=plan, initial=kept_initial(request))

    def act() -> None:
        save_record(form.instance, by=request.user, reason=form.given_reason)

    return _page(request, form, act, plan, title=title, done=_("The effects were saved."))


@require_http_methods(["GET", "POST"])
def effect_delete(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    plan = get_plan_to_edit(request.user, slug)
    effect = get_object_or_404(plan.effects, pk=pk)
    effect.plan = plan
    return delete_page(request, effect, plan=plan, name=str(effect), back=_address(plan))


@require_http_methods(["GET", "POST"])
def material_create(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """``pk`` is that of the decision's tie to the plan."""
    plan = get_plan_to_edit(request.user, slug)
    tie = get_object_or_404(plan.plan_decisions.select_related("decision__body"), pk=pk)
    return _material_page(request, plan, DecisionMaterial(decision=tie.decision), title=_("New material"))


@require_http_methods(["GET", "POST"])
def material_edit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    plan = get_plan_to_edit(request.user, slug)
    material = get_object_or_404(_materials_of(plan), pk=pk)
    return _material_page(request, plan, material, title=str(material))


@require_http_methods(["GET", "POST"])
def material_delete(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    plan = get_plan_to_edit(request.user, slug)
    material = get_object_or_404(_materials_of(plan), pk=pk)
    return delete_page(
        request,
        material,
        plan=plan,
        name=str(material),
        back=_address(plan),
        act=lambda: remove_material(material, by=request.user),
        refusal="",
    )


@require_GET
@public_page
def material_file(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Always a download: nothing that was brought opens inside our pages."""
    plan = get_plan(request.user, slug)
    material = get_object_or_404(_materials_of(plan).exclude(file=""), pk=pk)
    response = FileResponse(material.file.open("rb"), as_attachment=True, filename=material.file_name)
    response.headers["Content-Type"] = content_type_of(material.file_name)
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _materials_of(plan: Plan):
    decisions = plan.plan_decisions.values("decision")
    return DecisionMaterial.objects.filter(decision__in=decisions).select_related("decision__body")


def _address(plan: Plan) -> str:
    return reverse("plans:handling", args=[plan.slug])


def _material_page(request: HttpRequest, plan: Plan, material: DecisionMaterial, *, title: str) -> HttpResponse:
    form = MaterialForm(
        sent(request), request.FILES or None, instance=material, plan=plan, initial=kept_initial(request)
    )

    def act() -> None:
        save_material(form.instance, file=form.cleaned_data["file"], by=request.user)

    done = _("The material was saved.")
    return _page(request, form, act, plan, title=title, done=done, is_upload=True, decision=material.decision)


def _page(request: HttpRequest, form, act, plan: Plan, *, title: str, done: str, **context) -> HttpResponse:
    return form_page(
        request,
        form,
        act,
        plan=plan,
        title=title,
        back=_address(plan),
        done=done,
        template="plans/edit/handling_form.html",
        **context,
    )
