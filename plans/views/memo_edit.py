"""Writing the memo while the meeting goes: who is there, what is said and decided, item by item."""

import json

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from groups.access import get_meeting_to_run
from groups.models import Meeting
from hyte.lib.clock import today
from hyte.lib.form_pages import ChangedMeanwhile, attempt, form_page, sent
from hyte.lib.forms_again import kept_initial, mark_saved
from plans.forms.memo import AttendanceForm, MemoForm, NotesForm, anchor_of
from plans.queries.attendance import places_of
from plans.queries.memo import memo_of
from plans.services.memo import MarkedMeanwhile, mark_attendance, save_memo, save_notes


@require_http_methods(["GET", "POST"])
def memo_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything on one page; posting to it saves the summary and the guests."""
    meeting = get_meeting_to_run(request.user, pk)
    if request.method == "GET" and (refusal := _refusal(meeting)):
        messages.error(request, refusal)
        return redirect("plans:meeting-memo", pk)
    memo = memo_of(meeting)
    kept = kept_initial(request)
    form = MemoForm(sent(request), instance=memo, initial=_of(kept, "memo"))
    return form_page(
        request,
        form,
        lambda: save_memo(form.instance, by=request.user),
        title=_("Write the memo"),
        back=f"{reverse('plans:memo-edit', args=[pk])}#in-short",
        done=_("The summary was saved."),
        template="plans/meeting/memo_edit.html",
        **_page(meeting, memo),
        attendance=AttendanceForm(places=places_of(meeting), initial=_of(kept, "attendance")),
        rows=_rows(meeting, kept),
        other_tasks=meeting.assignments.filter(item=None).select_related("person"),
    )


@require_http_methods(["GET", "POST"])
def memo_item(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """The notes of one item; a save by htmx brings the item's own part of the page."""
    meeting = get_meeting_to_run(request.user, pk)
    record = get_object_or_404(meeting.agenda_items.prefetch_related("assignments__person"), pk=item)
    record.meeting = meeting
    form = NotesForm(sent(request), instance=record, initial=kept_initial(request))
    conflict, saved = None, False
    if request.method == "POST" and form.is_valid():
        try:
            saved = attempt(form, lambda: save_notes(form.instance, by=request.user))
        except ChangedMeanwhile as changed:
            conflict = changed.conflict
    if saved and not request.htmx:
        messages.success(request, _("The notes were saved: %(item)s.") % {"item": record})
        mark_saved(request)
        return redirect(f"{reverse('plans:memo-edit', args=[pk])}#{anchor_of(record)}")
    row = {"item": record, "form": NotesForm(instance=record) if saved else form, "conflict": conflict, "saved": saved}
    return _item_part(request, meeting, row)


def _item_part(request: HttpRequest, meeting: Meeting, row: dict) -> HttpResponse:
    status = 409 if row["conflict"] else 422 if row["form"].errors else 200
    name = "includes/memo_item" if request.htmx else "memo_item"
    context = _page(meeting, memo_of(meeting)) | row | {"row": row, "groups": meeting.groups.all()}
    response = render(request, f"plans/meeting/{name}.html", context, status=status)
    if row["saved"]:
        response.headers["HX-Trigger"] = json.dumps({"hyteSaved": {"path": request.path}})
    return response


@require_http_methods(["GET", "POST"])
def memo_attendance(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = get_meeting_to_run(request.user, pk)
    places = places_of(meeting)
    form = AttendanceForm(sent(request), places=places, initial=kept_initial(request))
    marked_meanwhile = []
    if request.method == "POST" and form.is_valid():
        try:
            mark_attendance(meeting, form.marks(), seen=form.seen_marks(), on=today(), by=request.user)
        except MarkedMeanwhile as meanwhile:
            form, marked_meanwhile = form.has_seen(places), meanwhile.places
        except ValidationError as error:
            form.refuse(error)
        else:
            messages.success(request, _("It was saved who was there."))
            mark_saved(request)
            return redirect(f"{reverse('plans:memo-edit', args=[pk])}#attendance")
    context = _page(meeting, memo_of(meeting)) | {"attendance": form, "marked_meanwhile": marked_meanwhile}
    status = 409 if marked_meanwhile else 422 if form.errors else 200
    return render(request, "plans/meeting/memo_attendance.html", context, status=status)


def _page(meeting: Meeting, memo) -> dict:
    return {
        "meeting": meeting,
        "county": meeting.county,
        "place": "groups",
        "memo": memo,
        "is_future": meeting.on > today(),
    }


def _refusal(meeting: Meeting) -> str:
    if meeting.is_cancelled:
        return _("The meeting was cancelled (%(reason)s), so it has no memo.") % {"reason": meeting.cancel_reason}
    if memo_of(meeting).is_approved:
        return _("The memo of this meeting has been approved: what it tells doesn't change any more.")
    return ""


def _rows(meeting: Meeting, kept: dict) -> list[dict]:
    """Every item with its form; what was typed before the login expired goes into the form that it was typed in."""
    rows = []
    for item in meeting.agenda_items.select_related("presenter").prefetch_related("assignments__person"):
        item.meeting = meeting
        rows.append({"item": item, "form": NotesForm(instance=item, initial=_of(kept, anchor_of(item)))})
    return rows


def _of(kept: dict, part: str) -> dict:
    """What was typed, if it was typed in this form of the page: each tells its name in ``part``."""
    return kept if kept.get("part") == part else {}
