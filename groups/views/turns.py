"""Secretaries' turns of a group: seen, made for a term in one act, swapped, taken over."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from groups.access import get_group, get_group_to_run, get_turn_to_run, may_run_group
from groups.forms.turns import RotationForm, SwapForm, TakeOverForm, WriterForm, first_places
from groups.models import Meeting, SecretaryTurn, WorkingGroup
from groups.queries.calendar import Term
from groups.queries.turns import meetings_to_write, turn_changes, turns_in, turns_of_group, writers
from groups.services.turns import make_rotation, plan_rotation, swap_turns, take_over_turn
from hyte.lib.clock import today
from hyte.lib.form_pages import attempt, form_page, sent
from hyte.lib.forms_again import kept_initial, mark_saved


@require_GET
def group_turns(request: HttpRequest, pk: int) -> HttpResponse:
    group = get_group(request.user, pk)
    term = Term.read(request.GET.get("kausi", "")) or Term.of(today())
    turns = turns_of_group(group, term.first, term.last)
    context = {
        "group": group,
        "county": group.county,
        "term": term,
        "current": Term.of(today()),
        "turns": turns,
        "without": sum(each.is_open for each in turns),
        "changes": turn_changes(group, [each.meeting for each in turns]),
        "writers": [writer for writer in writers(group, term.first, term.last) if writer.is_named],
        "runs": may_run_group(request.user, group),
        "today": today(),
    }
    return render(request, "groups/turns.html", context)


@require_http_methods(["GET", "POST"])
def rotation_make(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the period and the people, look at what would come, save it."""
    group = get_group_to_run(request.user, pk)
    term = Term.read(request.GET.get("kausi", "")) or Term.of(today())
    able = writers(group, term.first, term.last)
    initial = {"first": max(term.first, today()) if today() <= term.last else term.first, "last": term.last}
    initial |= first_places(group, able) | kept_initial(request)
    form = RotationForm(sent(request), able=able, initial=initial)
    preview = _preview(form, group) if request.method == "POST" and form.is_valid() else []
    if preview and "confirm" in request.POST and form.cleaned_data["shown"] == _mark(preview):
        if attempt(form, lambda: _save(form, group, by=request.user)):
            messages.success(request, _("The turns were saved."))
            mark_saved(request)
            return redirect(f"{reverse('groups:group-turns', args=[pk])}?kausi={term.key}")
        preview = []
    context = {
        "group": group,
        "county": group.county,
        "form": form,
        "term": term,
        "preview": preview,
        "mark": _mark(preview),
        "moved_on": "confirm" in request.POST and bool(preview),
    }
    return render(request, "groups/rotation_form.html", context, status=422 if form.errors else 200)


def _chosen_meetings(form: RotationForm, group: WorkingGroup) -> list[Meeting]:
    meetings = list(meetings_to_write(group, form.cleaned_data["first"], form.cleaned_data["last"]))
    given = {turn.meeting_id for turn in turns_in(group, meetings) if turn.person_id}
    return [meeting for meeting in meetings if form.replaces or meeting.pk not in given]


def _preview(form: RotationForm, group: WorkingGroup) -> list[tuple[Meeting, object, SecretaryTurn | None]]:
    """Each meeting with who would write in it and the turn that is there now."""
    meetings = _chosen_meetings(form, group)
    if not meetings:
        form.add_error(None, _("In these days the group has no coming meeting that waits for a secretary."))
        return []
    try:
        pairs = plan_rotation(group, meetings, form.people)
    except ValidationError as error:
        form.refuse(error)
        return []
    now = {turn.meeting_id: turn for turn in turns_in(group, meetings)}
    return [(meeting, person, now.get(meeting.pk)) for meeting, person in pairs]


def _save(form: RotationForm, group: WorkingGroup, *, by) -> None:
    make_rotation(group, _chosen_meetings(form, group), form.people, reason=form.cleaned_data["reason"], by=by)


def _mark(preview: list) -> str:
    """What the preview says, for seeing at saving that it still holds."""
    return " ".join(f"{meeting.pk}:{person.pk}:{turn.person_id if turn else ''}" for meeting, person, turn in preview)


@require_http_methods(["GET", "POST"])
def turn_swap(request: HttpRequest, pk: int) -> HttpResponse:
    turn = get_turn_to_run(request.user, pk)
    term = Term.of(turn.meeting.on)
    form = SwapForm(sent(request), turn=turn, days=(term.first, term.last), initial=kept_initial(request))
    return _turn_page(
        request,
        form,
        lambda: swap_turns(turn, form.cleaned_data["other"], reason=form.cleaned_data["reason"], by=request.user),
        turn.group,
        turn.meeting,
        turn=turn,
        title=_("Swap turns"),
        done=_("The turns were swapped."),
    )


@require_http_methods(["GET", "POST"])
def turn_take_over(request: HttpRequest, pk: int) -> HttpResponse:
    turn = get_turn_to_run(request.user, pk)
    form = TakeOverForm(
        sent(request), group=turn.group, meeting=turn.meeting, now=turn.person, initial=kept_initial(request)
    )
    return _turn_page(
        request,
        form,
        lambda: take_over_turn(turn, by=request.user, **form.cleaned_data),
        turn.group,
        turn.meeting,
        turn=turn,
        title=_("Somebody else takes the turn"),
        done=_("The turn was changed."),
    )


@require_http_methods(["GET", "POST"])
def turn_give(request: HttpRequest, pk: int, meeting: int) -> HttpResponse:
    """Choose who writes in a meeting of the group where nobody has the turn."""
    group = get_group_to_run(request.user, pk)
    chosen = get_object_or_404(Meeting.objects.of_groups([group.pk]), pk=meeting)
    turn = turns_in(group, [chosen]).first()
    if turn and turn.person:
        return redirect("groups:turn-take-over", turn.pk)
    form = WriterForm(sent(request), group=group, meeting=chosen, initial=kept_initial(request))
    return _turn_page(
        request,
        form,
        lambda: make_rotation(group, [chosen], [form.cleaned_data["person"]], by=request.user),
        group,
        chosen,
        turn=turn,
        title=_("Choose the secretary"),
        done=_("The secretary was chosen."),
    )


def _turn_page(request: HttpRequest, form, act, group: WorkingGroup, meeting: Meeting, **context) -> HttpResponse:
    back = f"{reverse('groups:group-turns', args=[group.pk])}?kausi={Term.of(meeting.on).key}"
    return form_page(
        request,
        form,
        act,
        back=back,
        template="groups/turn_form.html",
        group=group,
        county=group.county,
        meeting=meeting,
        **context,
    )
