"""Indicators tied to phenomena, goals and measures. What they were is told in the history of the record that they hang from."""

from django.db import models, transaction
from django.utils.translation import gettext as _

from plans.models import IndicatorTarget, PhenomenonIndicator
from plans.services.record import save_record

Tie = IndicatorTarget | PhenomenonIndicator


@transaction.atomic
def save_tie(tie: Tie, *, by) -> Tie:
    tie.full_clean()
    tie.save()
    _tell(tie, _("Indicator saved: %(indicator)s"), by)
    return tie


@transaction.atomic
def delete_tie(tie: Tie, *, by) -> None:
    _tell(tie, _("Indicator removed: %(indicator)s"), by)
    tie.delete()


def owner_of(tie: Tie) -> models.Model:
    """The phenomenon, focus area, goal or measure from which the tie hangs."""
    return tie.phenomenon if isinstance(tie, PhenomenonIndicator) else tie.owner


def _tell(tie: Tie, text: str, by) -> None:
    save_record(owner_of(tie), by=by, reason=text % {"indicator": tie.indicator})
