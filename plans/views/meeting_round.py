"""Going through the measures of a meeting, one at a time."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from django.views.decorators.vary import vary_on_headers

from groups.access import get_visible, may_run
from groups.models import Meeting
from hyte.lib.clock import today
from hyte.lib.forms_again import kept_initial
from plans.forms.meeting_round import AnswerForm
from plans.queries.meeting_round import answer_day, round_of, said_of, version_of
from plans.services.status import newest_written
from plans.views.round_answering import Panel, ask_who_it_is, is_of_another, panel_context, read_shows, take_answer

MEETINGS = Meeting.objects.select_related("county", "body", "memo")


@never_cache
@vary_on_headers("HX-Request")
@require_http_methods(["GET", "POST"])
def meeting_round(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the round is, and where to go on. A post switches the account's shortcuts on or off.

    With ``versio`` the list of measures, for a page that shows that version of it, or nothing when there is nothing new.
    """
    meeting = get_visible(MEETINGS, request.user, pk=pk)
    if request.method == "POST":
        return switch_shortcuts(request, meeting)
    if is_of_another(request):
        return ask_who_it_is(request)
    asked = request.GET.get("versio")
    if asked and asked == version_of(meeting):
        return HttpResponse(status=204)
    context = panel_context(meeting, round_of(meeting, request.user, read_shows(request)))
    part = "round_list" if asked else "round_start" if request.htmx else "round"
    return render(request, f"plans/meeting/{part}.html", context)


@never_cache
@vary_on_headers("HX-Request")
@require_http_methods(["GET", "POST"])
def round_answer(request: HttpRequest, pk: int, measure_pk: int) -> HttpResponse:
    """One measure of the round; a post is what the meeting answers."""
    meeting = get_visible(MEETINGS, request.user, pk=pk)
    if is_of_another(request):
        return ask_who_it_is(request)
    if request.method == "POST":
        return take_answer(request, meeting, measure_pk)
    shown = round_of(meeting, request.user, read_shows(request))
    row = shown.row_of(measure_pk)
    if not row:
        raise Http404
    if not row.may_answer and not may_run(request.user, meeting):
        raise PermissionDenied
    said = said_of(row.measure, meeting, answer_day(meeting, today()))
    newest = newest_written(row.measure)
    form = AnswerForm(
        measure=row.measure, latest=said.latest, seen=newest.pk if newest else None, initial=kept_initial(request)
    )
    panel = Panel(row, said, form)
    template = "round_panel" if request.htmx else "round"
    return render(request, f"plans/meeting/{template}.html", panel_context(meeting, shown, panel))


def switch_shortcuts(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    if request.POST.get("shortcuts") in ("on", "off"):
        request.user.uses_shortcuts = request.POST["shortcuts"] == "on"
        request.user.save(update_fields=["uses_shortcuts"])
    measure = request.POST.get("measure", "")
    if measure.isascii() and measure.isdigit():
        return redirect("plans:round-answer", meeting.pk, int(measure))
    return redirect("plans:meeting-round", meeting.pk)
