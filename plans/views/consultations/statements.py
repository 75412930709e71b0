"""Statements as the staff reads and answers them, and those that the coordinator writes in from paper."""

from datetime import date, datetime, time

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from groups.access import require
from groups.permissions import Permission
from hyte.lib.clock import today
from hyte.lib.form_pages import form_page, sent
from hyte.lib.forms_again import kept_initial
from hyte.lib.uploads import content_type_of
from plans.access import get_consultation_to_edit, get_statement, get_statement_to_edit, may_in_plan
from plans.forms.consultation import ResponseForm
from plans.forms.statement import RecordedForm
from plans.models import Statement
from plans.services.statements import record_statement, remove_statement, respond_to_statement
from plans.views.consultations.editing import edit_page
from plans.views.edit.pages import delete_page


@require_http_methods(["GET", "POST"])
def statement_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One statement with its attachments, and for the coordinator the form of the response."""
    statement = get_statement(request.user, pk)
    found = statement.consultation
    may_edit = may_in_plan(request.user, Permission.EDIT_PLAN, found.plan)
    context = {
        "consultation": found,
        "plan": found.plan,
        "county": found.plan.county,
        "statement": statement,
        "answers": statement.answers.select_related("question"),
        "files": statement.files.all(),
        "may_edit": may_edit,
        "following": _next_unanswered(statement),
    }
    if not may_edit:
        require(request.method == "GET")
        return render(request, "plans/consultation/statement.html", context)
    form = ResponseForm(sent(request), instance=statement, plan=found.plan, initial=kept_initial(request))
    return form_page(
        request,
        form,
        lambda: respond_to_statement(form.instance, at=timezone.now(), by=request.user),
        back=found.get_absolute_url(),
        done=_("The response was saved."),
        then=lambda: _after(request, statement),
        template="plans/consultation/statement.html",
        title=statement.public_name,
        **context,
    )


@require_http_methods(["GET", "POST"])
def statement_record(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_consultation_to_edit(request.user, pk)
    form = RecordedForm(
        sent(request),
        request.FILES or None,
        instance=Statement(consultation=found),
        consultation=found,
        questions=found.questions.all(),
        today=today(),
        initial=kept_initial(request),
    )
    return edit_page(
        request,
        form,
        lambda: _record(request, form),
        found,
        title=_("Write in a statement"),
        done=_("The statement was saved."),
        is_upload=True,
    )


@require_http_methods(["GET", "POST"])
def statement_remove(request: HttpRequest, pk: int) -> HttpResponse:
    statement = get_statement_to_edit(request.user, pk)
    found = statement.consultation
    told = _("The summary has been published. Withdraw it first, then remove the statement.")
    return delete_page(
        request,
        statement,
        plan=found.plan,
        name=statement.public_name,
        back=found.get_absolute_url(),
        act=lambda: remove_statement(statement, by=request.user),
        refusal=told if found.is_told else "",
    )


@require_GET
def statement_file(request: HttpRequest, pk: int, file: int) -> HttpResponse:
    """Always a download: nothing that was brought opens inside our pages."""
    attached = get_object_or_404(get_statement(request.user, pk).files, pk=file)
    response = FileResponse(attached.file.open("rb"), as_attachment=True, filename=attached.file_name)
    response.headers["Content-Type"] = content_type_of(attached.file_name)
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _record(request: HttpRequest, form: RecordedForm) -> None:
    data, statement = form.cleaned_data, form.instance
    statement.received_at = _noon(data["received_on"])
    record_statement(
        statement,
        answers=form.answers,
        files=data["files"],
        on=data["received_on"],
        at=timezone.now(),
        by=request.user,
    )


def _noon(on: date) -> datetime:
    return timezone.make_aware(datetime.combine(on, time(12)))


def _next_unanswered(statement: Statement) -> Statement | None:
    others = statement.consultation.statements.unanswered().exclude(pk=statement.pk)
    return others.select_related("organisation").first()


def _after(request: HttpRequest, statement: Statement) -> str:
    """The next statement that waits for a response, where that was asked for."""
    following = _next_unanswered(statement) if "next" in request.POST else None
    return (following or statement.consultation).get_absolute_url()
