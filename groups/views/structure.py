"""The structure of a county's HYTE work."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from groups.access import get_county
from groups.queries.structure import structure_of
from hyte.lib.clock import today


@require_GET
def structure(request: HttpRequest, pk: int) -> HttpResponse:
    county = get_county(request.user, pk)
    context = {"county": county, "structure": structure_of(county, request.user, today())}
    return render(request, "groups/structure.html", context)
