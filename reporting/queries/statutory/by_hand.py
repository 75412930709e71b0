"""Lines of which no table knows: they are what the county writes of them."""

from django.utils.translation import gettext as _

from negotiations.queries.statutory import Duty
from reporting.models import LawLine
from reporting.queries.statutory.lines import Asked, Finding, Findings


def find_by_hand(asked: Asked) -> Findings:
    steps = {
        LawLine.EFFECTS: _("Tell in which decisions the effects were weighed, and how."),
        LawLine.NGOS: _("Tell how the organisations were supported."),
    }
    return {(line, year): Finding(Duty.MISSING, (), step) for line, step in steps.items() for year in asked.years}
