"""A plan itself: made, changed, approved, published, deleted, and its page of management."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from groups.models import Organisation
from hyte.lib.clock import today
from hyte.lib.form_pages import sent
from hyte.lib.forms_again import kept_initial
from plans.access import counties_to_edit, get_plan_to_edit
from plans.forms.plan import ApprovalForm, PlanForm, PublicationForm
from plans.models import Plan
from plans.queries.management import management_of, openings_of
from plans.services.plan import approve_plan, change_publication, swap_approval
from plans.services.record import save_record
from plans.views.edit.pages import delete_page, form_page, kept_decision, manage_url


@require_GET
def plan_manage(request: HttpRequest, slug: str) -> HttpResponse:
    plan = get_plan_to_edit(request.user, slug)
    managed = management_of(plan)
    chosen = managed.section_called(request.GET.get("osio", ""))
    context = {"plan": plan, "county": plan.county, "managed": managed, "chosen": chosen, "today": today()}
    return render(request, "plans/edit/manage.html", context)


@require_http_methods(["GET", "POST"])
def plan_create(request: HttpRequest) -> HttpResponse:
    counties = counties_to_edit(request.user)
    return _create(request, Plan(county=counties[0]), counties, title=_("New plan"))


@require_http_methods(["GET", "POST"])
def sub_plan_create(request: HttpRequest, slug: str) -> HttpResponse:
    plan = get_plan_to_edit(request.user, slug)
    parent = plan.parent or plan
    counties = Organisation.objects.filter(pk=parent.county_id)
    validity = {"valid_from": parent.valid_from, "valid_until": parent.valid_until}
    new = Plan(county=parent.county, parent=parent, kind=Plan.Kind.OTHER, **validity)
    return _create(request, new, counties, title=_("New sub-plan of %(plan)s") % {"plan": parent})


def _create(request: HttpRequest, plan: Plan, counties, *, title: str) -> HttpResponse:
    form = PlanForm(sent(request), instance=plan, plan=plan, counties=counties, initial=kept_initial(request))
    return form_page(
        request,
        form,
        lambda: save_record(form.instance, by=request.user),
        plan=None,
        title=title,
        back=reverse("plans:plan-list"),
        done=_("The plan was made. Next add its sections, focus areas and goals."),
        then=lambda: manage_url(form.instance),
        county=plan.county,
    )


@require_http_methods(["GET", "POST"])
def plan_edit(request: HttpRequest, slug: str) -> HttpResponse:
    plan = get_plan_to_edit(request.user, slug)
    counties = Organisation.objects.filter(pk=plan.county_id)
    form = PlanForm(
        sent(request),
        instance=get_plan_to_edit(request.user, slug),
        plan=plan,
        counties=counties,
        initial=kept_initial(request),
    )
    return form_page(
        request,
        form,
        lambda: save_record(form.instance, by=request.user, reason=form.given_reason),
        plan=plan,
        title=_("The plan's facts"),
        back=manage_url(plan),
        done=_("The plan was saved."),
    )


@require_http_methods(["GET", "POST"])
def plan_delete(request: HttpRequest, slug: str) -> HttpResponse:
    plan = get_plan_to_edit(request.user, slug)
    return delete_page(request, plan, plan=plan, name=str(plan), back=reverse("plans:plan-list"))


@require_http_methods(["GET", "POST"])
def plan_approve(request: HttpRequest, slug: str) -> HttpResponse:
    """Record the approval; once it has been recorded, choose the right decision in place of a wrong one."""
    plan = get_plan_to_edit(request.user, slug)
    again = plan.is_approved
    form = ApprovalForm(sent(request), plan=plan, today=today(), initial=kept_initial(request))

    def act() -> None:
        decision = kept_decision(form, by=request.user)
        if again:
            swap_approval(plan, decision=decision, reason=form.cleaned_data["reason"], by=request.user)
        else:
            approve_plan(plan, decision=decision, by=request.user)

    return form_page(
        request,
        form,
        act,
        plan=plan,
        title=_("Another decision of approval") if again else _("Approval of the plan"),
        back=manage_url(plan),
        done=_("The decision of approval was changed. The earlier choice stays in history.")
        if again
        else _("The plan has been approved. Its wording now changes only by a decision."),
        template="plans/edit/approve.html",
        submit=_("Change the decision") if again else _("Record the approval"),
        again=again,
        openings=openings_of(plan),
    )


@require_http_methods(["GET", "POST"])
def plan_publication(request: HttpRequest, slug: str) -> HttpResponse:
    plan = get_plan_to_edit(request.user, slug)
    initial = {"publication": plan.publication} | kept_initial(request)
    form = PublicationForm(sent(request), initial=initial)
    return form_page(
        request,
        form,
        lambda: change_publication(plan, form.cleaned_data["publication"], by=request.user, at=timezone.now()),
        plan=plan,
        title=_("Who can read the plan"),
        back=manage_url(plan),
        done=_("The publication state was changed."),
        template="plans/edit/publication.html",
        openings=openings_of(plan),
    )
