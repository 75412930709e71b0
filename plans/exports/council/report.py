"""Everything that the council's workbook tells, before anything is written."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from hyte.lib.templatetags.hyte import day
from plans.models import Goal, Plan
from plans.queries.changes import Change, changes_in
from plans.queries.picture import Picture


@dataclass(frozen=True)
class GoalLine:
    """A goal with the number of its measures in each status."""

    goal: Goal
    statuses: Counter[str]


@dataclass(frozen=True)
class CouncilReport:
    """``since`` is None where no day was chosen to compare with; ``remarks`` tell what of the request was left out."""

    picture: Picture
    goals: list[GoalLine]
    changes: list[Change]
    since: date | None
    filter_words: Sequence[str]
    remarks: Sequence[str]
    made_by: str
    made_at: datetime

    @property
    def plan(self) -> Plan:
        return self.picture.plan

    @property
    def title(self) -> str:
        return _("%(plan)s, status on %(day)s") % {"plan": self.plan, "day": day(self.picture.on)}


def council_report(
    picture: Picture,
    *,
    since: date | None = None,
    filter_words: Sequence[str] = (),
    remarks: Sequence[str] = (),
    made_by: str,
    made_at: datetime,
) -> CouncilReport:
    """``picture`` was read with the same ``since`` and holds what the filters kept."""
    changes = changes_in(picture, since) if since else []
    made_at = timezone.localtime(made_at)
    return CouncilReport(picture, _goal_lines(picture), changes, since, filter_words, remarks, made_by, made_at)


def _goal_lines(picture: Picture) -> list[GoalLine]:
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    for row in picture.rows:
        counts[row.measure.goal_id][row.status] += 1
    return [GoalLine(goal, counts[goal.pk]) for goal in picture.goals]
