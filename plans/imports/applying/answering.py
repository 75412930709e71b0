"""Who answers for the measures of a file: organisations proposed, and parts that are ended."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from groups.models import Organisation
from plans.imports.applying.making import Made
from plans.imports.applying.promising import refusal
from plans.imports.applying.writing import Writer
from plans.imports.outcomes import Change, Outcome
from plans.models import LearnedWord, Measure, Plan, Responsibility

KINDS = {
    "main": Responsibility.Kind.MAIN,
    "others": Responsibility.Kind.OTHER,
    "partners": Responsibility.Kind.PARTNER,
}
WEIGHTS = {kind: weight for weight, kind in enumerate(reversed(KINDS.values()))}
APPROVED = Responsibility.State.APPROVED


@dataclass
class Answerers:
    """Responsibilities in force by measure; what is removed is ended on ``today``, what is added is proposed.

    ``replaces``: whether a new main responsible ends those that others have proposed; only a coordinator's does.
    """

    plan: Plan
    made: Made
    writer: Writer
    today: date
    replaces: bool
    held: dict[int, list[Responsibility]] = field(default_factory=lambda: defaultdict(list))
    proposed: list[Responsibility] = field(default_factory=list)

    def write(self, rows: Iterable[tuple[Outcome, Measure]]) -> None:
        changed = [(each, measure) for each, measure in rows if _changes(each)]
        if not changed:
            return
        for each in Responsibility.objects.in_force().filter(measure__plan=self.plan).order_by("pk"):
            self.held[each.measure_id].append(each)
        for outcome, measure in changed:
            self._settle(outcome, measure)
        self._refuse_strangers()
        self.writer.flush(Responsibility)
        self.writer.create(self.proposed)

    def _settle(self, outcome: Outcome, measure: Measure) -> None:
        """First all that ends, then what is proposed, the weightiest part first."""
        changes = sorted(_changes(outcome), key=lambda each: list(KINDS).index(each.key))
        for change in changes:
            self._end_removed(change, measure)
        for change in changes:
            for organisation in sorted(self._ids(outcome, change.new) - self._ids(outcome, change.old)):
                self._propose(measure, organisation, KINDS[change.key])

    def _ids(self, outcome: Outcome, value: str) -> set[int]:
        named = self.made.value_of(LearnedWord.Kind.ORGANISATION, value)
        try:
            return {int(each) for each in named.split(",") if each}
        except ValueError as error:
            raise ValidationError(refusal(outcome, _("The name %(name)s isn't known.") % {"name": named})) from error

    def _end_removed(self, change: Change, measure: Measure) -> None:
        """A coordinator's new main responsible replaces the proposed ones; an approved one stays until the board has decided."""
        gone = set(change.old.split(",")) - set(change.new.split(","))
        for each in list(self.held[measure.pk]):
            if each.kind != KINDS[change.key]:
                continue
            if change.key == "main":
                kept = each.state == APPROVED or str(each.organisation_id) == change.new or not self.replaces
                stays = bool(change.new) and kept
            else:
                stays = str(each.organisation_id) not in gone
            if not stays:
                self._end(each)

    def _propose(self, measure: Measure, organisation: int, kind: str) -> None:
        """An organisation has one part in a measure: a weightier one replaces it, a lighter one leaves it as it is."""
        for each in list(self.held[measure.pk]):
            if each.organisation_id != organisation:
                continue
            if WEIGHTS[each.kind] >= WEIGHTS[kind]:
                return
            self._end(each)
        part = Responsibility(measure=measure, organisation_id=organisation, kind=kind)
        self.held[measure.pk].append(part)
        self.proposed.append(part)

    def _end(self, part: Responsibility) -> None:
        self.held[part.measure_id].remove(part)
        if part.pk:
            self.writer.change(part, ended_on=self.today)
        else:
            self.proposed.remove(part)

    def _refuse_strangers(self) -> None:
        wanted = {each.organisation_id for each in self.proposed}
        known = Organisation.objects.of_county(self.plan.county).filter(pk__in=wanted).order_by()
        if wanted - set(known.values_list("pk", flat=True)):
            raise ValidationError(_("An organisation of the file doesn't belong to the county."))


def _changes(outcome: Outcome) -> list[Change]:
    return [each for each in outcome.changes if each.key in KINDS]
