"""What an invitation's link opens, without an account: the answer, the reading pack, own comments and what came of them."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.forms.answer import AnswerForm
from groups.models import Memo
from groups.queries.answers import OwnAnswer, own_answer
from groups.services.answers import answer_meeting
from groups.services.invitations import invite_deputies
from groups.tasks import deliver_after_commit
from groups.views.by_link import opened_by_link
from hyte.lib.clock import today
from hyte.lib.forms_again import mark_saved
from plans.forms.comment import MeetingCommentForm
from plans.queries.comments import comments_of_person, targets_of
from plans.queries.memo import content_of
from plans.queries.pack import Pack, memo_in_sight, pack_of
from plans.services.meeting_links import MeetingVisit, find_meeting_link
from plans.views.pack import save_comment

MEMO_PART = "muistio"  # in the address: the memo's draft in place of the reading pack


@opened_by_link(find_meeting_link)
def personal_meeting(request: HttpRequest, visit: MeetingVisit) -> HttpResponse:
    if request.method == "GET":
        return _page(request, visit)
    return _comment(request, visit) if request.POST.get("act") == "comment" else _answer(request, visit)


def _answer(request: HttpRequest, visit: MeetingVisit) -> HttpResponse:
    own = own_answer(visit.meeting, visit.person, today())
    if own is None:
        return _page(request, visit, status=422)
    form = AnswerForm(request.POST, own=own)
    if form.is_valid():
        try:
            _store(visit, form)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            return _thanked(request, _("Thank you! Your answer was saved: %(answer)s.") % {"answer": form.answer_label})
    return _page(request, visit, answer_form=form, status=422)


def _store(visit: MeetingVisit, form: AnswerForm) -> None:
    at, data = timezone.now(), form.cleaned_data
    answer_meeting(visit.meeting, visit.person, data["answer"], deputy=data["deputy"], on=today(), at=at)
    for notice in invite_deputies(visit.meeting, on=today(), at=at):
        deliver_after_commit(notice)


def _comment(request: HttpRequest, visit: MeetingVisit) -> HttpResponse:
    pack = pack_of(visit.meeting, visit.reader, today())
    form = MeetingCommentForm(request.POST, targets=_targets(pack))
    if form.is_valid() and save_comment(form, by=None, person=visit.person):
        return _thanked(request, _("Thank you! Your comment was added. You see here what came of it."), "#own-comments")
    return _page(request, visit, pack=pack, comment_form=form, status=422)


def _thanked(request: HttpRequest, text: str, part: str = "") -> HttpResponse:
    messages.success(request, text)
    mark_saved(request)
    return redirect(f"{request.get_full_path()}{part}")


def _page(
    request: HttpRequest,
    visit: MeetingVisit,
    *,
    pack: Pack | None = None,
    answer_form: AnswerForm | None = None,
    comment_form: MeetingCommentForm | None = None,
    status: int = 200,
) -> HttpResponse:
    pack = pack or pack_of(visit.meeting, visit.reader, today())
    own = own_answer(visit.meeting, visit.person, today())
    asked = {"target": request.GET.get("kohde", "")}
    memo = _memo_to_read(visit)
    context = {
        "visit": visit,
        "meeting": visit.meeting,
        "county": visit.meeting.county,
        "place": "groups",
        "pack": pack,
        "own": own,
        "answer_form": answer_form or _answer_form(own),
        "form": comment_form or MeetingCommentForm(targets=_targets(pack), initial=asked),
        "comments": comments_of_person(visit.person, visit.meeting),
        "memo": memo,
        "content": content_of(memo) if memo and request.GET.get("osa") == MEMO_PART else None,
    }
    return render(request, "plans/meeting/personal_meeting.html", context, status=status)


def _answer_form(own: OwnAnswer | None) -> AnswerForm | None:
    return AnswerForm(own=own) if own and own.is_open else None


def _memo_to_read(visit: MeetingVisit) -> Memo | None:
    """The memo, once somebody has begun it and the meeting has been held or is being held."""
    memo = memo_in_sight(visit.meeting)
    return memo if memo and visit.meeting.on <= today() and not visit.meeting.is_cancelled else None


def _targets(pack: Pack) -> dict:
    return targets_of(pack.agenda, memo_in_sight(pack.meeting))
