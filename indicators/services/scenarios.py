"""Scenarios of the coefficient: changes of a county's own figures, kept with a name and with what came of them."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from indicators import coefficient as engine
from indicators.models import Scenario
from indicators.services.calculations import CENT, OF_COEFFICIENT

Changes = Mapping[str, str | Mapping[str, str]]


@transaction.atomic
def save_scenario(scenario: Scenario, *, before: engine.AreaResult, after: engine.AreaResult, by) -> Scenario:
    """Save a new scenario with its result: the area's after the changes, and the gain against what it is."""
    if not scenario.changes:
        raise ValidationError(_("Change some figure first; then it can be saved as a scenario."))
    _refuse_same_name(scenario)
    scenario.rank, scenario.normalised = after.rank, after.normalised.quantize(OF_COEFFICIENT)
    scenario.euros = after.euros.quantize(CENT)
    scenario.gain = (after.euros - before.euros).quantize(CENT)
    scenario.by, scenario.created_at = by, timezone.now()
    scenario.full_clean()
    scenario.save(force_insert=True)
    return scenario


@transaction.atomic
def delete_scenario(scenario: Scenario) -> None:
    """With its links: what is linked stays."""
    scenario.delete()


def _refuse_same_name(scenario: Scenario) -> None:
    same = Scenario.objects.filter(county=scenario.county, calculation=scenario.calculation, name=scenario.name)
    if same.exists():
        raise ValidationError({"name": _("The calculation has a scenario of this name already. Give another name.")})
