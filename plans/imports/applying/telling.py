"""The status updates of a file, written at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from plans.imports.applying.promising import Promises, refusal
from plans.imports.applying.writing import Writer
from plans.imports.outcomes import Outcome
from plans.models import Measure, Plan, Status, StatusUpdate
from plans.services.status import refusals_of
from plans.workbook.columns import BY_KEY, STATUS_KEYS

TEXTS = {key: BY_KEY[key].field for key in STATUS_KEYS if BY_KEY[key].field}


@dataclass
class Tellings:
    plan: Plan
    promises: Promises
    writer: Writer
    today: date

    def write(self, outcomes: Iterable[Outcome]) -> None:
        told = [each for each in outcomes if each.update is not None]
        if not told:
            return
        english = self._english_texts()
        updates = [self._update(outcome, english) for outcome in told]
        self.writer.create(updates)
        if any(update.status == Status.MERGED for update in updates):
            refuse_circles(self.plan)

    def _update(self, outcome: Outcome, english: dict[int, tuple[str, str]]) -> StatusUpdate:
        said, measure = outcome.update, self.promises.measure_of(outcome)
        measure.plan = self.plan
        update = StatusUpdate(measure=measure, by=self.writer.by, recorded_at=self.writer.at)
        for key, name in TEXTS.items():
            setattr(update, name, said.get(key, ""))
        update.status, update.progress = said["status"], said["progress"]
        update.on = date.fromisoformat(said["on"])
        update.merged_into = self._target(outcome, measure)
        finnish, text = english.get(measure.pk, ("", ""))
        update.public_text_en = text if finnish == update.public_text_fi else ""
        self._check(update, outcome)
        return update

    def _target(self, outcome: Outcome, measure: Measure) -> Measure | None:
        if outcome.update["status"] != Status.MERGED:
            return None
        target = self.promises.by_identifier(outcome.update["merged_into"])
        if target is None or target.pk == measure.pk:
            text = _("Choose the measure into which this one was merged.")
            raise ValidationError(refusal(outcome, text))
        return target

    def _check(self, update: StatusUpdate, outcome: Outcome) -> None:
        told = list(refusals_of(update, self.today).values())
        try:
            update.clean_fields(exclude=["measure", "by", "merged_into", "meeting", "replaces", "published_by"])
        except ValidationError as error:
            told += error.messages
        if told:
            raise ValidationError(refusal(outcome, " ".join(told)))

    def _english_texts(self) -> dict[int, tuple[str, str]]:
        """The newest English text of each measure with the Finnish one that it translates: workbooks have no column for it."""
        updates = StatusUpdate.objects.standing().filter(measure__plan=self.plan).exclude(public_text_en="")
        rows = updates.newest_first().values_list("measure", "public_text_fi", "public_text_en")
        return {measure: (finnish, text) for measure, finnish, text in reversed(rows)}


def refuse_circles(plan: Plan) -> None:
    """Measures merged into each other, as the newest updates now tell."""
    newest = StatusUpdate.objects.standing().filter(measure=OuterRef("pk")).newest_first().values("merged_into")[:1]
    into = dict(Measure.objects.filter(plan=plan).order_by().values_list("pk").annotate(into=Subquery(newest)))
    for start in into:
        current, seen = into[start], set()
        while current and current not in seen:
            if current == start:
                raise ValidationError(_("The file merges measures into each other in a circle."))
            seen.add(current)
            current = into.get(current)
