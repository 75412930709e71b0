"""Settings are read in a process of their own, as a server does."""

import os
import re
import stat
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from django.core.checks import run_checks

ROOT = Path(__file__).parents[2]


def run_python(code: str, tmp_path: Path, **environment: str) -> subprocess.CompletedProcess:
    clean = {"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "hyte.settings"}
    return subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=clean | environment, capture_output=True, text=True, check=False
    )


def read_setting(name: str, tmp_path: Path, **environment: str) -> str:
    done = run_python(f"from django.conf import settings; print(settings.{name})", tmp_path, **environment)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize(
    ("name", "value", "hint"),
    [
        ("DEBUG", "banana", "write 1 or 0"),
        ("MAINTENANCE", "perhaps", "write 1 or 0"),
        ("HYTE_TODAY", "31.1.2025", "write a day like 2025-01-31"),
        ("HYTE_TODAY", "2025-02-30", "write a day like 2025-01-31"),
        ("TIME_ZONE", "Europe/Vantaa", "write a name like Europe/Helsinki"),
        ("LOG_LEVEL", "LOUD", "write one of DEBUG, INFO"),
        ("BASE_URL", "hyte.example.fi", "write the site's address like https://"),
        ("TRUSTED_PROXIES", "the proxy", "write addresses like 10.0.0.5"),
        ("DATABASE_URL", "postgres://hyte@127.0.0.1/hyte", "set SECRET_KEY to 50 random characters"),
    ],
)
def test_nonsense_fails_loudly_with_a_hint(tmp_path, name, value, hint):
    done = run_python("from django.conf import settings; settings.DEBUG", tmp_path, **{name: value})
    assert done.returncode == 1
    assert "ImproperlyConfigured" in done.stderr
    assert hint in done.stderr


def test_the_embedded_default_makes_a_secret_key_of_its_own_once(tmp_path):
    first, second = read_setting("SECRET_KEY", tmp_path), read_setting("SECRET_KEY", tmp_path)
    assert first == second == (tmp_path / "secret_key").read_text()
    assert len(first) >= 50
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_debug_is_off_and_pages_are_finnish_without_environment(tmp_path):
    code = "from django.conf import settings as s; print(s.DEBUG, s.LANGUAGE_CODE, s.TIME_ZONE, s.SECURE_SSL_REDIRECT)"
    assert run_python(code, tmp_path).stdout.split() == ["False", "fi", "Europe/Helsinki", "False"]


def test_an_https_address_turns_secure_cookies_and_redirect_on(tmp_path):
    code = (
        "from django.conf import settings as s;"
        "print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS > 0)"
    )
    done = run_python(code, tmp_path, BASE_URL="https://hyte.example.fi")
    assert done.stdout.split() == ["True"] * 4


def test_files_mail_and_broker_stay_in_the_data_folder(tmp_path):
    code = (
        "from django.conf import settings as s; from django.core.files.storage import default_storage as f;"
        "print(s.EMAIL_FILE_PATH, f.location, s.CELERY_BROKER_TRANSPORT_OPTIONS['data_folder_in'], sep='\\n')"
    )
    assert run_python(code, tmp_path).stdout.split() == [
        str(tmp_path / "mail"),
        str(tmp_path / "files"),
        str(tmp_path / "broker" / "queue"),
    ]


@pytest.fixture
def _public(settings, monkeypatch):
    settings.IS_HTTPS = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    monkeypatch.delenv("WEB_CONCURRENCY", raising=False)


def told() -> list[str]:
    return [message.id for message in run_checks() if message.id.startswith("hyte.")]


@pytest.mark.usefixtures("_public")
def test_a_sound_public_site_has_nothing_to_tell():
    assert told() == []


@pytest.mark.usefixtures("_public")
@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("DEBUG", True, "hyte.E001"),
        ("DATA_DIR", Path("/nowhere"), "hyte.E002"),
        ("EMAIL_BACKEND", "django.core.mail.backends.filebased.EmailBackend", "hyte.W002"),
        ("HYTE_TODAY", date(2025, 1, 31), "hyte.W003"),
    ],
)
def test_settings_that_do_not_go_together_are_told(settings, name, value, message):
    setattr(settings, name, value)
    assert told() == [message]


@pytest.mark.usefixtures("_public")
def test_several_processes_on_the_embedded_database_are_told(settings, monkeypatch):
    settings.IS_SQLITE = True
    monkeypatch.setenv("WEB_CONCURRENCY", "4")
    assert told() == ["hyte.W001"]


def test_the_readme_names_every_variable_that_the_settings_read():
    source, readme = (ROOT / name for name in ("hyte/settings.py", "README.md"))
    read = re.findall(r"(?:read_\w+|env\.\w+)\(\s*\"([A-Z_]+)\"", source.read_text(encoding="utf-8"))
    assert len(read) > 15
    assert [name for name in read if name not in re.findall(r"[A-Z_]+", readme.read_text(encoding="utf-8"))] == []
