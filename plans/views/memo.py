"""The memo to be read, taken along, sent to the chair, returned and approved."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from groups.access import get_meeting, get_meeting_to_run, may_in_meeting, may_run, require
from groups.models import Meeting, Memo, SentNotice
from groups.permissions import Permission
from groups.tasks import deliver_after_commit
from hyte.lib.clock import today
from hyte.lib.downloads import attachment
from hyte.lib.forms_again import kept_initial, mark_saved
from hyte.lib.word import DOCX
from plans.exports.memo import file_name, render_memo_docx
from plans.forms.comment import CommentForm
from plans.forms.memo import ReturnForm
from plans.queries.comments import comments_of_meeting
from plans.queries.memo import content_of, mark_of, memo_of, said_in
from plans.services.memo import MemoChanged, approve_memo, return_memo, send_memo


@require_GET
def meeting_memo(request: HttpRequest, pk: int) -> HttpResponse:
    return memo_page(request, get_meeting(request.user, pk), ReturnForm(initial=kept_initial(request)))


def memo_page(
    request: HttpRequest, meeting: Meeting, return_form: ReturnForm, *, status: int = 200, is_changed: bool = False
) -> HttpResponse:
    memo = memo_of(meeting)
    content = content_of(memo)
    context = {
        "meeting": meeting,
        "county": meeting.county,
        "place": "groups",
        "memo": memo,
        "content": content,
        "mark": "" if memo.is_approved else mark_of(content),
        "is_future": meeting.on > today(),
        "runs": may_run(request.user, meeting),
        "approves": may_in_meeting(request.user, Permission.APPROVE_MEMO, meeting),
        "is_own": memo.written_by_id == request.user.pk,
        "is_changed": is_changed,
        "unpublished": _unpublished(memo),
        "return_form": return_form,
        "comments": [each for each in comments_of_meeting(meeting, request.user) if each.memo_id],
        "comment_form": CommentForm(initial=kept_initial(request)),
        "may_comment": _may_comment(request.user, memo),
    }
    return render(request, "plans/meeting/memo.html", context, status=status)


def _unpublished(memo: Memo) -> int:
    """How many status updates its approval would publish; asked only while somebody may approve it."""
    waits = memo.state == Memo.State.SENT
    return said_in(memo.meeting).filter(published_at=None).count() if waits else 0


def _may_comment(user, memo: Memo) -> bool:
    """A draft that somebody has begun can be commented on, an approved memo not any more."""
    return memo.pk is not None and not memo.is_approved and may_in_meeting(user, Permission.COMMENT, memo.meeting)


@require_GET
def memo_docx(request: HttpRequest, pk: int) -> HttpResponse:
    content = content_of(memo_of(get_meeting(request.user, pk)))
    file = render_memo_docx(content, made_at=content.approved_at or timezone.now())
    return attachment(file, f"{file_name(content)}.docx", DOCX)


@require_POST
def memo_send(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = get_meeting_to_run(request.user, pk)
    notices = _attempt(request, lambda: send_memo(memo_of(meeting), on=today(), at=timezone.now(), by=request.user))
    if notices is None:
        return redirect("plans:memo-edit", pk)
    if notices:
        people = ", ".join(str(notice.person or notice.recipient) for notice in notices)
        messages.success(request, _("The memo was sent to be approved: %(people)s.") % {"people": people})
    else:
        text = _(
            "The memo waits for approval, but nobody who may approve it has an e-mail address. Tell them yourself."
        )
        messages.warning(request, text)
    return redirect("plans:meeting-memo", pk)


@require_POST
def memo_approve(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = _get_meeting_to_approve(request.user, pk)
    seen = request.POST.get("seen", "")
    try:
        notices = _attempt(
            request,
            lambda: approve_memo(memo_of(meeting), seen=seen, on=today(), at=timezone.now(), by=request.user),
        )
    except MemoChanged:
        return memo_page(request, get_meeting(request.user, pk), ReturnForm(), status=409, is_changed=True)
    if notices is not None:
        text = _("The memo was approved, and its status updates were published. Mails sent: %(count)s.")
        messages.success(request, text % {"count": len(notices)})
    return redirect("plans:meeting-memo", pk)


@require_POST
def memo_return(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = _get_meeting_to_approve(request.user, pk)
    form = ReturnForm(request.POST)
    if not form.is_valid():
        return memo_page(request, meeting, form, status=422)
    reason = form.cleaned_data["return_reason"]
    notices = _attempt(request, lambda: return_memo(memo_of(meeting), reason, by=request.user))
    if notices is not None:
        messages.success(request, _("The memo was returned to be mended."))
        mark_saved(request)
    return redirect("plans:meeting-memo", pk)


def _get_meeting_to_approve(user, pk: int) -> Meeting:
    meeting = get_meeting(user, pk)
    require(may_in_meeting(user, Permission.APPROVE_MEMO, meeting))
    return meeting


def _attempt(request: HttpRequest, act: Callable[[], list[SentNotice]]) -> list[SentNotice] | None:
    """Run the act and send its mails; None where it was refused, which the next page tells."""
    try:
        notices = act()
    except ValidationError as error:
        for text in error.messages:
            messages.error(request, text)
        return None
    for notice in notices:
        deliver_after_commit(notice)
    return notices
