"""Who is asked, and the mails to them."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from groups.tasks import deliver_after_commit
from hyte.lib.clock import today
from hyte.lib.form_pages import sent
from hyte.lib.forms_again import kept_initial
from plans.access import get_consultation_to_edit
from plans.forms.consultation import InviteeForm
from plans.models import Invitee
from plans.services.consultation_invitations import (
    Mailed,
    add_invitee,
    remind_invitees,
    remove_invitee,
    send_invitations,
)
from plans.views.consultations.editing import edit_page


@require_http_methods(["GET", "POST"])
def invitee_add(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_consultation_to_edit(request.user, pk)
    invitee = Invitee(consultation=found)
    form = InviteeForm(sent(request), instance=invitee, today=today(), initial=kept_initial(request))
    return edit_page(
        request,
        form,
        lambda: add_invitee(form.instance, new_person=form.new_person, by=request.user),
        found,
        title=_("Who is asked"),
        done=_("The person was named. The invitation goes when you send the invitations."),
    )


@require_POST
def invitee_remove(request: HttpRequest, pk: int, invitee: int) -> HttpResponse:
    found = get_consultation_to_edit(request.user, pk)
    named = get_object_or_404(found.invitees, pk=invitee)
    try:
        remove_invitee(named)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("The person isn't asked any more."))
    return redirect(found)


@require_POST
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    return _mailed(request, pk, send_invitations)


@require_POST
def remind(request: HttpRequest, pk: int) -> HttpResponse:
    return _mailed(request, pk, remind_invitees)


def _mailed(request: HttpRequest, pk: int, act: Callable[..., Mailed]) -> HttpResponse:
    """Send the mails, and say how many went and whom mail doesn't reach."""
    found = get_consultation_to_edit(request.user, pk)
    try:
        mailed = act(found, on=today(), at=timezone.now(), by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(found)
    for notice in mailed.notices:
        deliver_after_commit(notice)
    if count := len(mailed.notices):
        text = ngettext("%(count)s mail is on its way.", "%(count)s mails are on their way.", count)
        messages.success(request, text % {"count": count})
    if mailed.unreached:
        names = "; ".join(str(each) for each in mailed.unreached)
        messages.warning(request, _("Mail doesn't reach these: %(names)s.") % {"names": names})
    return redirect(found)
