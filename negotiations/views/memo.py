"""The memo of a negotiation: written, sent to the parties, closed, and taken along as a file."""

from collections.abc import Callable
from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hyte.lib.clock import today
from hyte.lib.downloads import attachment
from hyte.lib.form_pages import form_page, sent
from hyte.lib.forms_again import kept_initial
from hyte.lib.pdf import PDF, PdfUnavailable
from hyte.lib.word import DOCX
from negotiations.access import get_inner_negotiation, get_negotiation_to_run, negotiates
from negotiations.exports.memo import file_name, render_memo_docx, render_memo_pdf
from negotiations.forms.memo import CloseForm, SendForm, SummaryForm
from negotiations.models import Negotiation, NegotiationMemo
from negotiations.queries.memo import content_of
from negotiations.queries.memo_answers import answers_of
from negotiations.services.invitations import Mailed, send_memo_links
from negotiations.services.memo import close_memo, send_memo, take_back_memo, write_summary
from negotiations.views.asking import tell_mailed

PLACE = "negotiations"
TIME_TO_ANSWER = timedelta(days=14)


@require_GET
def memo(request: HttpRequest, pk: int) -> HttpResponse:
    negotiation = get_inner_negotiation(request.user, pk)
    found = _memo_of(negotiation)
    context = _context(negotiation) | {
        "memo": found,
        "content": content_of(negotiation, found),
        "answers": answers_of(negotiation, found),
        "runs": negotiates(request.user, negotiation.round.county_id),
        "today": today(),
    }
    return render(request, "negotiations/memo.html", context)


@require_http_methods(["GET", "POST"])
def memo_summary(request: HttpRequest, pk: int) -> HttpResponse:
    negotiation = get_negotiation_to_run(request.user, pk)
    found = _memo_of(negotiation)
    initial = {"summary": found.summary if found else ""} | kept_initial(request)
    form = SummaryForm(sent(request), initial=initial)
    return _memo_form(
        request,
        negotiation,
        form,
        lambda: write_summary(negotiation, form.cleaned_data["summary"], by=request.user),
        title=_("The memo in short"),
        done=_("The memo was saved."),
    )


@require_http_methods(["GET", "POST"])
def memo_send(request: HttpRequest, pk: int) -> HttpResponse:
    negotiation, at, sent_out = get_negotiation_to_run(request.user, pk), timezone.now(), Mailed()
    form = SendForm(sent(request), initial={"approve_by": today() + TIME_TO_ANSWER} | kept_initial(request))

    def act() -> None:
        found = send_memo(negotiation, approve_by=form.cleaned_data["approve_by"], on=today(), at=at, by=request.user)
        mailed = send_memo_links(found, at=at, by=request.user)
        sent_out.notices, sent_out.unreached = mailed.notices, mailed.unreached

    def then() -> str:
        tell_mailed(request, sent_out)
        return _address(negotiation)

    return _memo_form(
        request,
        negotiation,
        form,
        act,
        title=_("Send the memo to the parties"),
        done=_("The memo was frozen and sent to the parties."),
        then=then,
        intro=_(
            "The memo is frozen as it is now. Each party approves it, or tells what is to be corrected, by a personal link."
        ),
        submit=_("Send to the parties"),
    )


@require_http_methods(["GET", "POST"])
def memo_close(request: HttpRequest, pk: int) -> HttpResponse:
    negotiation = get_negotiation_to_run(request.user, pk)
    form = CloseForm(sent(request), initial=kept_initial(request))
    return _memo_form(
        request,
        negotiation,
        form,
        lambda: close_memo(negotiation, note=form.cleaned_data["note"], at=timezone.now(), by=request.user),
        title=_("Close the memo without all the answers"),
        done=_("The memo was closed."),
        submit=_("Close the memo"),
    )


@require_POST
def memo_remind(request: HttpRequest, pk: int) -> HttpResponse:
    """A link once more to the people of the parties that haven't answered."""
    negotiation = get_negotiation_to_run(request.user, pk)
    found = _memo_of(negotiation)
    if found is None or found.state != found.State.SENT:
        messages.error(request, _("The memo isn't with the parties, so nobody is reminded."))
    else:
        tell_mailed(request, send_memo_links(found, at=timezone.now(), by=request.user))
    return redirect(_address(negotiation))


@require_POST
def memo_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    negotiation = get_negotiation_to_run(request.user, pk)
    try:
        take_back_memo(negotiation, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("The memo is a draft again. When you send it, the parties approve it anew."))
    return redirect(_address(negotiation))


@require_GET
def memo_word(request: HttpRequest, pk: int) -> HttpResponse:
    negotiation = get_inner_negotiation(request.user, pk)
    found = _memo_of(negotiation)
    content = content_of(negotiation, found)
    file = render_memo_docx(content, answers_of(negotiation, found), made_at=timezone.now())
    return attachment(file, f"{file_name(content)}.docx", DOCX)


@require_GET
def memo_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    negotiation = get_inner_negotiation(request.user, pk)
    found = _memo_of(negotiation)
    content = content_of(negotiation, found)
    try:
        file = render_memo_pdf(content, answers_of(negotiation, found), base_url=request.build_absolute_uri("/"))
    except PdfUnavailable as error:
        messages.error(request, str(error))
        return redirect(_address(negotiation))
    return attachment(file, f"{file_name(content)}.pdf", PDF)


def _memo_form(
    request: HttpRequest, negotiation: Negotiation, form, act: Callable, *, title: str, done: str, **options
) -> HttpResponse:
    return form_page(
        request,
        form,
        act,
        title=title,
        back=_address(negotiation),
        done=done,
        template="negotiations/form.html",
        **options,
        **_context(negotiation),
    )


def _memo_of(negotiation: Negotiation) -> NegotiationMemo | None:
    return getattr(negotiation, "memo", None)


def _address(negotiation: Negotiation) -> str:
    return reverse("negotiations:memo", args=[negotiation.pk])


def _context(negotiation: Negotiation) -> dict:
    return {"negotiation": negotiation, "round": negotiation.round, "county": negotiation.county, "place": PLACE}
