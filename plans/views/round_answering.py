"""Taking one answer of a meeting's round, and showing it again when it could not be saved."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.urls import reverse
from django.utils.translation import gettext as _

from groups.models import Meeting
from groups.permissions import Permission
from hyte.lib.clock import today
from hyte.lib.forms_again import mark_saved
from hyte.lib.saved import KEPT_FORMS
from plans.forms.meeting_round import AnswerForm
from plans.models import Measure, StatusUpdate
from plans.queries.meeting_round import (
    MeetingRound,
    RoundRow,
    Said,
    Shows,
    answer_day,
    closed_by,
    may_answer,
    round_of,
    said_of,
)
from plans.queries.meetings import measures_of
from plans.services.meeting_round import RoundClosed, answer_measure
from plans.services.status import SomebodyWasFaster, newest_written

SHOWN = "nayta"  # in the address: which measures are gone through


@dataclass
class Panel:
    """The measure that is gone through: its form, and what stands in the way of an answer just sent."""

    row: RoundRow
    said: Said
    form: AnswerForm
    conflict: StatusUpdate | None = None
    was_closed: bool = False  # the answer came after the round was closed


def read_shows(request: HttpRequest) -> Shows:
    asked = request.GET.get(SHOWN)
    return Shows(asked) if asked in set(Shows) else Shows.ALL


def panel_context(meeting: Meeting, shown: MeetingRound, panel: Panel | None = None) -> dict:
    context = {
        "meeting": meeting,
        "county": meeting.county,
        "place": "groups",
        "round": shown,
        "closed": closed_by(meeting),
        "day": answer_day(meeting, today()),
        "choices": [(each, _label(each)) for each in Shows if each is not Shows.AGENDA or shown.has_agenda],
        "filter": "" if shown.shows is Shows.ALL else f"?{urlencode({SHOWN: shown.shows.value})}",
    }
    if not panel:
        return context
    row = panel.row
    return context | {
        "panel": panel,
        "row": row,
        "number": shown.number_of(row),
        "next": shown.after(row),
        "before": shown.before(row),
    }


def _label(shows: Shows) -> str:
    match shows:
        case Shows.AGENDA:
            return _("On the agenda")
        case Shows.OPEN:
            return _("Not answered in this meeting")
        case _:
            return _("All")


def is_of_another(request: HttpRequest) -> bool:
    """Whether the page belongs to another account than the one logged in now: its answers aren't this one's."""
    return bool(request.htmx) and request.headers.get("X-Writer", str(request.user.pk)) != str(request.user.pk)


def ask_who_it_is(request: HttpRequest) -> HttpResponse:
    """The same as an expired login gets; the page keeps the answers."""
    return HttpResponse(status=204, headers={"HX-Redirect": resolve_url(settings.LOGIN_URL)})


def take_answer(request: HttpRequest, meeting: Meeting, measure_pk: int) -> HttpResponse:
    measure = measure_to_answer(request.user, meeting, measure_pk)
    seen = read_number(request.POST.get("seen", ""))
    said = said_of(measure, meeting, answer_day(meeting, today()), until=seen or 0)
    form = AnswerForm(request.POST, measure=measure, latest=said.latest, seen=seen)
    try:
        update = save_answer(form, meeting, by=request.user)
    except SomebodyWasFaster as faster:
        return show_again(request, meeting, reopened(form, faster), conflict=faster.latest)
    except RoundClosed:
        return show_again(request, meeting, form, was_closed=True)
    return say_saved(request, meeting, form, update) if update else show_again(request, meeting, form)


def measure_to_answer(user, meeting: Meeting, pk: int) -> Measure:
    measures = measures_of(meeting).permitted(user, Permission.VIEW_INTERNAL)
    measure = get_object_or_404(measures.select_related("goal__section__group", "plan__county"), pk=pk)
    if not may_answer(user, measure):
        raise PermissionDenied
    return measure


def read_number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else None


def save_answer(form: AnswerForm, meeting: Meeting, *, by) -> StatusUpdate | None:
    """Record what the form says; None when it doesn't hold and the form now tells why."""
    if not form.is_valid():
        return None
    report = form.answer(meeting, answer_day(meeting, today()), no_change="no_change" in form.data)
    if not report:
        return None
    try:
        return answer_measure(form.measure, report, by=by, today=today(), seen=form.seen)
    except ValidationError as error:
        form.refuse(error)
        return None


def reopened(form: AnswerForm, faster: SomebodyWasFaster) -> AnswerForm:
    """The same form with everything typed in it, which has now seen the other's update."""
    data, newest = form.data.copy(), newest_written(form.measure).pk
    data["seen"] = newest
    return AnswerForm(data, measure=form.measure, latest=faster.latest, seen=newest)


def say_saved(request: HttpRequest, meeting: Meeting, form: AnswerForm, update: StatusUpdate) -> HttpResponse:
    text = _("%(measure)s: the answer was saved.") % {"measure": update.measure.identifier}
    if form.dropped_translation(update):
        text += " " + _(
            "The Swedish text told of the earlier status, so it was left out. Add a new one when it is translated."
        )
    if request.htmx:
        row = RoundRow(form.measure, update, may_answer=True, on_agenda=False)
        return render(request, "plans/meeting/round_saved.html", {"meeting": meeting, "row": row, "text": text})
    messages.success(request, text)
    if (
        KEPT_FORMS in request.session
    ):  # else there is nothing to forget: drafts are of the script, which saves by itself
        mark_saved(request)
    return redirect(address_of_next(request, meeting))


def address_of_next(request: HttpRequest, meeting: Meeting) -> str:
    """Where the form says that the round goes on; at its end the page that tells how far it is."""
    following = read_number(request.POST.get("next", ""))
    name, arguments = ("round-answer", [meeting.pk, following]) if following else ("meeting-round", [meeting.pk])
    address, shows = reverse(f"plans:{name}", args=arguments), read_shows(request)
    return address if shows is Shows.ALL else f"{address}?{urlencode({SHOWN: shows.value})}"


def show_again(request: HttpRequest, meeting: Meeting, form: AnswerForm, **trouble) -> HttpResponse:
    shown = round_of(meeting, request.user, read_shows(request))
    said = said_of(form.measure, meeting, answer_day(meeting, today()))
    panel = Panel(shown.row_of(form.measure.pk), said, form, **trouble)
    template = "round_panel" if request.htmx else "round"
    context = panel_context(meeting, shown, panel)
    return render(request, f"plans/meeting/{template}.html", context, status=409 if trouble else 422)
