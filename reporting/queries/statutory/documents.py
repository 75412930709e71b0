"""What the municipalities have delivered of their own reports and plans (612/2021 6 §)."""

from collections.abc import Iterable
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups.models import Organisation
from negotiations.queries.documents import documents_of
from negotiations.queries.statutory import Duty
from reporting.models import LawLine
from reporting.queries.statutory.lines import Finding, Findings, Proof

MOST_NAMES = 5


def find_documents(county: Organisation, years: Iterable[int], on: date) -> Findings:
    """Two queries for each year; the documents are public by law, so what anybody sees is all of them."""
    return {(LawLine.MUNICIPALITIES, year): _of_year(county, year) for year in years}


def _of_year(county: Organisation, year: int) -> Finding:
    rows = documents_of(county, date(year, 12, 31), user=AnonymousUser())
    if not rows:
        return Finding(Duty.MISSING, (), _("Add the county's municipalities."))
    wanting = [row.municipality for row in rows if row.lacking or row.outdated]
    delivered = len(rows) - len(wanting)
    words = ngettext(
        "%(delivered)s of %(count)s municipality has delivered a report and a plan that hold in the year",
        "%(delivered)s of %(count)s municipalities have delivered a report and a plan that hold in the year",
        len(rows),
    )
    proof = Proof(words % {"delivered": delivered, "count": len(rows)}, reverse("reporting:municipality-cards"))
    if not any(row.documents for row in rows):
        return Finding(Duty.MISSING, (), _("Ask the municipalities for their reports and plans."))
    return Finding(Duty.PARTLY if wanting else Duty.DONE, (proof,), _step(wanting))


def _step(wanting: list[Organisation]) -> str:
    if not wanting:
        return ""
    names = ", ".join(each.short_name or each.name for each in wanting[:MOST_NAMES])
    more = "…" if len(wanting) > MOST_NAMES else ""
    return _("Ask for what is missing or out of date: %(names)s.") % {"names": names + more}
