"""What every test may rely on: no network beyond this machine, an empty cache, clear words about what is left out."""

import os
import shutil
import socket
from collections.abc import Iterator
from functools import cache as once
from ipaddress import ip_address
from pathlib import Path

import pytest
from django.core.cache import cache
from django.utils import translation
from simple_history.manager import HistoryManager

from tests.factories.groups import Personas, make_personas
from tests.lasting import beside_their_like, ground, lasting, wanted_by
from tests.migrated import own_database

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
OFFICE = next(filter(None, map(shutil.which, ("soffice", "libreoffice"))), None)
left_out: dict[str, int] = {}


def has_pango() -> bool:
    return any(Path("/usr/lib").glob("*/libpangoft2-1.0.so.0"))


def has_writer() -> bool:
    return OFFICE is not None and Path(OFFICE).resolve().with_name("libswlo.so").exists()


def missing_parts() -> dict[str, str]:
    """Return the markers that this machine or run cannot serve, each with what would help."""
    missing = {}
    if not os.environ.get("DATABASE_URL", "").startswith("postgres"):
        missing["pg"] = "set DATABASE_URL to a PostgreSQL database"
    if not CHROMIUM:
        missing["browser"] = "install Chromium"
    if not OFFICE:
        missing["office"] = "install libreoffice-calc"
    if not has_writer():
        missing["writer"] = "install libreoffice-writer"
    if not has_pango():
        missing["pango"] = "install libpango-1.0-0, libpangoft2-1.0-0, libharfbuzz-subset0 and fonts-dejavu-core"
    return missing


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items) -> None:
    items[:] = beside_their_like(items)
    missing = missing_parts()
    for item in items:
        for marker in missing.keys() & {mark.name for mark in item.iter_markers()}:
            left_out[marker] = left_out.get(marker, 0) + 1
            item.add_marker(pytest.mark.skip(reason=f"{marker}: {missing[marker]}"))


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node, error) -> None:
    """Take over what a worker process has left out; each worker collects everything, so one's count is the count."""
    left_out.update(getattr(node, "workeroutput", {}).get("left_out", {}))


def pytest_sessionfinish(session) -> None:
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["left_out"] = left_out


def pytest_terminal_summary(terminalreporter) -> None:
    missing = missing_parts()
    for marker, count in sorted(left_out.items()):
        terminalreporter.write_line(f"left out: {count} tests marked {marker} ({missing[marker]})")


def is_local(address) -> bool:
    if not isinstance(address, tuple):
        return True  # a socket in the file system
    host = address[0]
    try:
        return host in ("localhost", "") or ip_address(host).is_loopback
    except ValueError:
        return False


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_modify_db_settings, django_db_blocker) -> Iterator[None]:
    """Give each test process a copy of one migrated database, in the stead of migrating one each."""
    with django_db_blocker.unblock(), own_database(), ground.on_database(django_db_blocker.unblock):
        yield


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item) -> None:
    """Have the rows ready that the test shares with its neighbours, before its own transaction begins."""
    ground.prepare(wanted_by(item))


@lasting
def personas(db) -> Personas:
    return make_personas()


@pytest.fixture(autouse=True)
def _sockets_closed(monkeypatch) -> None:
    """Refuse connections that leave the machine."""
    connect = socket.socket.connect

    def guarded(self, address):
        if not is_local(address):
            raise RuntimeError(f"A test tried to reach {address}; only this machine may be reached.")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(scope="session", autouse=True)
def _history_manager_made_once() -> Iterator[None]:
    """The package makes a class of managers anew for each record of history: half of what a saved row costs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(HistoryManager, "from_queryset", once(HistoryManager.from_queryset))
        yield


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    cache.clear()


@pytest.fixture
def in_english() -> Iterator[None]:
    """What the product says is read as it stands in the code."""
    with translation.override("en"):
        yield
