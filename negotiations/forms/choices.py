"""What can be chosen: the county's own and what all counties share."""

from django.db.models import Q, QuerySet

from groups.models import Organisation
from indicators.models import Indicator
from plans.models import Plan

NOT_AT_THE_TABLE = (
    Organisation.Kind.COUNTY,
    Organisation.Kind.DIVISION,
    Organisation.Kind.UNIT,
    Organisation.Kind.MANAGEMENT_BOARD,
    Organisation.Kind.COMMITTEE,
    Organisation.Kind.COUNTY_BOARD,
    Organisation.Kind.COUNTY_COUNCIL,
)


def possible_parties(county: Organisation, on) -> QuerySet[Organisation]:
    """Municipalities and the other actors with whom the county negotiates: not its own bodies."""
    return Organisation.objects.of_county(county).active(on).exclude(kind__in=NOT_AT_THE_TABLE)


def adopted_indicators(county: Organisation) -> QuerySet[Indicator]:
    return Indicator.objects.filter(Q(adoptions__county=county) | Q(county=county)).distinct()


def plans_of(county: Organisation) -> QuerySet[Plan]:
    return Plan.objects.filter(county=county, parent=None)
