"""What a file would do to the plan: every row compared, everything told, nothing changed."""

import json
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import cached_property
from hashlib import sha256

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups.permissions import Permission
from groups.standing import Reach, standing_of
from hyte.lib.text import clean
from plans.imports.answers import Answers
from plans.imports.comparing.cells import Cells, Comparer, accept_proposed_main, check_record, refuse_cells
from plans.imports.comparing.goals import GoalWordings
from plans.imports.comparing.matching import Matches, Pair
from plans.imports.comparing.names import Names
from plans.imports.comparing.newcomers import Newcomers
from plans.imports.comparing.places import Places
from plans.imports.comparing.proposed import Proposed
from plans.imports.comparing.rows import FileRow, read_rows
from plans.imports.comparing.statuses import Statuses, refuse_circles
from plans.imports.outcomes import Finding, Level, Outcome, Preview, Result
from plans.imports.reading.understanding import Understanding
from plans.models import Measure, Plan
from plans.workbook.rows import PresentRow, present_rows
from plans.workbook.stamp import DamagedStamp, Stamp, stamp_of


def preview_of(plan: Plan, understanding: Understanding, answers: Answers, *, user, on: date, today: date) -> Preview:
    """Compare a file with the plan as it is now; a number of queries that doesn't grow with the rows.

    ``on`` is the day on which statuses are true where their row tells no other.
    """
    preview = Preview(
        findings=[*understanding.findings, *(each for sheet in understanding.sheets for each in sheet.findings)]
    )
    try:
        stamp = stamp_of(understanding.book)
    except DamagedStamp as damage:
        preview.findings.append(Finding(Level.ERROR, str(damage)))
        return preview
    if stamp and stamp.plan != plan.slug:
        text = _("The workbook was made of another plan (%(plan)s). Bring it into that plan.")
        preview.findings.append(Finding(Level.ERROR, text % {"plan": stamp.plan}))
        return preview
    return Comparison(plan, answers, stamp, user, on, today).fill(preview, understanding)


