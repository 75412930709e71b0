"""Who answers for wellbeing: the groups that the county has, beside the body that its note names."""

from django.utils.translation import gettext as _

from groups.models import WorkingGroup
from negotiations.queries.statutory import Duty
from reporting.models import LawLine
from reporting.queries.statutory.lines import Asked, Finding, Findings, Proof

LEADING = (WorkingGroup.Kind.STEERING, WorkingGroup.Kind.TEAM, WorkingGroup.Kind.DIVISIONS)


def find_bodies(asked: Asked) -> Findings:
    """Groups lead the work, but which body answers for it only the county can tell; one query."""
    groups = WorkingGroup.objects.filter(county=asked.county, kind__in=LEADING).order_by("order", "name_fi", "pk")
    proofs = tuple(Proof(group.name, group.get_absolute_url()) for group in groups)
    state = Duty.PARTLY if proofs else Duty.MISSING
    found = Finding(state, proofs, _("Name the responsible body and tell where it was decided."))
    return {(LawLine.RESPONSIBLE_BODY, year): found for year in asked.years}
