"""Giving a statement without an account: a body through its link, and anybody where the consultation is for everyone."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from groups.tasks import deliver_after_commit
from groups.views.by_link import opened_by_link, refused
from hyte.lib.clock import today
from hyte.lib.decorators import public_page
from hyte.lib.form_pages import attempt
from hyte.lib.forms_again import kept_initial, mark_saved
from hyte.lib.limits import count_try
from plans.access import get_consultation
from plans.forms.statement import PublicStatementForm, StatementForm
from plans.models import Consultation, InviteeLink, Statement
from plans.services.consultation_invitations import find_invitee_link
from plans.services.statements import give_statement, mail_receipt, receipt_of, remove_file

WINDOW = 600  # seconds
MOST_STATEMENTS = 30  # many may share one address to the outside


@require_http_methods(["GET", "POST"])
@public_page
def statement_give(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_consultation(request.user, pk, on=today())
    if not found.open_to_everyone:
        raise Http404
    if request.method == "GET":
        return _form_page(request, found, _public_form(request, found))
    if count_try("statement", request.META.get("REMOTE_ADDR", ""), window=WINDOW) > MOST_STATEMENTS:
        return refused(request, 429)
    form = _public_form(request, found)
    if not form.is_valid():
        return _form_page(request, found, form)
    receipt = receipt_of(found, form.cleaned_data["submission"])
    if not found.statements.filter(receipt=receipt).exists():
        form.instance.receipt, form.instance.language = receipt, _language()
        if not attempt(form, lambda: _give(form, with_copy=False)):
            return _form_page(request, found, form)
        request.session["statement"] = form.instance.pk
        mark_saved(request)
    return redirect("plans:statement-receipt", found.pk, receipt)


@require_GET
@public_page
def statement_receipt(request: HttpRequest, pk: int, receipt: str) -> HttpResponse:
    """That a statement with this code has come; what it says only to the browser that sent it."""
    found = get_consultation(request.user, pk, on=today())
    statement = get_object_or_404(found.statements.select_related("organisation"), receipt=receipt)
    is_own = request.session.get("statement") == statement.pk
    context = {"consultation": found, "plan": found.plan, "county": found.plan.county, "statement": statement}
    context |= {"is_own": is_own, "answers": statement.answers.select_related("question") if is_own else ()}
    return render(request, "plans/consultation/receipt.html", context)


@opened_by_link(find_invitee_link)
def personal_statement(request: HttpRequest, tie: InviteeLink) -> HttpResponse:
    """The body's own statement: given, and changed until the deadline."""
    if request.method == "GET":
        return _personal_page(request, tie, _personal_form(request, tie))
    if request.POST.get("act") == "remove-file":
        return _remove_file(request, tie)
    form = _personal_form(request, tie)
    if form.is_valid() and attempt(form, lambda: _give(form, with_copy=True)):
        messages.success(request, _("Thank you! The statement was received. You can change it until the last day."))
        mark_saved(request)
        return redirect(request.path)
    return _personal_page(request, tie, form)


def _give(form: StatementForm, *, with_copy: bool) -> None:
    files = form.cleaned_data["files"]
    statement = give_statement(form.instance, answers=form.answers, files=files, on=today(), at=timezone.now())
    notice = mail_receipt(statement, with_copy=with_copy)
    if notice:
        deliver_after_commit(notice)


def _public_form(request: HttpRequest, found: Consultation) -> PublicStatementForm:
    return PublicStatementForm(
        request.POST if request.method == "POST" else None,
        request.FILES or None,
        instance=Statement(consultation=found),
        questions=found.questions.all(),
        initial=kept_initial(request),
    )


def _personal_form(request: HttpRequest, tie: InviteeLink) -> StatementForm:
    invitee = tie.invitee
    consultation = invitee.consultation
    given = consultation.statements.filter(organisation=invitee.organisation).first()
    statement = given or Statement(organisation=invitee.organisation, language=_language())
    statement.consultation, statement.invitee = consultation, invitee
    statement.sender_name, statement.sender_email = invitee.person.name, ""
    return StatementForm(
        request.POST if request.method == "POST" else None,
        request.FILES or None,
        instance=statement,
        questions=consultation.questions.all(),
        initial=kept_initial(request),
    )


def _remove_file(request: HttpRequest, tie: InviteeLink) -> HttpResponse:
    """Of the body's own statement, while it can be changed."""
    consultation, asked = tie.invitee.consultation, request.POST.get("file", "")
    given = consultation.statements.filter(organisation=tie.invitee.organisation).first()
    pk = int(asked) if asked.isdecimal() and len(asked) < 18 else 0
    file = given.files.filter(pk=pk).first() if given else None
    if file and consultation.state(today()) == Consultation.State.OPEN:
        remove_file(file)
        messages.success(request, _("The file was removed."))
    return redirect(request.path)


def _form_page(request: HttpRequest, found: Consultation, form: PublicStatementForm) -> HttpResponse:
    state = found.state(today())
    context = {
        "consultation": found,
        "plan": found.plan,
        "county": found.plan.county,
        "form": form,
        "state": state,
        "is_open": state == Consultation.State.OPEN,
    }
    return render(request, "plans/consultation/give.html", context, status=422 if form.errors else 200)


def _personal_page(request: HttpRequest, tie: InviteeLink, form: StatementForm) -> HttpResponse:
    consultation = tie.invitee.consultation
    own = form.instance if form.instance.pk else None
    saved = Statement.objects.filter(pk=own.pk).prefetch_related("answers__question", "files").first() if own else None
    state = consultation.state(today())
    context = {
        "link": tie.link,
        "invitee": tie.invitee,
        "consultation": consultation,
        "plan": consultation.plan,
        "county": consultation.plan.county,
        "form": form,
        "statement": saved,
        "state": state,
        "is_open": state == Consultation.State.OPEN,
    }
    return render(request, "plans/consultation/personal.html", context, status=422 if form.errors else 200)


def _language() -> str:
    return (get_language() or "fi")[:2]
