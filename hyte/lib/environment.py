"""Reading of environment variables that says what is wrong and what to write instead."""

import os
import secrets
from datetime import date
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ImproperlyConfigured

TRUE = ("1", "true", "yes", "on")
FALSE = ("0", "false", "no", "off", "")
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")


def read_flag(name: str, default: bool = False) -> bool:
    text = os.environ.get(name)
    if text is None:
        return default
    if text.strip().lower() not in TRUE + FALSE:
        raise ImproperlyConfigured(f"{name} is {text!r}. Hint: write 1 or 0.")
    return text.strip().lower() in TRUE


def read_list(name: str, default: tuple[str, ...] = ()) -> list[str]:
    """Return the parts of a comma-separated variable; an empty one is as good as none."""
    parts = [part.strip() for part in os.environ.get(name, "").split(",")]
    return [part for part in parts if part] or list(default)


def read_day(name: str) -> date | None:
    text = os.environ.get(name, "").strip()
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ImproperlyConfigured(f"{name} is {text!r}. Hint: write a day like 2025-01-31, or leave it out.") from None


def read_choice(name: str, default: str, choices: tuple[str, ...]) -> str:
    text = os.environ.get(name, "").strip() or default
    if text not in choices:
        raise ImproperlyConfigured(f"{name} is {text!r}. Hint: write one of {', '.join(choices)}.")
    return text


def read_time_zone(name: str, default: str) -> str:
    text = os.environ.get(name, "").strip() or default
    if text not in available_timezones():
        raise ImproperlyConfigured(f"{name} is {text!r}. Hint: write a name like {default}.")
    return ZoneInfo(text).key


def read_networks(name: str) -> list[IPv4Network | IPv6Network]:
    """Return the addresses and networks of a comma-separated variable."""
    try:
        return [ip_network(part) for part in read_list(name)]
    except ValueError as error:
        raise ImproperlyConfigured(f"{name}: {error}. Hint: write addresses like 10.0.0.5,10.1.0.0/16.") from None


def read_base_url(name: str, default: str) -> str:
    text = os.environ.get(name, "").strip() or default
    if not text.startswith(("http://", "https://")) or not text.split("://")[1].strip("/"):
        raise ImproperlyConfigured(f"{name} is {text!r}. Hint: write the site's address like https://hyte.example.fi.")
    return text.rstrip("/")


def read_secret_key(name: str, *, file: Path, may_generate: bool) -> str:
    """Return the key from the environment, else from a file of our own that is made once and only we can read."""
    given = os.environ.get(name, "").strip()
    if given:
        return given
    if not may_generate:
        raise ImproperlyConfigured(
            f"{name} is missing, and DATABASE_URL is not the embedded default. Hint: set {name} to 50 random characters, "
            'for example from: python3 -c "import secrets; print(secrets.token_urlsafe(50))". '
            "All web and worker processes need the same one."
        )
    return read_or_make_secret(file)


def read_or_make_secret(file: Path) -> str:
    """Return the text of a secret file, which is made with random text where it is missing."""
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text().strip()
    with os.fdopen(descriptor, "w") as secret:
        text = secrets.token_urlsafe(50)
        secret.write(text)
    return text
