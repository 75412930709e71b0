"""Fields that an import changed, put back as they were; parts that it proposed, ended."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from plans.imports.applying.writing import Writer
from plans.imports.journal import Journal, plain
from plans.models import Goal, Measure, Plan, Responsibility, StatusUpdate

Refusals = Iterator[str]


@dataclass
class Restoration:
    plan: Plan
    journal: Journal
    writer: Writer
    today: date

    def refusals(self) -> list[str]:
        """Everything that somebody has changed since, by name."""
        return [
            *self._changed_since(Goal, self._goals),
            *self._changed_since(Measure, self._measures),
            *self._approved_since(),
            *self._ends_changed_since(),
            *self._corrected_since(),
            *(self._approved_wordings() if self.plan.is_approved else ()),
        ]

    def restore(self) -> None:
        for model, records in ((Goal, self._goals), (Measure, self._measures)):
            self._put_back(model, records)
        for part in self._proposed.values():
            if part.ended_on is None and part.measure_id not in self._going:
                self.writer.change(part, ended_on=self.today)
        self.writer.flush(Responsibility)  # first: an organisation has one part at a time in a measure
        self._put_back(Responsibility, self._ended)

    def _put_back(self, model: type[models.Model], records: dict[int, models.Model]) -> None:
        for pk, fields in self.journal.changes_of(model).items():
            self.writer.change(records[pk], **{name: _value(model, name, old) for name, (old, _new) in fields.items()})
        self.writer.flush(model)

    @cached_property
    def _going(self) -> set[int]:
        """Measures that the undo deletes, with all that is theirs."""
        return set(self.journal.ids_of(Measure))

    @cached_property
    def _goals(self) -> dict[int, Goal]:
        return _by_pk(Goal.objects.filter(section__plan=self.plan).order_by())

    @cached_property
    def _measures(self) -> dict[int, Measure]:
        return _by_pk(Measure.objects.filter(plan=self.plan).order_by())

    @cached_property
    def _parts(self) -> dict[int, Responsibility]:
        parts = Responsibility.objects.filter(measure__plan=self.plan)
        return _by_pk(parts.select_related("measure", "organisation").order_by("pk"))

    @cached_property
    def _proposed(self) -> dict[int, Responsibility]:
        return {pk: self._parts[pk] for pk in self.journal.ids_of(Responsibility) if pk in self._parts}

    @cached_property
    def _ended(self) -> dict[int, Responsibility]:
        return {pk: self._parts[pk] for pk in self.journal.changes_of(Responsibility) if pk in self._parts}

    def _changed_since(self, model: type[models.Model], records: dict[int, models.Model]) -> Refusals:
        changed = self.journal.changes_of(model)
        touched = [pk for pk in changed if pk in records and _differences(records[pk], changed[pk])]
        names = last_writers(model, touched)
        for pk in changed:
            if pk not in records:
                yield _("Something that the workbook changed has been deleted since.")
            elif pk in touched:
                for field in _differences(records[pk], changed[pk]):
                    text = _("%(record)s: “%(field)s” has been changed since by %(name)s.")
                    yield text % {"record": records[pk].identifier, "field": field, "name": names[pk]}

    def _approved_since(self) -> Refusals:
        text = _("%(measure)s: the responsibility of %(organisation)s has been approved since.")
        for part in self._proposed.values():
            if part.state == Responsibility.State.APPROVED:
                yield text % {"measure": part.measure.identifier, "organisation": part.organisation}

    def _ends_changed_since(self) -> Refusals:
        """Parts that the import ended come back: nobody may have put them in force again, or the organisation in another part."""
        own = set(self._proposed)
        in_force = {
            (each.measure_id, each.organisation_id): each
            for each in self._parts.values()
            if each.ended_on is None and each.pk not in own
        }
        for part in self._ended.values():
            if part.ended_on is None or (part.measure_id, part.organisation_id) in in_force:
                text = _("%(measure)s: the part of %(organisation)s has been changed since.")
                yield text % {"measure": part.measure.identifier, "organisation": part.organisation}
            elif self._has_new_main(part):
                text = _("%(measure)s: another main responsible has been approved since.")
                yield text % {"measure": part.measure.identifier}

    def _has_new_main(self, part: Responsibility) -> bool:
        if part.kind != Responsibility.Kind.MAIN or part.state != Responsibility.State.APPROVED:
            return False
        return any(
            each.measure_id == part.measure_id and each.kind == part.kind and each.state == part.state
            for each in self._parts.values()
            if each.ended_on is None
        )

    def _corrected_since(self) -> Refusals:
        corrections = StatusUpdate.objects.filter(
            measure__plan=self.plan, replaces__in=self.journal.ids_of(StatusUpdate)
        ).select_related("measure", "by")
        text = _("%(measure)s: the status update has been corrected since by %(name)s.")
        for each in corrections:
            yield text % {"measure": each.measure.identifier, "name": each.by_name or each.by or "–"}

    def _approved_wordings(self) -> Refusals:
        worded = [*self.journal.changes_of(Measure).values(), *self.journal.changes_of(Goal).values()]
        if any(name.startswith("wording_") for fields in worded for name in fields):
            yield _("The plan has been approved since, with the wordings of the workbook.")


def last_writers(model: type[models.Model], ids: Iterable[int]) -> dict[int, str]:
    """Who last wrote each record, as history tells."""
    rows = model.history.filter(id__in=list(ids)).select_related("history_user").order_by("history_date", "history_id")
    return {row.id: str(row.history_user or "–") for row in rows}


def _differences(record: models.Model, fields: dict[str, list[Any]]) -> list[str]:
    """The fields that no longer have the value that the import gave."""
    return [
        str(_field(type(record), name).verbose_name)
        for name, (_old, new) in fields.items()
        if plain(getattr(record, name)) != new
    ]


def _value(model: type[models.Model], name: str, stored: Any) -> Any:
    field = _field(model, name)
    return stored if field.is_relation else field.to_python(stored)


def _field(model: type[models.Model], name: str) -> models.Field:
    return next(field for field in model._meta.concrete_fields if field.attname == name)


def _by_pk(records: Iterable[models.Model]) -> dict:
    return {record.pk: record for record in records}
