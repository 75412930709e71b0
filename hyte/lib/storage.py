"""Where files are kept. Apart from the models of files: the settings name it before there are any."""

import os
from pathlib import Path
from uuid import uuid4

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage


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
