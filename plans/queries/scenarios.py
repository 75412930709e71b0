"""What a measure aims at in euros."""

from django.db.models import QuerySet

from indicators.models import Scenario
from plans.models import Measure, MeasureScenario


def scenarios_of(measure: Measure, user) -> QuerySet[MeasureScenario]:
    """Those that the user may read: the staff of the county only."""
    links = measure.scenario_links.filter(scenario__in=Scenario.objects.visible_to(user))
    read = links.select_related("scenario__calculation", "scenario__region")
    return read.defer("scenario__calculation__frozen", "scenario__calculation__sources")