@dataclass
class Comparison:
    plan: Plan
    answers: Answers
    stamp: Stamp | None
    user: object
    on: date
    today: date

    def fill(self, preview: Preview, understanding: Understanding) -> Preview:
        pairs = self._pairs(read_rows(understanding, self.names))
        preview.outcomes = [self._outcome(row, found) for row, found in pairs]
        refuse_circles(pairs, preview.outcomes, self.present)
        for (row, found), outcome in zip(pairs, preview.outcomes, strict=True):
            self._conclude(outcome, row, found)
        self._tell_missing(preview, pairs)
        self._gather(preview, pairs)
        return preview

    def _pairs(self, rows: list[FileRow]) -> list[Pair]:
        """Rows that are left out are matched apart from the others, whose place they don't take."""
        left_out = [row for row in rows if row.key in self.answers.left_out]
        kept = [row for row in rows if row.key not in self.answers.left_out]
        found = {row.key: found for part in (kept, left_out) for row, found in self.matches.pairs(part)}
        self.statuses.new_numbers = {row.get("identifier").casefold() for row in kept} - {""}
        return [(row, found[row.key]) for row in rows]

    @cached_property
    def matches(self) -> Matches:
        return Matches(self.plan, self.present, self.places)

    @cached_property
    def present(self) -> list[PresentRow]:
        return present_rows(self.plan)

    @cached_property
    def manages(self) -> bool:
        return self.plan.county_id in standing_of(self.user).reach(Permission.EDIT_PLAN).counties

    @cached_property
    def _reach(self) -> Reach:
        return standing_of(self.user).reach(Permission.IMPORT_WORKBOOK)

    @cached_property
    def names(self) -> Names:
        return Names(self.plan, self.answers, may_add=self.manages)

    @cached_property
    def places(self) -> Places:
        return Places(self.plan, may_make=self.manages and not self.plan.is_approved)

    @cached_property
    def comparer(self) -> Comparer:
        new = {name.key: name.text for name in self.names.new_names}
        return Comparer(self.names.shown, self.answers, new)

    @cached_property
    def statuses(self) -> Statuses:
        return Statuses(self.plan, self.present, self.comparer, self.on, self.today)

    @cached_property
    def goal_wordings(self) -> GoalWordings:
        return GoalWordings(self.places, rewords=self.places.may_make)

    @cached_property
    def proposed(self) -> Proposed:
        return Proposed(self.plan, rewords=self.places.may_make)

    @cached_property
    def newcomers(self) -> Newcomers:
        return Newcomers(self.places, self.comparer, self.statuses, self.proposed, self._reach)

    @cached_property
    def _permitted(self) -> set[int]:
        """Ids of the measures that the reader may change by a workbook."""
        measures = Measure.objects.filter(plan=self.plan)
        permitted = measures if self.manages else measures.permitted(self.user, Permission.IMPORT_WORKBOOK)
        return set(permitted.values_list("pk", flat=True))

    def _outcome(self, row: FileRow, found: PresentRow | None) -> Outcome:
        outcome = Outcome(row.sheet, row.number, values=row.values, findings=row.findings)
        outcome.title, outcome.identifier = row.get("wording_fi") or row.get("wording_sv"), row.get("identifier")
        if found:
            outcome.measure, outcome.identifier = found.measure.pk, found.measure.identifier
            outcome.goal, outcome.title = str(found.measure.goal_id), found.measure.wording
        if row.key in self.answers.left_out:
            outcome.result = Result.LEFT_OUT
        elif found:
            self._compare(outcome, row, found)
        elif row.key not in self.matches.unsure:
            self.newcomers.settle(outcome, row)
        return outcome

    def _compare(self, outcome: Outcome, row: FileRow, found: PresentRow) -> None:
        base = self.stamp.rows.get(found.measure.identifier) if self.stamp else None
        cells = Cells(row, _with_note(found), base)
        self.comparer.compare(outcome, cells)
        self.comparer.add_kept(outcome, cells)
        accept_proposed_main(outcome, row, found)
        self.comparer.accept_weightier_parts(outcome, row, found)
        if found.measure.pk not in self._permitted:
            self._refuse_row(outcome, row, found, self.goal_wordings.is_new(row, found, base))
            return
        self.goal_wordings.settle(outcome, row, found, base)
        self.proposed.settle(outcome, row, found)
        if not self.manages and refuse_cells(outcome, row):
            outcome.result = Result.REFUSED
        check_record(outcome, row, found.values)
        self.statuses.settle(outcome, cells, found)

    def _refuse_row(self, outcome: Outcome, row: FileRow, found: PresentRow, goal_is_new: bool) -> None:
        """Somebody else's row: it matters only where something in it was changed."""
        if outcome.changes or outcome.conflicts or goal_is_new or row.pending or row.has_error:
            text = _(
                "The measure belongs to the section “%(section)s”, which you don't look after. Nothing on the row was changed."
            )
            row.tell(Level.WARNING, text % {"section": found.measure.goal.section.name})
            outcome.result = Result.REFUSED
        outcome.changes, outcome.conflicts = [], []

    def _conclude(self, outcome: Outcome, row: FileRow, found: PresentRow | None) -> None:
        """The gravest of what was found; what isn't going to be done anyway holds nothing back."""
        if outcome.result is Result.LEFT_OUT:
            _soften(row, Level.NOTE)
        elif self._is_others(outcome, found):
            _soften(row, Level.WARNING)
        elif row.has_error:
            outcome.result = Result.ERROR
        elif any(not conflict.choice for conflict in outcome.conflicts):
            outcome.result = Result.CONFLICT
        elif outcome.result in (Result.NEW, Result.REFUSED):
            return
        elif outcome.proposals:
            outcome.result = Result.PROPOSAL
        elif outcome.changes:
            outcome.result = Result.CHANGED

    def _is_others(self, outcome: Outcome, found: PresentRow | None) -> bool:
        """Whether the reader can do nothing with the row."""
        if found is None:
            return outcome.result is Result.REFUSED
        return found.measure.pk not in self._permitted

    def _asking(self, preview: Preview, pairs: list[Pair]) -> set[str]:
        """The cells whose unknown words matter: not those of rows from which nothing is taken."""
        of_rows = zip(pairs, preview.outcomes, strict=True)
        taken = (
            row
            for (row, found), each in of_rows
            if not (each.result is Result.LEFT_OUT or self._is_others(each, found))
        )
        return {cell for row in taken for cell in row.pending_cells}

    def _tell_missing(self, preview: Preview, pairs: list[Pair]) -> None:
        seen = {found.measure.pk for _row, found in pairs if found}
        missing = sum(each.measure.pk not in seen for each in self.present)
        if missing and seen:
            text = ngettext(
                "%(count)d measure of the plan isn't in the file. It stays as it is.",
                "%(count)d measures of the plan aren't in the file. They stay as they are.",
                missing,
            )
            preview.findings.append(Finding(Level.NOTE, text % {"count": missing}))
        if not pairs and not preview.errors:
            text = _(
                "The file has no rows of measures. Look whether the right sheet and the right row of headings are in use."
            )
            preview.findings.append(Finding(Level.ERROR, text))

    def _gather(self, preview: Preview, pairs: list[Pair]) -> None:
        used = {outcome.goal for outcome in preview.outcomes if outcome.result is Result.NEW}
        preview.new_goals = [goal for goal in self.places.new_goals.values() if goal.key in used]
        places = {goal.section for goal in preview.new_goals}
        preview.new_sections = [each for each in self.places.new_sections.values() if each.key in places]
        preview.questions = self.names.questions_at(self._asking(preview, pairs))
        needed = {value for outcome in preview.outcomes for value in _names_in(outcome)}
        preview.new_names = [name for name in self.names.new_names if f"new:{name.key}" in needed]
        preview.fingerprint = _fingerprint(self, preview)


