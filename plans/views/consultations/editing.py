"""What the coordinator does to a consultation: makes it, writes its questions, opens it, tells of it."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hyte.lib.clock import today
from hyte.lib.form_pages import form_page, sent
from hyte.lib.forms_again import kept_initial
from plans.access import get_consultation_to_edit, get_plan_to_edit
from plans.forms.consultation import ConsultationForm, QuestionForm
from plans.models import Consultation, ConsultationQuestion
from plans.services.consultations import (
    add_question,
    open_consultation,
    publish_summary,
    remove_consultation,
    remove_question,
    save_consultation,
    withdraw_summary,
)
from plans.services.record import move_record, save_record
from plans.views.edit.pages import delete_page

FORM = "plans/consultation/form.html"
USUAL_TIME = timedelta(days=35)


@require_http_methods(["GET", "POST"])
def consultation_create(request: HttpRequest, slug: str) -> HttpResponse:
    plan = get_plan_to_edit(request.user, slug)
    initial = {"opens_on": today(), "closes_on": today() + USUAL_TIME} | kept_initial(request)
    form = ConsultationForm(sent(request), instance=Consultation(plan=plan), plan=plan, initial=initial)
    return form_page(
        request,
        form,
        lambda: save_consultation(form.instance, by=request.user),
        title=_("New consultation"),
        back=plan.get_absolute_url(),
        done=_("The consultation was made. Write its questions and name those who are asked, then open it."),
        then=lambda: form.instance.get_absolute_url(),
        template=FORM,
        plan=plan,
        county=plan.county,
    )


@require_http_methods(["GET", "POST"])
def consultation_edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_consultation_to_edit(request.user, pk)
    form = ConsultationForm(sent(request), instance=found, plan=found.plan, initial=kept_initial(request))
    act = partial(save_consultation, form.instance, by=request.user)
    return edit_page(
        request, form, act, found, title=_("Change the consultation"), done=_("The consultation was saved.")
    )


@require_http_methods(["GET", "POST"])
def consultation_remove(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_consultation_to_edit(request.user, pk)
    return delete_page(
        request,
        found,
        plan=found.plan,
        name=found.name,
        back=found.plan.get_absolute_url() if request.method == "POST" else found.get_absolute_url(),
        act=lambda: remove_consultation(found, by=request.user),
        refusal=_("Statements have been given, so the consultation stays.") if found.statements.exists() else "",
    )


@require_POST
def consultation_open(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_consultation_to_edit(request.user, pk)
    done = _("The consultation is open. Send the invitations now.")
    return _acted(request, found, lambda: _open(request, found), done=done)


@require_POST
def summary_publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish the summary, or take a published one out of sight."""
    found = get_consultation_to_edit(request.user, pk)
    if found.is_told:
        done = _("The summary isn't public any more.")
        return _acted(request, found, lambda: withdraw_summary(found, by=request.user), done=done)
    done = _("The summary was published.")
    return _acted(
        request, found, lambda: publish_summary(found, on=today(), at=timezone.now(), by=request.user), done=done
    )


@require_http_methods(["GET", "POST"])
def question_create(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_consultation_to_edit(request.user, pk)
    question = ConsultationQuestion(consultation=found)
    form = QuestionForm(sent(request), instance=question, plan=found.plan, initial=kept_initial(request))
    act = partial(add_question, form.instance, by=request.user)
    return edit_page(request, form, act, found, title=_("New question"), done=_("The question was saved."))


@require_http_methods(["GET", "POST"])
def question_edit(request: HttpRequest, pk: int, question: int) -> HttpResponse:
    found = get_consultation_to_edit(request.user, pk)
    asked = get_object_or_404(found.questions, pk=question)
    form = QuestionForm(sent(request), instance=asked, plan=found.plan, initial=kept_initial(request))
    act = partial(save_record, form.instance, by=request.user)
    return edit_page(request, form, act, found, title=_("Change the question"), done=_("The question was saved."))


@require_POST
def question_remove(request: HttpRequest, pk: int, question: int) -> HttpResponse:
    found = get_consultation_to_edit(request.user, pk)
    asked = get_object_or_404(found.questions, pk=question)
    return _acted(request, found, lambda: remove_question(asked, by=request.user), done=_("The question was removed."))


@require_POST
def question_move(request: HttpRequest, pk: int, question: int) -> HttpResponse:
    found = get_consultation_to_edit(request.user, pk)
    asked = get_object_or_404(found.questions, pk=question)
    direction = request.POST.get("direction", "")
    return _acted(request, found, lambda: move_record(asked, found.questions.all(), direction, by=request.user))


def edit_page(
    request: HttpRequest, form, act: Callable[[], object], found: Consultation, *, title: str, done: str, **context
) -> HttpResponse:
    return form_page(
        request,
        form,
        act,
        title=title,
        back=found.get_absolute_url(),
        done=done,
        template=FORM,
        consultation=found,
        plan=found.plan,
        county=found.plan.county,
        **context,
    )


def _open(request: HttpRequest, found: Consultation) -> None:
    open_consultation(found, on=today(), at=timezone.now(), by=request.user)


def _acted(request: HttpRequest, found: Consultation, act: Callable[[], object], *, done: str = "") -> HttpResponse:
    """Run the act and go back to the consultation; what it refuses is told there."""
    try:
        act()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        if done:
            messages.success(request, done)
    return redirect(reverse("plans:consultation-detail", args=[found.pk]))
