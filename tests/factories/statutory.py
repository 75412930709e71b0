"""Builders of what a county writes of the law's lines; each makes exactly what its name says."""

from groups.models import Organisation
from reporting.models import LawLine, StatutoryNote


def make_statutory_note(county: Organisation, line: str = LawLine.NGOS, year: int = 2024, **fields) -> StatutoryNote:
    return StatutoryNote.objects.create(county=county, line=line, year=year, **fields)
