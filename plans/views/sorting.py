"""The orders of the table of measures."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hyte.lib.text import fold
from plans.models import Progress, Status
from plans.queries.picture import Row

STATUS_ORDER = {value: number for number, value in enumerate(Status.values)}
PROGRESS_ORDER = {
    Progress.STALLED: 0,
    Progress.DELAYED: 1,
    Progress.NOT_ASSESSED: 2,
    Progress.AS_PLANNED: 3,
}


@dataclass(frozen=True)
class Sort:
    """An order by its name in the address; "-" before the name turns it round."""

    name: str
    label: str
    key: Callable[[Row], Any] | None
    reverse: bool = False

    @property
    def by_plan(self) -> bool:
        return self.key is None

    def applied(self, rows: list[Row]) -> list[Row]:
        return rows if self.key is None else sorted(rows, key=self.key, reverse=self.reverse)


SORTS = [
    Sort("suunnitelma", gettext_lazy("Order of the plan"), None),
    Sort("tila", gettext_lazy("Status"), lambda row: STATUS_ORDER[row.status]),
    Sort("eteneminen", gettext_lazy("Progress: stalled first"), lambda row: PROGRESS_ORDER[row.progress]),
    Sort("paivitetty", gettext_lazy("Updated: oldest first"), lambda row: row.update.on if row.update else date.min),
    Sort(
        "-paivitetty",
        gettext_lazy("Updated: newest first"),
        lambda row: row.update.on if row.update else date.min,
        True,
    ),
    Sort("vastuu", gettext_lazy("Responsible"), lambda row: fold(str(row.main.organisation)) if row.main else ""),
]
BY_NAME = {sort.name: sort for sort in SORTS}


def read_sort(text: str, messages: list[str]) -> Sort:
    """Read an order from an address; an unknown one is told and the plan's order used."""
    if text in BY_NAME:
        return BY_NAME[text]
    turned = BY_NAME.get(text.removeprefix("-"))
    if turned and text.startswith("-") and turned.key:
        return Sort(turned.name, turned.label, turned.key, not turned.reverse)
    if text:
        messages.append(_("“%(value)s” is not an order, so the plan's order is used.") % {"value": text[:40]})
    return SORTS[0]
