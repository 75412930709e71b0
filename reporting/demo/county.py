"""What has been made of one demo county so far, by the keys of its files."""

from dataclasses import dataclass, field

from groups.models import AgeGroup, Decision, Meeting, MeetingTopic, Organisation, Person, User, WorkingGroup
from indicators.models import Indicator, Region, Theme
from reporting.demo.files import read


@dataclass
class Shared:
    """What all counties of the demo share."""

    organisations: dict[str, Organisation]
    themes: dict[str, Theme]
    indicators: dict[str, Indicator]
    regions: dict[str, Region]  # by category and code


@dataclass
class DemoCounty:
    folder: str
    root: Organisation
    organisations: dict[str, Organisation]
    themes: dict[str, Theme]
    indicators: dict[str, Indicator]
    age_groups: dict[str, AgeGroup] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    groups: dict[str, WorkingGroup] = field(default_factory=dict)
    secretaries: dict[int, Person] = field(default_factory=dict)  # by the group's id: the first in its pool
    meetings: dict[str, Meeting] = field(default_factory=dict)
    writers: dict[tuple[int, int], Person] = field(default_factory=dict)  # by the ids of the meeting and the group
    topics: dict[str, MeetingTopic] = field(default_factory=dict)  # by the Finnish name
    decisions: dict[str, Decision] = field(default_factory=dict)
    boards: dict[str | None, Decision] = field(default_factory=dict)  # on responsibilities, by division; None: the rest
    coordinator: User | None = None

    def read(self, name: str) -> dict:
        return read(self.folder, name)
