"""Builders of negotiations and of what belongs to them; each makes exactly what its name says."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import uuid4

from django.utils import timezone

from groups.models import LinkPurpose, Organisation, Person
from groups.services.links import create_link
from indicators.models import Theme, ThemeClassification
from negotiations.models import (
    Agreement,
    AgreementNote,
    Discussion,
    Highlight,
    Material,
    MunicipalDocument,
    Negotiation,
    NegotiationMemo,
    NegotiationRound,
    Party,
    Point,
    PointGroup,
    Representative,
    Topic,
)
from plans.models import Goal
from tests.factories.groups import make_organisation, make_person
from tests.factories.meetings import make_meeting
from tests.factories.plans import make_bare_plan, make_goal, make_section

DAY = date(2024, 3, 5)


def make_negotiation_round(county: Organisation, year: int = 2024, **fields) -> NegotiationRound:
    values = {"name_fi": f"HYTE-neuvottelut {year}", "first_year": year, "last_year": year} | fields
    return NegotiationRound.objects.create(county=county, **values)


def make_negotiation(
    round_: NegotiationRound, *, on: date = DAY, title: str = "HYTE-neuvottelu", **fields
) -> Negotiation:
    """A negotiation with its meeting; the meeting's state with ``state``."""
    meeting = make_meeting(
        on=on,
        county=round_.county,
        body=round_.county,
        is_negotiation=True,
        title=title,
        state=fields.pop("state", "planned"),
    )
    return Negotiation.objects.create(round=round_, meeting=meeting, **fields)


def make_party(negotiation: Negotiation, organisation: Organisation | None = None, **fields) -> Party:
    organisation = organisation or make_organisation(kind="municipality", parent=negotiation.county)
    return Party.objects.create(negotiation=negotiation, organisation=organisation, **fields)


def make_representative(party: Party, person: Person | None = None, **fields) -> Representative:
    person = person or make_person(organisation=party.organisation, email=f"edustaja{party.pk}@example.org")
    return Representative.objects.create(party=party, person=person, **fields)


def make_party_address(representative: Representative, *, at: datetime | None = None, valid_for: int = 60) -> str:
    """The address that the representative's mail carries; it works for ``valid_for`` days."""
    meeting = representative.party.negotiation.meeting
    fields = {"valid_for": timedelta(days=valid_for), "at": at or timezone.now(), "by": None}
    _link, token = create_link(representative.person, LinkPurpose.PARTY, meeting=meeting, **fields)
    return f"/n/{token}/"


def make_theme(name: str = "Turvallisuus", **fields) -> Theme:
    classification, _made = ThemeClassification.objects.get_or_create(slug="nostot", defaults={"name_fi": "Nostot"})
    slug = fields.pop("slug", f"teema-{uuid4().hex[:8]}")
    return Theme.objects.create(classification=classification, name_fi=name, slug=slug, **fields)


def make_highlight(round_: NegotiationRound, theme: Theme | None = None, text: str = "Nosto", **fields) -> Highlight:
    return Highlight.objects.create(round=round_, theme=theme or make_theme(), text_fi=text, **fields)


def make_material(negotiation: Negotiation, title: str = "Esitys", **fields) -> Material:
    values = {"link": "https://example.org/esitys"} | fields
    return Material.objects.create(negotiation=negotiation, title=title, **values)


def make_point(party: Party, text: str = "Yksinäisyys lisääntyy", kind: str = "concern", **fields) -> Point:
    values = {"written_at": timezone.now(), "submission": uuid4()} | fields
    return Point.objects.create(party=party, kind=kind, text=text, **values)


def make_point_group(negotiation: Negotiation, title: str = "Yhteinen huoli", **fields) -> PointGroup:
    return PointGroup.objects.create(negotiation=negotiation, title=title, **fields)


def make_discussion(negotiation: Negotiation, topic: str = Topic.GOALS, **fields) -> Discussion:
    return Discussion.objects.create(negotiation=negotiation, topic=topic, **fields)


def make_agreement(
    negotiation: Negotiation, *parties: Party, text: str = "Perustetaan yhteinen työryhmä", **fields
) -> Agreement:
    """An open agreement of the parties, due at the end of the negotiation's year."""
    values = {
        "number": negotiation.agreements.count() + 1,
        "topic": Topic.COOPERATION,
        "due_on": date(negotiation.on.year, 12, 31),
    }
    agreement = Agreement.objects.create(negotiation=negotiation, text=text, **(values | fields))
    agreement.responsible.set(parties)
    return agreement


def make_negotiation_memo(negotiation: Negotiation, **fields) -> NegotiationMemo:
    return NegotiationMemo.objects.create(negotiation=negotiation, **fields)


def make_sent_memo(negotiation: Negotiation, **fields) -> NegotiationMemo:
    """A memo that waits for the parties; with ``state="approved"`` and its time one that they have approved."""
    values = {"state": "sent", "content": {}, "sent_at": timezone.now(), "version": 1} | fields
    return make_negotiation_memo(negotiation, **values)


def make_agreement_note(agreement: Agreement, on: date = date(2024, 6, 1), **fields) -> AgreementNote:
    """A note that was written past the service: the agreement itself stays as it is."""
    return AgreementNote.objects.create(agreement=agreement, on=on, **({"text": "Etenee", "state": "running"} | fields))


def make_goal_of_negotiation(negotiation: Negotiation, **fields) -> Goal:
    """A goal of an approved plan, which becomes the plan of the negotiation's round."""
    goal = make_goal(make_section(make_bare_plan(negotiation.county)), **fields)
    negotiation.round.plan = goal.section.plan
    negotiation.round.save()
    return goal


def make_document(municipality: Organisation, **fields) -> MunicipalDocument:
    values = {"kind": "report", "title": "Hyvinvointikertomus", "first_year": 2021, "last_year": 2025}
    return MunicipalDocument.objects.create(municipality=municipality, **(values | fields))


@dataclass
class OfNegotiations:
    """One of everything of a round that has been negotiated with one municipality."""

    round: NegotiationRound
    negotiation: Negotiation
    party: Party
    representative: Representative
    highlight: Highlight
    material: Material
    point: Point
    group: PointGroup
    discussion: Discussion
    agreement: Agreement
    document: MunicipalDocument
    token: str


def make_of_negotiations(county: Organisation) -> OfNegotiations:
    round_ = make_negotiation_round(county)
    negotiation = make_negotiation(round_)
    municipality = make_organisation("Neuvottelukaupunki", kind="municipality", parent=county, region_code="992")
    party = make_party(negotiation, municipality)
    representative = make_representative(party)
    return OfNegotiations(
        round=round_,
        negotiation=negotiation,
        party=party,
        representative=representative,
        highlight=make_highlight(round_),
        material=make_material(negotiation),
        point=make_point(party),
        group=make_point_group(negotiation),
        discussion=make_discussion(negotiation),
        agreement=make_agreement(negotiation, party),
        document=make_document(municipality),
        token=make_party_address(representative).split("/")[2],
    )
