"""Files that people bring: never half written, never under a name of theirs."""

import pytest
from django.core.files.base import ContentFile

from hyte.lib.storage import RenamingStorage


class Broken(ContentFile):
    def chunks(self, chunk_size=None):
        yield b"half"
        raise OSError


def test_a_file_is_stored_whole(tmp_path):
    storage = RenamingStorage(location=tmp_path)
    name = storage.save("plans/a", ContentFile(b"whole"))
    assert storage.open(name).read() == b"whole"
    assert [each.name for each in (tmp_path / "plans").iterdir()] == ["a"]


def test_a_name_in_use_is_left_alone(tmp_path):
    storage = RenamingStorage(location=tmp_path)
    names = {storage.save("a", ContentFile(text)) for text in (b"one", b"two")}
    assert {storage.open(name).read() for name in names} == {b"one", b"two"}


def test_nothing_is_left_of_a_file_that_breaks_off(tmp_path):
    with pytest.raises(OSError):
        RenamingStorage(location=tmp_path).save("plans/a", Broken(b""))
    assert list((tmp_path / "plans").iterdir()) == []
