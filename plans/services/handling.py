"""Materials of decisions and their files."""

from django.core.files.storage import Storage
from django.db import transaction

from plans.models import DecisionMaterial
from plans.services.record import save_record


@transaction.atomic
def save_material(material: DecisionMaterial, *, file=None, by) -> DecisionMaterial:
    """``file`` comes in place of the one that there is; one that has been checked already."""
    storage, replaced = material.file.storage, material.file.name
    if file:
        material.file, material.file_name, material.file_size = file, file.name[-200:], file.size
    save_record(material, by=by)
    if file:
        _delete_later(storage, replaced)
    return material


@transaction.atomic
def remove_material(material: DecisionMaterial, *, by) -> None:
    """The file goes when the removal has been committed."""
    storage, name = material.file.storage, material.file.name
    material._history_user = by
    material.delete()
    _delete_later(storage, name)


def _delete_later(storage: Storage, name: str | None) -> None:
    if name:
        transaction.on_commit(lambda: storage.delete(name))
