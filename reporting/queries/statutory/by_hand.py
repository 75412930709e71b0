"""Lines of which no table knows: they are what the county writes of them."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from groups.models import Organisation
from negotiations.queries.statutory import Duty
from reporting.models import LawLine
from reporting.queries.statutory.lines import Finding, Findings


def find_by_hand(county: Organisation, years: Iterable[int], on: date) -> Findings:
    steps = {
        LawLine.EFFECTS: _("Tell in which decisions the effects were weighed, and how."),
        LawLine.NGOS: _("Tell how the organisations were supported."),
    }
    return {(line, year): Finding(Duty.MISSING, (), step) for line, step in steps.items() for year in years}