def _soften(row: FileRow, level: Level) -> None:
    """What is wrong with a row from which nothing is taken is told, but stops nobody."""
    row.findings[:] = [each if each.level is Level.NOTE else replace(each, level=level) for each in row.findings]


def _names_in(outcome: Outcome) -> list[str]:
    """Ids and keys that stand in what would be written."""
    whole = outcome.values.values() if outcome.proposals and outcome.measure is None else ()
    texts = [*(change.new for change in outcome.changes), *whole]
    return [each for text in texts if "new:" in text for each in text.split(",")]


def _with_note(found: PresentRow) -> dict[str, str]:
    """What the plan says, with the internal note: it goes into no file, but may stand in one that comes in."""
    return found.values | {"internal_note": clean(found.update.internal_note) if found.update else ""}


def _fingerprint(comparison: Comparison, preview: Preview) -> str:
    """Of what would be done, whatever the language: somebody reads the preview in one, the worker applies it in another."""
    said = {
        "plan": comparison.plan.pk,
        "on": comparison.on,
        "user": str(comparison.user),
        "rows": [_essence(outcome) for outcome in preview.outcomes],
        "findings": [_spot(finding) for finding in preview.findings],
        "questions": [(question.kind, question.folded) for question in preview.questions],
        "goals": [asdict(goal) for goal in preview.new_goals],
        "sections": [section.key for section in preview.new_sections],
        "names": [(name.kind, name.key) for name in preview.new_names],
    }
    return sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()


def _essence(outcome: Outcome) -> tuple:
    return (
        outcome.key,
        outcome.result,
        outcome.measure,
        outcome.goal,
        outcome.values,
        [(change.key, change.old, change.new) for change in outcome.changes],
        [(change.key, change.old, change.new) for change in outcome.proposals],
        [(conflict.key, conflict.theirs, conflict.choice) for conflict in outcome.conflicts],
        outcome.update,
        [_spot(finding) for finding in outcome.findings],
    )


def _spot(finding: Finding) -> tuple:
    return finding.level, finding.sheet, finding.row, finding.column
