"""What an import had made, deleted again: only as long as nothing else has come to hang from it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.serializers.python import Serializer
from django.db import models
from django.utils.translation import gettext as _

from groups.models import Organisation, Person
from plans.imports.applying.writing import Writer
from plans.imports.journal import Journal
from plans.imports.undoing.restoring import last_writers
from plans.models import FocusArea, Goal, LearnedWord, Measure, Plan, Responsibility, Section, StatusUpdate

PROMISES = (Measure, Goal, FocusArea, Section)  # in the order in which they go
NAMES = (Person, Organisation)
TIES = {Goal: (Goal.focus_areas.through,), FocusArea: (Goal.focus_areas.through,)}  # made with a goal, and gone with it


@dataclass
class Removal:
    plan: Plan
    journal: Journal
    writer: Writer

    def refusals(self) -> list[str]:
        made = [model for model in PROMISES if self.journal.ids_of(model)]
        if made and self.plan.is_approved:
            return [_("The plan has been approved since, with what the workbook added to it.")]
        return [text for model in made for text in (*self._touched(model), *self._hanging(model))]

    def remove(self) -> None:
        """Status updates and parts of the measures that go first, then the chain from below, then names that nobody uses."""
        self._remove_updates()
        going = Responsibility.objects.filter(measure__in=self.journal.ids_of(Measure))
        self._delete(list(going))
        for model in PROMISES:
            self._delete(list(model._base_manager.filter(pk__in=self.journal.ids_of(model))))
        for model in NAMES:
            self._remove_unused(model)

    def _touched(self, model: type[models.Model]) -> Iterator[str]:
        """Records that somebody has changed since they were made."""
        ids = self.journal.ids_of(model)
        newest = dict(model.history.filter(id__in=ids).order_by("history_id").values_list("id", "history_type"))
        touched = {pk for pk in ids if newest.get(pk) != "+"}
        names = last_writers(model, touched)
        for record in model._base_manager.filter(pk__in=touched):
            yield _("%(record)s has been changed since by %(name)s.") % {"record": record, "name": names[record.pk]}
        if touched - set(model._base_manager.filter(pk__in=touched).values_list("pk", flat=True)):
            yield _("Something that the workbook added has been deleted since.")

    def _hanging(self, model: type[models.Model]) -> Iterator[str]:
        """What hangs from the records and wasn't made with them."""
        for relation in relations_to(model):
            own = self.journal.ids_of(relation.related_model)
            others = relation.related_model._base_manager.filter(
                **{f"{relation.field.name}__in": self.journal.ids_of(model)}
            )
            if relation.related_model in TIES.get(model, ()):
                others = others.exclude(goal__in=self.journal.ids_of(Goal))
            for owner in self._owners(model, relation, others.exclude(pk__in=own)):
                kind = relation.related_model._meta.verbose_name_plural
                yield _("%(record)s: these have been added since: %(kind)s.") % {"record": owner, "kind": kind}

    def _owners(self, model: type[models.Model], relation, others: models.QuerySet) -> models.QuerySet:
        return model._base_manager.filter(pk__in=others.order_by().values(relation.field.attname))

    def _remove_updates(self) -> None:
        updates = updates_that_go(self.journal)
        self.journal.removed += [_content(update) for update in updates]
        updates._raw_delete(updates.db)

    def _remove_unused(self, model: type[models.Model]) -> None:
        """A name stays if anything beside the words that led to it has taken it into use."""
        ids = set(self.journal.ids_of(model))
        for relation in relations_to(model):
            if relation.related_model is not LearnedWord:
                users = relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": ids}).order_by()
                ids -= set(users.values_list(relation.field.attname, flat=True))
        LearnedWord.objects.filter(**{f"{model._meta.model_name}__in": ids}).delete()
        self._delete(list(model._base_manager.filter(pk__in=ids)))

    def _delete(self, records: list[models.Model]) -> None:
        """Delete many with their history in a few statements; what hangs from them has been looked at, or has gone."""
        if not records:
            return
        model, ids = type(records[0]), [record.pk for record in records]
        self.writer.remember(records, "-")
        for tie in TIES.get(model, ()):
            ties = tie.objects.filter(**{f"{model._meta.model_name}__in": ids})
            ties._raw_delete(ties.db)
        rows = model._base_manager.filter(pk__in=ids)
        rows._raw_delete(rows.db)


def updates_that_go(journal: Journal) -> models.QuerySet:
    """The import's updates that tell of measures that go, or of merging into one of them."""
    going = journal.ids_of(Measure)
    made = StatusUpdate.objects.filter(pk__in=journal.ids_of(StatusUpdate))
    return made.filter(models.Q(measure__in=going) | models.Q(merged_into__in=going)).order_by()


def relations_to(model: type[models.Model]) -> list:
    """Every tie to the model that the database keeps, hidden ones too; histories point without a tie."""
    fields = model._meta.get_fields(include_hidden=True)
    ties = [
        each for each in fields if each.auto_created and not each.concrete and (each.one_to_many or each.one_to_one)
    ]
    return [each for each in ties if each.on_delete is not models.DO_NOTHING]


def _content(update: StatusUpdate) -> dict[str, Any]:
    """All that the update says, as JSON carries it."""
    [stored] = Serializer().serialize([update])
    return {"pk": stored["pk"], **{name: _text(value) for name, value in stored["fields"].items()}}


def _text(value: Any) -> Any:
    return value if value is None or isinstance(value, str | int | bool) else str(value)
