"""What is said under the topics, who was there, and what the parties are given to read."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from negotiations.models import Discussion, Material, Negotiation, Representative
from negotiations.services.negotiations import refuse_after_memo
from negotiations.services.records import save_record


@transaction.atomic
def save_discussion(discussion: Discussion, *, by) -> Discussion:
    refuse_after_memo(discussion.negotiation)
    return save_record(discussion, by=by)


@transaction.atomic
def note_presence(negotiation: Negotiation, present: Iterable[int]) -> None:
    """``present`` are ids of representatives; the others of active parties weren't there."""
    refuse_after_memo(negotiation)
    here = set(present)
    for each in Representative.objects.filter(party__negotiation=negotiation, party__withdrawn_on=None):
        if each.was_present != (each.pk in here):
            each.was_present = each.pk in here
            each.save(update_fields=["was_present"])


@transaction.atomic
def add_material(material: Material, *, file=None, by) -> Material:
    """A file or a link, one of the two."""
    if bool(file) == bool(material.link):
        raise ValidationError({"file": _("Choose a file or write a link: one of the two.")}, code="one_of_two")
    if file:
        material.file, material.file_name, material.file_size = file, file.name[-200:], file.size
    material.added_by = by
    material.full_clean(exclude=["file"])
    material.save()
    return material


@transaction.atomic
def remove_material(material: Material) -> None:
    """The file goes when the removal has been committed."""
    file = material.file
    material.delete()
    if file:
        transaction.on_commit(lambda: file.storage.delete(file.name))
