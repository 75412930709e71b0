"""Indicators to be read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from hyte.lib.decorators import public_page
from indicators.models import Indicator


@require_GET
@public_page
def indicator_list(request: HttpRequest) -> HttpResponse:
    indicators = Indicator.objects.visible_to(request.user).select_related("source")
    return render(request, "indicators/indicator_list.html", {"indicators": indicators})


@require_GET
@public_page
def indicator_detail(request: HttpRequest, pk: int) -> HttpResponse:
    visible = Indicator.objects.visible_to(request.user).select_related("source", "county")
    indicator = get_object_or_404(visible, pk=pk)
    return render(request, "indicators/indicator_detail.html", {"indicator": indicator})
