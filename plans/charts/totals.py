"""What a chart of totals tells, whatever draws it."""

from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plans.models import Status
from plans.queries.picture import Totals, sum_of


class Colours(NamedTuple):
    """Of a status: a bar's fill, what stands on it, and its edge."""

    fill: str
    ink: str
    edge: str


# The light palette of the style sheet.
STATUS_COLOURS = {
    Status.NOT_STARTED: Colours("#dfe4e2", "#15211f", "#5f6e6b"),
    Status.STARTING: Colours("#a5d0d3", "#15211f", "#25808d"),
    Status.IN_PROGRESS: Colours("#17697b", "#ffffff", "#17697b"),
    Status.COMPLETED: Colours("#35703a", "#ffffff", "#35703a"),
    Status.PARTLY_COMPLETED: Colours("#b7cd8a", "#15211f", "#5b7a20"),
    Status.NOT_COMPLETED: Colours("#ad4235", "#ffffff", "#ad4235"),
    Status.DISCONTINUED: Colours("#665b70", "#ffffff", "#665b70"),
    Status.MERGED: Colours("#b9bfdc", "#15211f", "#59639a"),
}


@dataclass(frozen=True)
class TotalsChart:
    """``caption`` tells the plan, the day and the filters."""

    title: str
    caption: str
    totals: list[Totals]

    @property
    def largest(self) -> int:
        return max((each.measures for each in self.totals), default=0) or 1

    @property
    def running(self) -> int:
        return sum_of(self.totals).running

    @property
    def starting(self) -> int:
        """Running in the title counts these, too, though the bars keep them apart."""
        return sum_of(self.totals).statuses[Status.STARTING]

    @property
    def legend(self) -> list[tuple[Status, int]]:
        return [(status, count) for status, count in sum_of(self.totals).cells if count]

    @property
    def description(self) -> str:
        """The whole chart in words."""
        return " ".join(
            f"{each.section}: {measures_in_words(each)}, {statuses_in_words(each)}." for each in self.totals
        )


def totals_chart(totals: list[Totals], caption: str) -> TotalsChart:
    return TotalsChart(running_in_words(sum_of(totals)), caption, totals)


def running_in_words(totals: Totals) -> str:
    """The one thing to remember of the totals."""
    return _("Measures running: %(running)s of %(measures)s") % {"running": totals.running, "measures": totals.measures}


def measures_in_words(totals: Totals) -> str:
    return ngettext("%(count)s measure", "%(count)s measures", totals.measures) % {"count": totals.measures}


def statuses_in_words(totals: Totals) -> str:
    return ", ".join(f"{status.label} {count}" for status, count in totals.cells if count)


def goals_in_words(totals: Totals) -> str:
    return ngettext("%(count)s goal", "%(count)s goals", totals.goals) % {"count": totals.goals}


def segments_of(totals: Totals, largest: int) -> list[tuple[Status, int, float, float]]:
    """Status, count, start and length of each part of a bar; lengths are shares of the longest bar."""
    segments, start = [], 0
    for status, count in totals.cells:
        if count:
            segments.append((status, count, start / largest, count / largest))
            start += count
    return segments
