"""What the municipalities have delivered of their own reports and plans (612/2021 6 §)."""

from collections.abc import Sequence
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups.models import Organisation
from negotiations.models import MunicipalDocument
from negotiations.queries.documents import MunicipalDocuments, documents_of
from negotiations.queries.statutory import Duty
from reporting.models import LawLine
from reporting.queries.statutory.lines import Asked, Finding, Findings, Proof

MOST_NAMES = 5


def find_documents(asked: Asked) -> Findings:
    """Two queries; the documents are public by law, so what anybody sees is all of them."""
    rows = documents_of(asked.county, date(min(asked.years), 12, 31), user=AnonymousUser())
    return {(LawLine.MUNICIPALITIES, year): _of_year(_there(rows, year), year) for year in asked.years}


def _there(rows: list[MunicipalDocuments], year: int) -> list[MunicipalDocuments]:
    """Without the municipalities that ended before the year did."""
    ended = ((row, row.municipality.ended_on) for row in rows)
    return [row for row, on in ended if on is None or on > date(year, 12, 31)]


def _of_year(rows: list[MunicipalDocuments], year: int) -> Finding:
    if not rows:
        return Finding(Duty.MISSING, (), _("Add the county's municipalities."))
    if not any(row.documents for row in rows):
        return Finding(Duty.MISSING, (), _("Ask the municipalities for their reports and plans."))
    wanting = [row.municipality for row in rows if not _holds(row.documents, year)]
    words = ngettext(
        "%(delivered)s of %(count)s municipality has delivered a report and a plan that hold in the year",
        "%(delivered)s of %(count)s municipalities have delivered a report and a plan that hold in the year",
        len(rows),
    )
    told = {"delivered": len(rows) - len(wanting), "count": len(rows)}
    proof = Proof(words % told, reverse("reporting:municipality-cards"))
    return Finding(Duty.PARTLY if wanting else Duty.DONE, (proof,), _step(wanting))


def _holds(documents: Sequence[MunicipalDocument], year: int) -> bool:
    """Whether there is both a report and a plan whose years have the year."""
    kinds = {each.kind for each in documents if each.first_year <= year <= each.last_year}
    return kinds >= set(MunicipalDocument.Kind.values)


def _step(wanting: list[Organisation]) -> str:
    if not wanting:
        return ""
    names = ", ".join(each.short_name or each.name for each in wanting[:MOST_NAMES])
    more = "…" if len(wanting) > MOST_NAMES else ""
    return _("Ask for what is missing or out of date: %(names)s.") % {"names": names + more}
