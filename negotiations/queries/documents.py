"""What a county has of its municipalities' own reports and plans, and what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from groups.models import Organisation
from negotiations.models import MunicipalDocument


@dataclass(frozen=True)
class MunicipalDocuments:
    """A municipality with everything that it has delivered; ``lacking`` and ``outdated`` are words of the kinds."""

    municipality: Organisation
    documents: Sequence[MunicipalDocument]
    lacking: Sequence[str]
    outdated: Sequence[str]


def documents_of(county: Organisation, on: date, *, user) -> list[MunicipalDocuments]:
    """The county's municipalities in their order; two queries."""
    kind = Organisation.Kind.MUNICIPALITY
    municipalities = Organisation.objects.filter(county=county, kind=kind).active(on)
    delivered: dict[int, list[MunicipalDocument]] = {}
    found = MunicipalDocument.objects.visible_to(user).filter(municipality__county=county)
    for each in found.order_by("-kind", "-last_year", "-pk"):
        delivered.setdefault(each.municipality_id, []).append(each)
    return [_of(each, delivered.get(each.pk, []), on) for each in municipalities.order_by("order", "name_fi", "pk")]


def _of(municipality: Organisation, documents: list[MunicipalDocument], on: date) -> MunicipalDocuments:
    lacking, outdated = [], []
    for kind in MunicipalDocument.Kind:
        years = [each.last_year for each in documents if each.kind == kind]
        if not years:
            lacking.append(str(kind.label))
        elif max(years) < on.year:
            outdated.append(str(kind.label))
    return MunicipalDocuments(municipality, documents, lacking, outdated)
