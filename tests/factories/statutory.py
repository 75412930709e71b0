"""Builders of what a county writes of the law's lines; each makes exactly what its name says."""

from datetime import date

from groups.models import Organisation
from negotiations.models import STATUTORY_TOPICS
from reporting.models import LawLine, StatutoryNote
from reporting.queries.statutory import statutory_page
from tests.factories.negotiations import make_discussion, make_negotiation, make_negotiation_round, make_party

ON = date(2024, 11, 15)


def make_statutory_note(county: Organisation, line: str = LawLine.NGOS, year: int = 2024, **fields) -> StatutoryNote:
    return StatutoryNote.objects.create(county=county, line=line, year=year, **fields)


def line(county: Organisation, which: LawLine, year: int = 2024, on: date = ON):
    return next(each for each in statutory_page(county, year, on).lines if each.line == which)


def state(county: Organisation, which: LawLine, year: int = 2024) -> str:
    return line(county, which, year).state


def negotiate(county: Organisation, *organisations: Organisation, topics=STATUTORY_TOPICS):
    negotiation = make_negotiation(make_negotiation_round(county), state="held")
    for each in organisations:
        make_party(negotiation, each)
    for topic in topics:
        make_discussion(negotiation, topic, notes="Puhuttiin")
    return negotiation
