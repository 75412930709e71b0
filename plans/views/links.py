"""Sending and revoking the personal links of a measure."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from groups.access import get_visible
from groups.permissions import Permission
from groups.tasks import deliver_after_commit
from plans.access import get_measure_for
from plans.models import MeasureLink
from plans.services.links import revoke_measure_links, send_link


@require_POST
def link_send(request: HttpRequest, pk: int) -> HttpResponse:
    measure = get_measure_for(request.user, pk, Permission.SEND_LINK)
    person = measure.deputy if "deputy" in request.POST else measure.contact_person
    if person is None:
        messages.error(request, _("The measure has no contact person yet. Name one first, then send the link."))
        return redirect(measure)
    try:
        deliver_after_commit(send_link(measure, person, at=timezone.now(), by=request.user))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        said = {"person": person, "email": person.email}
        messages.success(request, _("The link is on its way to %(person)s (%(email)s). It works for 30 days.") % said)
    return redirect(measure)


@require_POST
def link_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    tie = get_visible(MeasureLink.objects.select_related("link__person"), request.user, pk=pk)
    measure = get_measure_for(request.user, tie.measure_id, Permission.SEND_LINK)
    revoke_measure_links(measure, tie.link.person, at=timezone.now())
    messages.success(request, _("The link of %(person)s no longer works.") % {"person": tie.link.person})
    return redirect(measure)
