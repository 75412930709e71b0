"""Keeping the municipalities' own reports and plans."""

from django.core.files.storage import Storage
from django.db import transaction

from negotiations.models import MunicipalDocument
from negotiations.services.records import remove_record, save_record


@transaction.atomic
def save_document(document: MunicipalDocument, *, file=None, drops_file: bool = False, by) -> MunicipalDocument:
    """``file`` comes in place of the one that there is; one that has been checked already."""
    storage, replaced = document.file.storage, document.file.name
    if file:
        document.file, document.file_name, document.file_size = file, file.name[-200:], file.size
    elif drops_file:
        document.file, document.file_name, document.file_size = "", "", 0
    save_record(document, by=by)
    if file or drops_file:
        _delete_later(storage, replaced)
    return document


@transaction.atomic
def remove_document(document: MunicipalDocument, *, by) -> None:
    """The file goes when the removal has been committed."""
    storage, name = document.file.storage, document.file.name
    remove_record(document, by=by)
    _delete_later(storage, name)


def _delete_later(storage: Storage, name: str | None) -> None:
    if name:
        transaction.on_commit(lambda: storage.delete(name))
