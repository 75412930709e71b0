"""The demo on the web server that ``make run`` starts, and a browser to look at it with.

Prepared once for a test run; each worker process serves a copy of its own, so tests may change it.
"""

import fcntl
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.walk import walk
from tests.conftest import CHROMIUM
from tests.migrated import copy_kept_file

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "kevat-aurinko-2024"
PATIENCE = 60  # seconds for the server to answer
OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]

Open = Callable[..., BrowserContext]


def demo_environment(data: Path, port: int) -> dict[str, str]:
    dropped = ("DATABASE_URL", "REDIS_URL", "DEBUG", "EMAIL_URL", "DJANGO_ALLOW_ASYNC_UNSAFE")
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    return kept | {
        "BASE_URL": f"http://localhost:{port}",
        "DATA_DIR": str(data),
        "DEMO_PASSWORD": PASSWORD,
        "DJANGO_SETTINGS_MODULE": "hyte.settings",
        "HYTE_TODAY": "2025-01-31",
        "LOG_LEVEL": "WARNING",
        "SECRET_KEY": "a key for tests only",
    }


@pytest.fixture(scope="session")
def prepared_demo(tmp_path_factory, django_db_setup) -> Path:
    """The data folder of a loaded demo; of workers side by side the first one makes it."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    data = shared / "demo"
    with (shared / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (data / "ready").exists():
            prepare(data)
    return data


def prepare(data: Path) -> None:
    data.mkdir()
    if connection.vendor == "sqlite":
        copy_kept_file(str(data / "hyte.sqlite3"))
    for command in ("migrate -v0", "collectstatic -v0 --noinput", "load_demo --force --force"):
        manage = [sys.executable, "manage.py", *command.split()]
        subprocess.run(manage, cwd=ROOT, env=demo_environment(data, 8000), check=True, stdout=subprocess.DEVNULL)
    (data / "ready").touch()


@pytest.fixture(scope="session")
def demo_data(prepared_demo, tmp_path_factory) -> Path:
    """The data folder of this process's own server."""
    return shutil.copytree(prepared_demo, tmp_path_factory.mktemp("site") / "data")


@pytest.fixture(scope="session")
def run_in_demo(demo_data) -> Callable[[str], str]:
    """Run lines of Python in the demo's Django; return what they print."""

    def run(lines: str) -> str:
        shell = [sys.executable, "manage.py", "shell", "--no-imports", "-c", lines]
        environment = demo_environment(demo_data, 8000)
        return subprocess.run(
            shell, cwd=ROOT, env=environment, check=True, capture_output=True, text=True
        ).stdout.strip()

    return run


@pytest.fixture(scope="session")
def site(demo_data) -> Iterator[str]:
    port = free_port()
    command = [Path(sys.executable).parent / "gunicorn", "--bind", f"127.0.0.1:{port}", "--log-level", "warning"]
    server = subprocess.Popen(command, cwd=ROOT, env=demo_environment(demo_data, port))
    try:
        wait_for(f"http://localhost:{port}/health/", server)
        yield f"http://localhost:{port}"
    finally:
        server.terminate()
        server.wait(30)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(address: str, server: subprocess.Popen) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and server.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except urllib.error.HTTPError as error:
            raise RuntimeError(f"The health page says: {error.read().decode()}") from error
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("The web server did not start; its messages are above.")


@pytest.fixture(scope="package")
def chrome() -> Iterator[Browser]:
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright's event loop runs in the thread of the database
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def logins() -> dict[str, dict]:
    """What a browser keeps of a login, by account: one login serves all tests."""
    return {}


@pytest.fixture(scope="session")
def walked() -> dict[str, dict[str, str]]:
    """The pages that links lead to, by account: one walk serves all tests."""
    return {}


@pytest.fixture
def pages_of(open_demo, site, walked) -> Callable[[str], dict[str, str]]:
    """Find the pages that an account comes to: the kind of each and an address."""

    def find(account: str) -> dict[str, str]:
        if account not in walked:
            walked[account] = walk(open_demo(account).request, site)
        return walked[account]

    return find


@pytest.fixture
def open_demo(chrome, site, logins) -> Iterator[Open]:
    """Open a browser of its own for an account of the demo, or for nobody; Playwright's options go through."""
    contexts = []

    def open_one(account: str = "", **options) -> BrowserContext:
        if account and account not in logins:
            logins[account] = log_in_and_keep(chrome, site, account)
        context = chrome.new_context(
            **{"base_url": site, "locale": "fi-FI", "storage_state": logins.get(account)} | options
        )
        context.set_default_timeout(20_000)
        contexts.append(context)
        return context

    yield open_one
    for context in contexts:
        context.close()


def log_in_and_keep(chrome: Browser, site: str, account: str) -> dict:
    context = chrome.new_context(base_url=site, locale="fi-FI")
    page = context.new_page()
    page.goto("/accounts/login/")
    log_in(page, account)
    kept = context.storage_state()
    context.close()
    return kept


def log_in(page: Page, account: str) -> None:
    """Fill the login page that is open."""
    page.fill("[name=login]", f"{account}@demo.example")
    page.fill("[name=password]", PASSWORD)
    page.click("main form .button")
    page.wait_for_selector("[data-user]:not([data-user=''])")


@pytest.fixture
def complaints() -> list[str]:
    """What browsers said in their consoles: errors, and refusals of the content security policy."""
    return []


def listen(page: Page, complaints: list[str]) -> Page:
    told = ("error", "warning")
    page.on("console", lambda said: complaints.append(f"{page.url}: {said.text}") if said.type in told else None)
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
    return page
