"""The personal links of a measure, for those who may send them."""

from dataclasses import dataclass
from datetime import datetime

from groups.models import Person
from plans.models import Measure, MeasureLink


@dataclass(frozen=True)
class Reachable:
    """Somebody who answers for the measure, and what is in use to reach them."""

    person: Person
    is_deputy: bool
    tie: MeasureLink | None


def links_of(measure: Measure, *, at: datetime) -> list[Reachable]:
    """The contact person and the deputy, each with the link that works now."""
    ties = MeasureLink.objects.filter(measure=measure, link__revoked_at=None, link__expires_at__gt=at).select_related(
        "link"
    )
    by_person = {tie.link.person_id: tie for tie in reversed(ties)}
    people = [(measure.contact_person, False), (measure.deputy, True)]
    return [Reachable(person, is_deputy, by_person.get(person.pk)) for person, is_deputy in people if person]
