"""The page of one meeting."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from groups.access import get_meeting, may_run
from groups.forms.answer import AnswerForm
from groups.models import Meeting
from groups.queries.answers import answers_of, own_answer_among
from groups.queries.conflicts import conflicts_of
from hyte.lib.clock import today


@require_GET
def meeting_detail(request: HttpRequest, pk: int) -> HttpResponse:
    meeting, on = get_meeting(request.user, pk), today()
    runs = may_run(request.user, meeting)
    answers = answers_of(meeting, with_mail=runs)
    own = own_answer_among(answers, meeting, request.user, on)
    context = {
        "meeting": meeting,
        "county": meeting.county,
        "today": on,
        "has_come": meeting.on <= on,
        "is_ahead": meeting.state in (Meeting.State.PLANNED, Meeting.State.CALLED) and meeting.on >= on,
        "runs": runs,
        "conflicts": conflicts_of([meeting] if runs else [], on=on, user=request.user).get(meeting.pk, []),
        "topics": meeting.topics.all(),
        "turns": meeting.secretary_turns.all(),
        "answers": answers,
        "own": own,
        "answer_form": AnswerForm(own=own) if own else None,
    }
    return render(request, "groups/meeting_detail.html", context)
