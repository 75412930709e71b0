"""Scenarios of the coefficient linked to measures; the history of the measure tells of them."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from plans.models import MeasureScenario
from plans.services.record import save_record


@transaction.atomic
def link_scenario(link: MeasureScenario, *, by) -> MeasureScenario:
    """Link a scenario of the plan's own county to a measure."""
    if link.scenario.county_id != link.measure.plan.county_id:
        raise ValidationError({"scenario": _("The scenario is another county's.")})
    link.full_clean()
    link.save()
    _tell(link, _("Scenario linked: %(scenario)s"), by)
    return link


@transaction.atomic
def unlink_scenario(link: MeasureScenario, *, by) -> None:
    """The scenario itself stays."""
    _tell(link, _("Scenario unlinked: %(scenario)s"), by)
    link.delete()


def _tell(link: MeasureScenario, text: str, by) -> None:
    save_record(link.measure, by=by, reason=text % {"scenario": link.scenario})
