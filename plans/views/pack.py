"""The reading pack of a meeting, as a page and as a PDF, and the comments that its readers write."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from groups.access import get_visible, may_in_meeting, require
from groups.models import Meeting
from groups.permissions import Permission
from hyte.lib.clock import today
from hyte.lib.downloads import attachment
from hyte.lib.forms_again import kept_initial, mark_saved
from hyte.lib.pdf import PDF, PdfUnavailable
from plans.exports.pack import file_name, render_pack_pdf
from plans.forms.comment import MeetingCommentForm
from plans.queries.comments import comments_of_meeting, targets_of
from plans.queries.pack import Pack, memo_in_sight, pack_of
from plans.services.comments import add_comment
from plans.views.agenda import MEETINGS


@require_GET
def meeting_pack(request: HttpRequest, pk: int) -> HttpResponse:
    pack = _pack(request, pk)
    asked = {"target": request.GET.get("kohde", "")}
    form = MeetingCommentForm(targets=_targets(pack), initial=asked | kept_initial(request))
    return _page(request, pack, form)


@require_GET
def meeting_pack_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    pack = _pack(request, pk)
    try:
        file = render_pack_pdf(pack, base_url=request.build_absolute_uri("/"))
    except PdfUnavailable as error:
        messages.error(request, str(error))
        return redirect("plans:meeting-pack", pk)
    return attachment(file, file_name(pack), PDF)


@require_POST
def meeting_comment_add(request: HttpRequest, pk: int) -> HttpResponse:
    """A comment on an item, a measure or the draft memo; what doesn't hold is shown again on the reading pack."""
    pack = _pack(request, pk)
    require(may_in_meeting(request.user, Permission.COMMENT, pack.meeting))
    form = MeetingCommentForm(request.POST, targets=_targets(pack))
    if form.is_valid() and save_comment(form, by=request.user):
        messages.success(request, _("Your comment was added."))
        back = back_from(pack.meeting, form)
        mark_saved(request)
        return redirect(back)
    return _page(request, pack, form, status=422)


def save_comment(form: MeetingCommentForm, **writer) -> bool:
    """Save the comment; what the service refuses is shown in the form."""
    try:
        add_comment(form.chosen, form.cleaned_data["text"], **writer)
    except ValidationError as error:
        form.refuse(error)
    return not form.errors


def back_from(meeting: Meeting, form: MeetingCommentForm) -> str:
    name = "plans:meeting-memo" if form.cleaned_data["target"] == "memo" else "plans:meeting-pack"
    return f"{reverse(name, args=[meeting.pk])}#comments"


def _pack(request: HttpRequest, pk: int) -> Pack:
    return pack_of(get_visible(MEETINGS, request.user, pk=pk), request.user, today())


def _targets(pack: Pack) -> dict:
    return targets_of(pack.agenda, memo_in_sight(pack.meeting))


def _page(request: HttpRequest, pack: Pack, form: MeetingCommentForm, *, status: int = 200) -> HttpResponse:
    meeting = pack.meeting
    context = {
        "pack": pack,
        "meeting": meeting,
        "county": meeting.county,
        "place": "groups",
        "comments": comments_of_meeting(meeting, request.user, pack.agenda),
        "form": form,
        "may_comment": bool(form.targets) and may_in_meeting(request.user, Permission.COMMENT, meeting),
    }
    return render(request, "plans/meeting/pack.html", context, status=status)
