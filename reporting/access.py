"""The doors to what is told: 404 to a stranger, 403 to somebody inside who may read but not act."""

from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest

from groups.access import get_visible, require
from groups.models import Organisation
from groups.permissions import Permission
from groups.standing import standing_of
from reporting.models import ClockEvent

COUNTY_PARAMETER = "hva"


def reports(user, county_id: int) -> bool:
    """Whether the user keeps the county's annual clock and reports."""
    return county_id in standing_of(user).reach(Permission.REPORT).counties


def staff_county(request: HttpRequest) -> tuple[Organisation, list[Organisation]]:
    """The county that the address names of those where one is staff, else the first of them; to others there is none."""
    staff = standing_of(request.user).staff_counties
    counties = list(Organisation.objects.filter(pk__in=staff).order_by("order", "name_fi", "pk"))
    code = request.GET.get(COUNTY_PARAMETER, "")
    asked = [each for each in counties if each.region_code == code] if code else counties
    if not asked:
        raise Http404
    return asked[0], counties


def county_to_report(request: HttpRequest) -> Organisation:
    """The same, if the user keeps the county's clock."""
    county, _counties = staff_county(request)
    require(reports(request.user, county.pk))
    return county


def get_event_to_keep(user, pk: int) -> ClockEvent:
    return _kept(ClockEvent.objects.select_related("county"), user, pk)


def _kept(records: QuerySet, user, pk: int) -> Model:
    record = get_visible(records, user, pk=pk)
    require(reports(user, record.county_id))
    return record
