"""Removing a person also from what the plans have kept of the name."""

from datetime import datetime

from django.db import transaction

from groups.models import Person
from groups.services.people import addresses_of, erase_person, removed_name
from hyte.lib.text import fold
from plans.models import LearnedWord, Proposal, StatusUpdate, WorkbookImport


@transaction.atomic
def erase_from_plans(person: Person, *, at: datetime, reason: str, by) -> Person:
    """Erase the person, the name under updates that came by a personal link, and open proposals to make them a contact person.

    The words by which workbooks named the person go, too, and the answers that say so. The workbooks themselves are files
    that people brought: they are deleted 400 days after they were applied (``plans.imports.incoming.clear_old_imports``).
    """
    written = StatusUpdate.objects.filter(by=None, by_name=person.name, measure__personal_links__link__person=person)
    StatusUpdate.objects.filter(pk__in=list(written.values_list("pk", flat=True))).update(by_name=removed_name())
    for address in addresses_of(person):
        Proposal.objects.open().filter(successor_email__iexact=address).delete()
    _forget_words(person)
    return erase_person(person, at=at, reason=reason, by=by)


def _forget_words(person: Person) -> None:
    words = LearnedWord.objects.filter(kind=LearnedWord.Kind.PERSON)
    texts = [each for each in (fold(person.name), fold(person.email)) if each]
    for text in texts:
        words.filter(text__contains=text).delete()
    words.filter(person=person).delete()
    for imported in WorkbookImport.objects.exclude(answers={}):
        _forget_answers(imported, str(person.pk), texts)


def _forget_answers(imported: WorkbookImport, meaning: str, texts: list[str]) -> None:
    said = imported.answers.get("names", {}).get(LearnedWord.Kind.PERSON, {})
    kept = {word: answer for word, answer in said.items() if answer != meaning and not any(t in word for t in texts)}
    if kept != said:
        imported.answers["names"][LearnedWord.Kind.PERSON] = kept
        imported.save(update_fields=["answers"])
