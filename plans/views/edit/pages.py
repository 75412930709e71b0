"""The two pages that all editing uses: a form, and a confirmation."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from groups.models import Decision
from groups.services.decision import record_decision
from hyte.lib.calm_forms import CalmForm
from hyte.lib.form_pages import Act
from hyte.lib.form_pages import form_page as any_form_page
from plans.forms.decision import DecidedForm
from plans.models import Plan, Section
from plans.queries.deletion import consequences_of_deletion
from plans.services.plan import delete_record, refusal_to_delete
from plans.services.record import move_record


def form_page(
    request: HttpRequest,
    form: CalmForm,
    act: Act,
    *,
    plan: Plan | None,
    title: str,
    back: str,
    done: str,
    then: Callable[[], str] | None = None,
    template: str = "plans/edit/form.html",
    **context,
) -> HttpResponse:
    """The page of a form of the plan, or of a new one."""
    county = plan.county if plan else None
    return any_form_page(
        request,
        form,
        act,
        title=title,
        back=back,
        done=done,
        template=template,
        then=then,
        **({"plan": plan, "county": county} | context),
    )


def kept_decision(form: DecidedForm, *, by) -> Decision | None:
    """The decision that the form names, a new one saved."""
    decision = form.chosen_decision()
    return record_decision(decision, by=by) if decision and decision.pk is None else decision


def delete_page(
    request: HttpRequest,
    record: models.Model,
    *,
    plan: Plan,
    name: str,
    back: str,
    act: Act | None = None,
    refusal: str | None = None,
) -> HttpResponse:
    """Say what deleting would do to how many things; delete when it is confirmed."""
    consequences = consequences_of_deletion(record)
    refusal = refusal_to_delete(record) if refusal is None else refusal
    if request.method == "POST":
        try:
            (act or (lambda: delete_record(record, by=request.user)))()
        except ValidationError as error:
            refusal = " ".join(error.messages)
        else:
            messages.success(request, _("Deleted: %(name)s.") % {"name": name})
            return redirect(back)
    context = {
        "plan": plan,
        "county": plan.county,
        "name": name,
        "title": _("Delete"),
        "back": back,
        "consequences": consequences,
        "refusal": refusal,
    }
    return render(request, "plans/edit/delete.html", context, status=409 if request.method == "POST" else 200)


def move(
    request: HttpRequest,
    record: models.Model,
    siblings: QuerySet,
    *,
    plan: Plan,
    anchor: str,
    section: Section | None = None,
) -> HttpResponse:
    """Move a record up or down in its list and go back to it."""
    try:
        move_record(record, siblings, request.POST.get("direction", ""), by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(manage_url(plan, anchor, section))


def manage_url(plan: Plan, anchor: str = "", section: Section | None = None) -> str:
    """The plan's page of management, with one of its sections open and scrolled to an anchor."""
    url = reverse("plans:plan-manage", args=[plan.slug])
    query = f"?osio={section.slug}" if section else ""
    return f"{url}{query}#{anchor}" if anchor else f"{url}{query}"
