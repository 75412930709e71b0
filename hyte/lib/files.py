"""Files that people bring: outside the static ones, under random names, served only by views that ask who is asking."""

import os
from pathlib import Path
from uuid import uuid4

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage
from django.db import models
from django.utils.translation import gettext_lazy as _


class RenamingStorage(FileSystemStorage):
    """Writes a file beside its place and renames it, so that nobody ever sees half of one."""

    def _save(self, name: str, content: File) -> str:
        place = Path(self.path(name))
        place.parent.mkdir(parents=True, exist_ok=True)
        partial = place.with_name(f".{uuid4().hex}.part")
        try:
            with partial.open("xb") as unfinished:
                unfinished.writelines(content.chunks())
            return super()._save(name, Finished(partial))
        finally:
            partial.unlink(missing_ok=True)


class Finished(File):
    """A file that has been written already: the storage only moves it to its place."""

    def __init__(self, path: Path) -> None:
        super().__init__(None, os.fspath(path))

    def temporary_file_path(self) -> str:
        return self.name


def random_name(record: models.Model, name: str) -> str:
    """A place in the storage that tells nothing of the file and can't be guessed."""
    return f"{record._meta.app_label}/{record._meta.model_name}/{uuid4().hex}"


class StoredFile(models.Model):
    """A file as it was brought; ``file_name`` is what its owner calls it. The storage writes beside and renames."""

    file = models.FileField(_("file"), upload_to=random_name, max_length=200, editable=False)
    file_name = models.CharField(_("name of the file"), max_length=200, editable=False)
    file_size = models.PositiveBigIntegerField(_("size of the file"), default=0, editable=False)

    class Meta:
        abstract = True
