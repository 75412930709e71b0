"""Builders of personal links and proposals."""

from datetime import datetime, timedelta

from django.utils import timezone

from groups.models import LinkPurpose, Meeting, Person, WorkingGroup
from groups.services.feeds import make_feed
from groups.services.links import create_link
from plans.models import Goal, Measure, MeasureLink, Plan, PromiseProposal, Proposal


def make_link(
    measure: Measure,
    person: Person | None = None,
    *,
    valid_for: timedelta = timedelta(days=30),
    at: datetime | None = None,
) -> str:
    """A link of the measure's contact person; return its address."""
    person = person or measure.contact_person
    link, token = create_link(person, LinkPurpose.STATUS, valid_for=valid_for, at=at or timezone.now(), by=None)
    MeasureLink.objects.create(link=link, measure=measure)
    return f"/t/{token}/"


def make_meeting_address(meeting: Meeting, person: Person, *, at: datetime | None = None) -> str:
    """The address that an invitation to the meeting carries; it works for a year."""
    fields = {"valid_for": timedelta(days=365), "at": at or timezone.now(), "by": None}
    _link, token = create_link(person, LinkPurpose.MEETING, meeting=meeting, **fields)
    return f"/k/{token}/"


def make_feed_address(person: Person, group: WorkingGroup | None = None) -> str:
    """The address of the person's own calendar or of the group's."""
    return make_feed(person, group, at=timezone.now(), by=None)


def make_proposal(measure: Measure, kind: str = "wording", **fields) -> Proposal:
    """An open proposal with what its kind needs."""
    needed = {
        "wording": {"text": "Uusi sanamuoto", "grounds": "Perustelu"},
        "closing": {"grounds": "Työ on tehty"},
        "handover": {
            "successor_name": "Seuraaja Uusi",
            "successor_email": "seuraaja@example.org",
            "successor_title": "Suunnittelija",
        },
    }[kind]
    return Proposal.objects.create(measure=measure, kind=kind, **(needed | fields))


def make_promise_proposal(
    plan: Plan, goal: Goal | None = None, text: str = "Uusi toimenpide", **fields
) -> PromiseProposal:
    """An open proposal of a new measure, as a workbook brings it; of a goal's wording with ``kind``."""
    values = {"kind": PromiseProposal.Kind.MEASURE, "grounds": "Työkirja: toimeenpano.xlsx"} | fields
    return PromiseProposal.objects.create(plan=plan, goal=goal, text=text, **values)
