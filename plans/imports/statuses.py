"""The status cells of a row: one update that says all of it, true on one day."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from hyte.lib.templatetags.hyte import day as in_words
from plans.imports.comparing import Cells, Comparer
from plans.imports.matching import Pair
from plans.imports.outcomes import Change, Level, Outcome
from plans.models import Plan, Progress, Status, StatusUpdate
from plans.workbook.columns import STATUS_KEYS
from plans.workbook.rows import PresentRow, update_values

LONGEST_REASON = StatusUpdate._meta.get_field("reason").max_length
ONLY_WITH = {"reason": Status.DISCONTINUED.value, "merged_into": Status.MERGED.value}


@dataclass
class Statuses:
    """``on`` is the day that was chosen for the whole file."""

    plan: Plan
    present: list[PresentRow]
    comparer: Comparer
    on: date
    today: date

    def settle(self, outcome: Outcome, cells: Cells, found: PresentRow | None) -> None:
        """Turn the changed status cells into the update that the row brings, or into nothing where it brings no news."""
        changed = {each.key: each.new for each in outcome.changes if each.key in STATUS_KEYS}
        status = changed.get("status") or cells.present.get("status") or Status.NOT_STARTED.value
        for key, needed in ONLY_WITH.items():
            if changed.get(key) and status != needed:
                self._leave_out(outcome, cells, key)
                del changed[key]
        if not changed or (found and self._is_old_news(changed, found)):
            outcome.changes = [each for each in outcome.changes if each.key not in STATUS_KEYS]
            return
        outcome.update = self._content(changed, cells, status)
        self._drop_old_translation(outcome, cells, changed)
        self._check(outcome.update, cells, found)

    def _leave_out(self, outcome: Outcome, cells: Cells, key: str) -> None:
        outcome.changes = [each for each in outcome.changes if each.key != key]
        text = _("This belongs to the status “%(status)s” only, so the cell was left out.")
        cells.row.tell(Level.NOTE, text % {"status": Status(ONLY_WITH[key]).label}, key)

    def _is_old_news(self, changed: dict[str, str], found: PresentRow) -> bool:
        """Whether the plan already has it: the same words on an earlier day, or this very update among the earlier ones."""
        newest, on = found.values["on"], self._day(changed)
        if not newest or on >= newest:
            return False
        said = {key: value for key, value in changed.items() if key != "on"}
        return not said or any(
            earlier["on"] == on and all(earlier[key] == value for key, value in said.items())
            for earlier in self._written[found.measure.pk]
        )

    @cached_property
    def _written(self) -> dict[int, list[dict[str, str]]]:
        """All standing updates of the plan in canonical values: read once, and only if a row is dated back."""
        updates = StatusUpdate.objects.standing().filter(measure__plan=self.plan).select_related("merged_into")
        written = defaultdict(list)
        for update in updates:
            written[update.measure_id].append(update_values(update))
        return written

    def _content(self, changed: dict[str, str], cells: Cells, status: str) -> dict[str, str]:
        """What the whole update says: the cells that changed, and beside them what was said before."""
        content = {key: changed.get(key, cells.present.get(key, "")) for key in STATUS_KEYS}
        content |= {"status": status, "progress": content["progress"] or Progress.NOT_ASSESSED.value}
        content |= {"on": self._day(changed), "internal_note": cells.row.get("internal_note")}
        content |= {key: "" for key, needed in ONLY_WITH.items() if status != needed}
        return content

    def _day(self, changed: dict[str, str]) -> str:
        return changed.get("on") or self.on.isoformat()

    def _drop_old_translation(self, outcome: Outcome, cells: Cells, changed: dict[str, str]) -> None:
        """A Swedish text that only came along would tell its readers the opposite of a new Finnish one."""
        told = "public_text_sv" in changed or (cells.base is None and cells.row.get("public_text_sv"))
        if "public_text_fi" not in changed or told or not outcome.update["public_text_sv"]:
            return
        old = outcome.update["public_text_sv"]
        outcome.update["public_text_sv"] = ""
        outcome.changes.append(Change("public_text_sv", old, "", old, ""))
        text = _("The Finnish text was changed, so its earlier Swedish translation was left out. Translate it anew.")
        cells.row.tell(Level.NOTE, text, "public_text_sv")

    def _check(self, update: dict[str, str], cells: Cells, found: PresentRow | None) -> None:
        if refusal := self._wrong_day(date.fromisoformat(update["on"]), found):
            cells.row.tell(Level.ERROR, refusal, "on")
        elif found and update["on"] < found.values["on"]:
            text = _("Dated back: the status of %(day)s stays the newest one.")
            cells.row.tell(Level.WARNING, text % {"day": _in_words(found.values["on"])}, "on")
        if update["status"] == Status.DISCONTINUED and not update["reason"]:
            self._take_reason(update, cells)
        if update["status"] == Status.MERGED:
            self._check_target(update["merged_into"], cells, found)

    def _take_reason(self, update: dict[str, str], cells: Cells) -> None:
        """Few workbooks have a column for the reason: it stands in what is told of the status."""
        update["reason"] = update["public_text_fi"][:LONGEST_REASON]
        if update["reason"]:
            text = _("The text of the status was taken as the reason for discontinuing, too.")
            cells.row.tell(Level.NOTE, text, "public_text_fi")
        else:
            text = _("Tell why the measure was discontinued, in a column for the reason or in the text of the status.")
            cells.row.tell(Level.ERROR, text, "status")

    def _wrong_day(self, on: date, found: PresentRow | None) -> str:
        first = found.measure.in_force_from if found else self.plan.valid_from
        if on > self.today:
            return _("The day is in the future. Give a day that is not later than today.")
        if on < first:
            return _("The day is before the measure came into force (%(day)s).") % {"day": in_words(first)}
        if on > self.plan.valid_until:
            return _("The day is after the plan has ended (%(day)s).") % {"day": in_words(self.plan.valid_until)}
        return ""

    def _check_target(self, identifier: str, cells: Cells, found: PresentRow | None) -> None:
        target = self._by_identifier.get(identifier.casefold())
        if not identifier:
            text = _("Tell into which measure this one was merged: its number in the column for that.")
        elif target is None:
            text = _("There is no measure %(number)s in the plan to merge into.")
        elif found and target.measure.pk == found.measure.pk:
            text = _("A measure can't be merged into itself.")
        elif found and self._comes_back(target, found):
            text = _("Measure %(number)s has itself been merged into this one: that would be a circle.")
        else:
            return
        cells.row.tell(Level.ERROR, text % {"number": identifier}, "merged_into" if identifier else "status")

    def _comes_back(self, target: PresentRow, found: PresentRow) -> bool:
        seen: set[int] = set()
        current: PresentRow | None = target
        while current and current.measure.pk not in seen:
            if current.measure.pk == found.measure.pk:
                return True
            seen.add(current.measure.pk)
            current = self._by_identifier.get(current.values["merged_into"].casefold())
        return False

    @cached_property
    def _by_identifier(self) -> dict[str, PresentRow]:
        return {each.measure.identifier.casefold(): each for each in self.present}


def refuse_circles(pairs: list[Pair], outcomes: list[Outcome]) -> None:
    """Measures that the file merges into each other."""
    into = {
        outcome.identifier.casefold(): outcome.update["merged_into"].casefold()
        for outcome in outcomes
        if outcome.update and outcome.update["merged_into"] and outcome.identifier
    }
    for (row, _found), outcome in zip(pairs, outcomes, strict=True):
        start = outcome.identifier.casefold()
        current, seen = into.get(start), set()
        while current and current != start and current not in seen:
            seen.add(current)
            current = into.get(current)
        if current == start and into.get(start) and start:
            row.tell(Level.ERROR, _("The file merges measures into each other in a circle."), "merged_into")


def _in_words(iso: str) -> str:
    return in_words(date.fromisoformat(iso))
