"""What lies ahead for those who keep a county's clock: the law's lines that are late or next, and the clock's next events."""

from dataclasses import dataclass
from datetime import date

from groups.models import Organisation
from hyte.lib.due import DueThing
from reporting.queries.coming import Coming, coming_events
from reporting.queries.statutory import address_of, due_statutory

SHOWN = 3


@dataclass(frozen=True)
class CountyAhead:
    county: Organisation
    late: list[DueThing]
    due: list[DueThing]
    events: list[Coming]
    address: str

    @property
    def shown_late(self) -> list[DueThing]:
        return self.late[:SHOWN]

    @property
    def more_late(self) -> int:
        return len(self.late) - len(self.shown_late)


def ahead_of(county: Organisation, on: date, user) -> CountyAhead:
    """A constant number of queries. The latest come last of the late: the oldest wait longest."""
    things = due_statutory(county, on)
    return CountyAhead(
        county=county,
        late=[each for each in things if each.due_on < on],
        due=[each for each in things if each.due_on >= on][:SHOWN],
        events=coming_events(county, on, user, most=SHOWN),
        address=address_of(county, on.year),
    )
