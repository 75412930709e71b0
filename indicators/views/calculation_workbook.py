"""A calculation of the coefficient to take along, alive in a spreadsheet."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from groups.access import get_visible
from hyte.lib.decorators import public_page
from hyte.lib.downloads import XLSX, attachment
from indicators.access import counties_to_choose, county_shown
from indicators.exports.calculation import render_workbook
from indicators.models import Calculation
from indicators.queries.calculations import read_calculation


@require_GET
@public_page
def calculation_workbook(request: HttpRequest, pk: int) -> HttpResponse:
    calculation = get_visible(Calculation.objects.select_related("rule_set"), request.user, pk=pk)
    county = county_shown(request, counties_to_choose(request))
    shown = read_calculation(calculation, user=request.user, county=county, area=request.GET.get("alue", ""))
    content = render_workbook(shown, made_at=timezone.now())
    return attachment(content, f"{calculation.name[:100]}.xlsx", XLSX)
