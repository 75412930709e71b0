"""One migrated database for all test processes to copy: migrating takes as long as hundreds of tests.

It is kept in var/ or on the PostgreSQL server under a name made of the contents of the migrations and of what they
leave in the tables, so that a change of them makes a new one; a clean clone and a new server always migrate from nothing.
"""

import fcntl
import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import django
from django.apps import apps
from django.db import connection

from indicators.services.shipped_rules import FOLDER as FOLDER_OF_RULES

FOLDER = Path(__file__).resolve().parents[1] / "var" / "migrated"
PREFIX = "hyte_migrated_"


def migration_files() -> Iterator[Path]:
    for config in apps.get_app_configs():
        if find_spec(f"{config.name}.migrations"):
            yield from sorted(Path(import_module(f"{config.name}.migrations").__path__[0]).glob("*.py"))


def name_of_contents() -> str:
    sums = hashlib.sha256(django.__version__.encode())
    for file in [*migration_files(), *sorted(FOLDER_OF_RULES.glob("*.toml"))]:
        sums.update(f"{file.name}\n".encode() + file.read_bytes())
    return PREFIX + sums.hexdigest()[:16]


@contextmanager
def alone() -> Iterator[None]:
    """Of processes side by side the first makes the database; the others wait and find it."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def migrate(name: str) -> None:
    """Make a database of this name by the migrations, and leave it closed."""
    tests, own = connection.settings_dict["TEST"], connection.settings_dict["TEST"]["NAME"]
    tests["NAME"] = name
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    connection.close()
    tests["NAME"] = own


def use(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name


def kept_file() -> Path:
    return FOLDER / f"{name_of_contents()}.sqlite3"


def copy_kept_file(target: str) -> None:
    """Put the migrated SQLite database, where one is kept, at ``target``."""
    with alone():
        if kept_file().exists():
            shutil.copyfile(kept_file(), target)


def copy_file(target: str) -> None:
    """Put the migrated SQLite database at ``target``."""
    with alone():
        kept = kept_file()
        if not kept.exists():
            for old in FOLDER.glob(f"{PREFIX}*"):
                old.unlink()
            migrate(str(FOLDER / f"{PREFIX}unfinished"))
            (FOLDER / f"{PREFIX}unfinished").rename(kept)
        shutil.copyfile(kept, target)


def copy_on_server(target: str) -> None:
    """Make the database ``target`` on the PostgreSQL server out of the migrated one."""
    with alone():
        kept = name_of_contents()
        if kept not in names_on_server():
            drop(*(name for name in names_on_server() if name.startswith(PREFIX)))
            migrate(f"{PREFIX}unfinished")
            on_server(f'ALTER DATABASE "{PREFIX}unfinished" RENAME TO "{kept}"')
        drop(target)
        on_server(f'CREATE DATABASE "{target}" TEMPLATE "{kept}"')


def on_server(statement: str) -> list[tuple]:
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall() if cursor.description else []


def names_on_server() -> set[str]:
    return {name for (name,) in on_server("SELECT datname FROM pg_database")}


def drop(*names: str) -> None:
    for name in names:
        on_server(f'DROP DATABASE IF EXISTS "{name}"')


@contextmanager
def own_database() -> Iterator[None]:
    """Use a copy of the migrated database, and remove it in the end."""
    usual, own = connection.settings_dict["NAME"], connection.creation._get_test_db_name()
    copy = copy_file if connection.vendor == "sqlite" else copy_on_server
    copy(own)
    use(own)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(usual, verbosity=0)
