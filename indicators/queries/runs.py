"""What runs of fetching did: counts for the list, and one run with its items and corrected figures."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Sum

from indicators.models import Correction, Indicator, SyncItem, SyncRun
from indicators.models.indicator import IndicatorQuerySet

State = SyncItem.State
ENDED = (State.UNCHANGED, State.FETCHED, State.RETITLED, State.FAILED)


def runs_with_counts(runs: QuerySet[SyncRun]) -> QuerySet[SyncRun]:
    """Runs with the numbers of their items by state, and of new and corrected figures."""
    by_state = {f"{state.value}_count": Count("items", filter=Q(items__state=state)) for state in State}
    sums = {f"{name}_sum": Sum(f"items__{name}", default=0) for name in ("added", "changed")}
    found = runs.select_related("by").annotate(item_count=Count("items"), **by_state, **sums)
    return found.order_by("-created_at", "-pk")  # the model's own order is lost with the counts


@dataclass
class RunPicture:
    """A run with its items by state."""

    run: SyncRun
    items: list[SyncItem]

    @property
    def by_state(self) -> dict[str, list[SyncItem]]:
        found = defaultdict(list)
        for item in self.items:
            found[item.state].append(item)
        return dict(found)

    @property
    def total(self) -> int:
        return len(self.items)

    @property
    def done(self) -> int:
        return sum(item.state in ENDED for item in self.items)

    @property
    def left(self) -> int:
        return self.total - self.done

    @property
    def rows(self) -> int:
        return self._sum("rows")

    @property
    def added(self) -> int:
        return self._sum("added")

    @property
    def changed(self) -> int:
        return self._sum("changed")

    @property
    def vanished(self) -> int:
        return self._sum("vanished")

    def _sum(self, name: str) -> int:
        return sum(getattr(item, name) for item in self.items)

    def seconds(self, at: datetime) -> int:
        """How long it has taken; a clock that has jumped back makes it none."""
        since = self.run.job_started_at or self.run.job_queued_at or self.run.created_at
        return max(0, int(((self.run.job_ended_at or at) - since).total_seconds()))


def picture_of(run: SyncRun) -> RunPicture:
    items = run.items.select_related("indicator").defer("indicator__search_text")
    return RunPicture(run, list(items.order_by("indicator__title_fi", "pk")))


def corrections_of(items: Iterable[SyncItem]) -> QuerySet[Correction]:
    """The figures that these items corrected; ``is_newer``, ``newer_value`` and ``newer_cases`` tell of a later correction.

    The figure that replaced the earlier one is the next correction's, else the one that stands now.
    """
    written = [
        Q(observation__indicator=item.indicator_id, replaced_at=item.started_at) for item in items if item.changed
    ]
    if not written:
        return Correction.objects.none()
    newer = Correction.objects.filter(observation=OuterRef("observation"), replaced_at__gt=OuterRef("replaced_at"))
    first = newer.order_by("replaced_at", "pk")
    return (
        Correction.objects.filter(reduce(or_, written))
        .select_related("observation__indicator", "observation__region")
        .annotate(
            is_newer=Exists(newer),
            newer_value=Subquery(first.values("value")[:1]),
            newer_cases=Subquery(first.values("cases")[:1]),
        )
        .order_by(
            "observation__indicator__title_fi",
            "observation__region__title_fi",
            "-observation__year",
            "observation__sex",
            "pk",
        )
    )


def failing(indicators: QuerySet[Indicator]) -> QuerySet[SyncItem]:
    """The last tries at these indicators that failed, newest first: what came after a success isn't told."""
    ended = SyncItem.objects.filter(indicator=OuterRef("pk"), state__in=ENDED).order_by("-pk")
    last = indicators.annotate(last_item=Subquery(ended.values("pk")[:1])).values("last_item")
    failed = SyncItem.objects.filter(pk__in=last, state=State.FAILED)
    return failed.select_related("indicator", "run").defer("indicator__search_text").order_by("-pk")


def waiting_titles() -> IndicatorQuerySet:
    """Indicators that stand still until somebody has accepted their new title."""
    return Indicator.objects.synced().retitled().order_by("title_fi", "pk")
