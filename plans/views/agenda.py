"""The agenda of a meeting: read by its groups, made by whoever runs it."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from groups.access import get_visible, may_run, require
from groups.models import AgendaItem, Meeting
from groups.services.agenda import move_item, remove_item
from hyte.lib.calm_forms import PlainForm
from hyte.lib.clock import today
from hyte.lib.form_pages import form_page, sent
from hyte.lib.forms_again import kept_initial
from plans.forms.agenda import ItemForm, ProposalForm
from plans.models import AgendaMeasure, Comment
from plans.queries.agenda import agenda_of
from plans.queries.agenda_proposal import language_of, proposal_of
from plans.queries.comments import comments_of_meeting
from plans.queries.pack import memo_in_sight
from plans.services.agenda import save_agenda_item, take_proposal

MEETINGS = Meeting.objects.select_related("county", "body", "memo").prefetch_related("groups")


@require_GET
def meeting_agenda(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = get_visible(MEETINGS, request.user, pk=pk)
    agenda, closed = agenda_of(meeting, request.user, today()), closed_because(meeting)
    runs = may_run(request.user, meeting)
    context = _context(meeting) | {
        "agenda": agenda,
        "language": language_of(meeting),
        "runs": runs,
        "edits": runs and not closed,
        "closed": closed,
        "comments": comments_of_meeting(meeting, request.user),
    }
    return render(request, "plans/meeting/agenda.html", context)


def of_open_agenda(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give the view the meeting, if the user runs it; where its agenda doesn't change any more, lead back and say why."""

    @require_http_methods(["GET", "POST"])
    @wraps(view)
    def guarded(request: HttpRequest, pk: int, **kwargs) -> HttpResponse:
        meeting = _get_to_run(request.user, pk)
        if closed := closed_because(meeting):
            messages.error(request, closed)
            return redirect("plans:meeting-agenda", pk)
        return view(request, meeting, **kwargs)

    return guarded


@of_open_agenda
def agenda_propose(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """What the agenda could have: shown first, then taken as a whole or item by item."""
    proposed = proposal_of(meeting, request.user, today())
    chosen = kept_initial(request) or {"keys": [each.key for each in proposed]}
    form = ProposalForm(sent(request), proposed=proposed, initial=chosen)
    return form_page(
        request,
        form,
        lambda: take_proposal(meeting, form.cleaned_data["keys"], on=today(), by=request.user),
        title=_("Proposal for the agenda"),
        back=reverse("plans:meeting-agenda", args=[meeting.pk]),
        done=_("The chosen items were taken to the agenda."),
        template="plans/meeting/agenda_proposal.html",
        **_context(meeting),
        proposed=proposed,
        checked=form["keys"].value() or [],
        language=language_of(meeting),
    )


@of_open_agenda
def agenda_item_add(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    item = AgendaItem(meeting=meeting)
    return _item_page(request, item, title=_("New item"), done=_("The item was added to the agenda."))


@of_open_agenda
def agenda_item_edit(request: HttpRequest, meeting: Meeting, item: int) -> HttpResponse:
    return _item_page(request, _get_item(meeting, item), title=_("Edit the item"), done=_("The item was saved."))


@require_POST
def agenda_item_move(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    meeting = _get_to_run(request.user, pk)
    try:
        move_item(_get_item(meeting, item), request.POST.get("direction", ""), by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("plans:meeting-agenda", pk)


@of_open_agenda
def agenda_item_remove(request: HttpRequest, meeting: Meeting, item: int) -> HttpResponse:
    record = _get_item(meeting, item)
    return form_page(
        request,
        PlainForm(sent(request)),
        lambda: remove_item(record, by=request.user),
        title=_("Remove the item"),
        back=reverse("plans:meeting-agenda", args=[meeting.pk]),
        done=_("The item was removed from the agenda."),
        template="plans/meeting/agenda_item_remove.html",
        **_context(meeting),
        item=record,
        measures=AgendaMeasure.objects.filter(item=record).count(),
        comments=Comment.objects.filter(item=record).count(),
        tasks=record.assignments.count(),
    )


def closed_because(meeting: Meeting) -> str:
    """Why the agenda can't be changed any more; "" while it can."""
    memo = memo_in_sight(meeting)
    if meeting.is_cancelled:
        return _("The meeting was cancelled, so its agenda doesn't change any more.")
    if memo and memo.is_approved:
        return _("The memo of this meeting has been approved: what it tells doesn't change any more.")
    return ""


def _item_page(request: HttpRequest, item: AgendaItem, *, title: str, done: str) -> HttpResponse:
    form = ItemForm(sent(request), instance=item, on=today(), initial=kept_initial(request))
    return form_page(
        request,
        form,
        lambda: save_agenda_item(form.instance, form.cleaned_data["measures"], by=request.user),
        title=title,
        back=reverse("plans:meeting-agenda", args=[item.meeting.pk]),
        done=done,
        template="plans/meeting/agenda_item_form.html",
        **_context(item.meeting),
        item=item,
    )


def _get_to_run(user, pk: int) -> Meeting:
    meeting = get_visible(MEETINGS, user, pk=pk)
    require(may_run(user, meeting))
    return meeting


def _get_item(meeting: Meeting, pk: int) -> AgendaItem:
    item = get_object_or_404(meeting.agenda_items.select_related("presenter"), pk=pk)
    item.meeting = meeting
    return item


def _context(meeting: Meeting) -> dict:
    return {"meeting": meeting, "county": meeting.county, "place": "groups"}
