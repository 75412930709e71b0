"""Single static files out of installed packages that aren't Django apps.

``STATICFILES_DIRS`` would publish the whole folder that such a file stands in.
"""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage


class PackageFileFinder(BaseFinder):
    """Finds what ``settings.PACKAGE_FILES`` names: by its static name the package and the path in it."""

    def check(self, **kwargs) -> list:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs) -> str | list[str]:
        file = self._files().get(path)
        found = [str(file)] if file else []
        return found if find_all else (found[0] if found else [])

    def list(self, ignore_patterns) -> Iterator[tuple[str, FileSystemStorage]]:
        """Each file as if it alone stood in its folder; the storage's prefix puts it under its static name."""
        for name, file in self._files().items():
            storage = FileSystemStorage(location=file.parent)
            storage.prefix = str(Path(name).parent)
            yield file.name, storage

    def _files(self) -> dict[str, Path]:
        return {name: package_folder(package) / inside for name, (package, inside) in settings.PACKAGE_FILES.items()}


def package_folder(package: str) -> Path:
    """Where the package is installed, without importing it."""
    return Path(find_spec(package).submodule_search_locations[0])
