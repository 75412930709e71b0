"""A plan in about ten lines for whoever wants to know what it is: its sections, and the first goals of each in words."""

from dataclasses import dataclass

from plans.models import Goal
from plans.queries.picture import Picture, Totals

LINES = 10


@dataclass(frozen=True)
class SectionLines:
    """A section's counts and the goals that are told; ``more`` is how many goals aren't."""

    totals: Totals
    goals: tuple[Goal, ...]

    @property
    def more(self) -> int:
        return self.totals.goals - len(self.goals)


def in_lines(picture: Picture) -> list[SectionLines]:
    """The sections in their order, and so many goals of each that the whole comes near ten lines; no query."""
    totals = [each for each in picture.totals if each.goals]
    told = goals_told(len(totals))
    return [SectionLines(each, tuple(_goals(picture, each)[:told])) for each in totals]


def goals_told(sections: int) -> int:
    """How many goals of each section fit beside the sections' own lines; at least one."""
    return max(1, round((LINES - sections) / sections)) if sections else 0


def _goals(picture: Picture, totals: Totals) -> list[Goal]:
    return [goal for goal in picture.goals if goal.section_id == totals.section.pk]
