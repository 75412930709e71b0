"""The status cells of a row: one update that says all of it, true on one day."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from hyte.lib.templatetags.hyte import day as in_words
from hyte.lib.text import clean
from plans.imports.answers import MINE
from plans.imports.comparing.cells import Cells, Comparer
from plans.imports.comparing.matching import Pair
from plans.imports.outcomes import Change, Level, Outcome
from plans.models import Plan, Progress, Status, StatusUpdate
from plans.workbook.columns import STATUS_KEYS
from plans.workbook.rows import PresentRow, update_values

LONGEST_REASON = StatusUpdate._meta.get_field("reason").max_length
ALWAYS_THERE = ("status", "progress", "on")
ONLY_WITH = {"reason": Status.DISCONTINUED.value, "merged_into": Status.MERGED.value}


@dataclass
class Statuses:
    """``on`` is the day that was chosen for the whole file; ``new_numbers`` are those of measures that the file brings."""

    plan: Plan
    present: list[PresentRow]
    comparer: Comparer
    on: date
    today: date
    new_numbers: set[str] = field(default_factory=set)

    def settle(self, outcome: Outcome, cells: Cells, found: PresentRow | None) -> None:
        """Turn the changed status cells into the update that the row brings, or into nothing where it brings no news."""
        self._keep_what_is_always_there(outcome, cells)
        changed = _told(outcome)
        if not changed:
            return
        day = self._day(changed, cells)
        before = self._before(outcome, cells, day, found)
        status = changed.get("status") or before["status"]
        self._leave_out_strangers(outcome, cells, status)
        changed = _told(outcome)
        if not changed or (found and self._is_old_news(changed, day, found)):
            outcome.changes = [each for each in outcome.changes if each.key not in STATUS_KEYS]
            return
        outcome.update = self._content(changed, cells, before, status) | {"on": day}
        self._drop_old_translation(outcome, cells, changed)
        self._check(outcome.update, cells, found)

    def _keep_what_is_always_there(self, outcome: Outcome, cells: Cells) -> None:
        """A measure always has a status, and an update its day: emptying them says nothing."""
        for key in [each.key for each in outcome.changes if each.key in ALWAYS_THERE and not each.new]:
            _leave(outcome, key)
            if key != "progress":
                text = _("This can't be emptied by a workbook, so the cell was left as it was in the plan.")
                cells.row.tell(Level.WARNING, text, key)
            elif cells.present.get(key) != Progress.NOT_ASSESSED:
                new = Progress.NOT_ASSESSED.value
                column = cells.row.columns.get(key, 0)
                outcome.changes.append(self.comparer.change_to(key, cells.present.get(key, ""), new, column))

    def _leave_out_strangers(self, outcome: Outcome, cells: Cells, status: str) -> None:
        """A reason and a target belong to one status each."""
        for change in list(outcome.changes):
            needed = ONLY_WITH.get(change.key, status)
            if needed != status:
                _leave(outcome, change.key)
            if needed != status and change.new:
                text = _("This belongs to the status “%(status)s” only, so the cell was left out.")
                cells.row.tell(Level.NOTE, text % {"status": Status(needed).label}, change.key)

    def _is_old_news(self, changed: dict[str, str], on: str, found: PresentRow) -> bool:
        """Whether the plan already has it: the same words on an earlier day, or this very update among the earlier ones."""
        if on >= found.values["on"]:
            return False
        said = {key: value for key, value in changed.items() if key != "on"}
        return not said or any(
            earlier["on"] == on and all(earlier[key] == value for key, value in said.items())
            for earlier in self._written[found.measure.pk]
        )

    @cached_property
    def _written(self) -> dict[int, list[dict[str, str]]]:
        """All standing updates of the plan in canonical values: read once, and only if a row is dated back."""
        updates = StatusUpdate.objects.standing().filter(measure__plan=self.plan)
        updates = updates.select_related("merged_into").newest_first()
        written = defaultdict(list)
        for update in updates:
            written[update.measure_id].append(update_values(update) | {"internal_note": clean(update.internal_note)})
        return written

    def _before(self, outcome: Outcome, cells: Cells, day: str, found: PresentRow | None) -> dict[str, str]:
        """What was said before the day: of an earlier day than the newest update's, the one true then; if none, nothing."""
        if not found or day >= found.values["on"]:
            return cells.present
        earlier = (each for each in self._written[found.measure.pk] if each["on"] <= day)
        then = next(earlier, update_values(None))
        theirs = {each.key for each in outcome.conflicts if each.choice != MINE}
        mine = [key for key in STATUS_KEYS if key not in theirs and cells.row.get(key)]
        return then | {key: cells.row.get(key) for key in mine}

    def _content(self, changed: dict[str, str], cells: Cells, before: dict[str, str], status: str) -> dict[str, str]:
        """What the whole update says: the cells that changed, and beside them what was said before."""
        content = {key: changed.get(key, before.get(key, "")) for key in STATUS_KEYS}
        content |= {"status": status, "progress": content["progress"] or Progress.NOT_ASSESSED.value}
        content["internal_note"] = cells.row.get("internal_note")
        return content | {key: "" for key, needed in ONLY_WITH.items() if status != needed}

    def _day(self, changed: dict[str, str], cells: Cells) -> str:
        """The day that the row gives, also where the plan knows it; else the one that was chosen for the whole file."""
        if "on" in changed:
            return changed["on"]
        given = cells.gives("on") and cells.agrees("on")
        return cells.row.get("on") if given else self.on.isoformat()

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
        key = next((key for key in ("public_text_fi", "public_text_sv") if update[key]), "")
        update["reason"] = update.get(key, "")[:LONGEST_REASON]
        if key:
            text = _("The text of the status was taken as the reason for discontinuing, too.")
            cells.row.tell(Level.NOTE, text, key)
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
        elif target is None and identifier.casefold() in self.new_numbers:
            return
        elif target is None:
            text = _("There is no measure %(number)s in the plan to merge into.")
        elif found and target.measure.pk == found.measure.pk:
            text = _("A measure can't be merged into itself.")
        else:
            return
        cells.row.tell(Level.ERROR, text % {"number": identifier}, "merged_into" if identifier else "status")

    @cached_property
    def _by_identifier(self) -> dict[str, PresentRow]:
        return {each.measure.identifier.casefold(): each for each in self.present}


