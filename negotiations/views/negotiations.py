"""The pages of the negotiations."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from hyte.lib.decorators import public_page
from negotiations.access import get_negotiation
from negotiations.models import Negotiation


@public_page
@require_GET
def of_meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """Calendars know the meeting: they are led to its negotiation."""
    found = Negotiation.objects.filter(meeting=pk).values_list("pk", flat=True).first()
    return redirect(get_negotiation(request.user, found or 0))
