"""Answering and closing comments."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from groups.access import get_meeting_to_run
from groups.models import SentNotice
from groups.permissions import Permission
from groups.tasks import deliver_after_commit
from hyte.lib.form_pages import form_page, sent
from hyte.lib.forms_again import kept_initial
from plans.access import get_measure_for
from plans.forms.comment import CommentAnswerForm
from plans.models import Comment
from plans.services.comments import about, answer_comment, close_comment, county_of, page_of

COMMENTS = Comment.objects.select_related(
    "by__person", "person__user", "measure__plan__county", "item__meeting__county", "memo__meeting__county"
)


@require_http_methods(["GET", "POST"])
def comment_answer(request: HttpRequest, pk: int) -> HttpResponse:
    comment = _get_comment(request.user, pk)
    form = CommentAnswerForm(sent(request), initial=kept_initial(request))

    def answer() -> None:
        _deliver(answer_comment(comment, form.cleaned_data["answer"], at=timezone.now(), by=request.user))

    return form_page(
        request,
        form,
        answer,
        title=_("Answer the comment"),
        back=page_of(comment),
        done=_("The comment was answered."),
        template="plans/comment_answer.html",
        comment=comment,
        about=about(comment),
        county=county_of(comment),
        place="plans" if comment.measure else "groups",
    )


@require_POST
def comment_close(request: HttpRequest, pk: int) -> HttpResponse:
    comment = _get_comment(request.user, pk)
    _attempt(request, lambda: _deliver(close_comment(comment, at=timezone.now(), by=request.user)))
    return redirect(page_of(comment))


def _attempt(request: HttpRequest, act: Callable[[], None]) -> None:
    try:
        act()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("The comment was closed."))


def _get_comment(user, pk: int) -> Comment:
    """The comment, if the user runs its meeting, or may report on its measure."""
    comment = get_object_or_404(COMMENTS, pk=pk)
    if comment.measure:
        get_measure_for(user, comment.measure_id, Permission.REPORT_STATUS)
    else:
        get_meeting_to_run(user, (comment.item or comment.memo).meeting_id)
    return comment


def _deliver(notices: list[SentNotice]) -> None:
    for notice in notices:
        deliver_after_commit(notice)