def refuse_circles(pairs: list[Pair], outcomes: list[Outcome], present: list[PresentRow]) -> None:
    """Measures that would be merged into each other once the file is in the plan."""
    into = {each.measure.identifier.casefold(): each.values["merged_into"].casefold() for each in present}
    into |= {
        each.identifier.casefold(): each.update["merged_into"].casefold()
        for each in outcomes
        if each.update and each.identifier
    }
    for (row, _found), outcome in zip(pairs, outcomes, strict=True):
        merges = outcome.update and outcome.update["merged_into"]
        if merges and not row.has_error and _comes_back(outcome.identifier.casefold(), into):
            text = _("Measure %(number)s is itself merged into this one: that would be a circle. Mend one of them.")
            row.tell(Level.ERROR, text % {"number": outcome.update["merged_into"]}, "merged_into")


def _comes_back(start: str, into: dict[str, str]) -> bool:
    current, seen = into.get(start), set()
    while current and current != start and current not in seen:
        seen.add(current)
        current = into.get(current)
    return bool(start) and current == start


def _told(outcome: Outcome) -> dict[str, str]:
    return {each.key: each.new for each in outcome.changes if each.key in STATUS_KEYS}


def _leave(outcome: Outcome, key: str) -> None:
    outcome.changes = [each for each in outcome.changes if each.key != key]


def _in_words(iso: str) -> str:
    return in_words(date.fromisoformat(iso))
