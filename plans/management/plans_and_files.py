"""What the commands on plans share: finding the plan, and writing a file whole or not at all."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO

from django.core.management.base import CommandError

from plans.models import Plan


def find_plan(slug: str) -> Plan:
    plan = Plan.objects.select_related("county").filter(slug=slug).first()
    if plan is None:
        known = ", ".join(Plan.objects.values_list("slug", flat=True)) or "none yet"
        raise CommandError(f"There is no plan “{slug}”. Plans: {known}.")
    return plan


def write_file(write: Callable[[IO[bytes]], None], output: Path) -> None:
    """Write beside the target and rename: nobody ever opens half a workbook."""
    temporary = output.with_name(f".{output.name}.part")
    try:
        with temporary.open("wb") as file:
            write(file)
        temporary.replace(output)
    except OSError as error:
        raise CommandError(f"Can't write {output}: {error.strerror or error}.") from error
    finally:
        with suppress(OSError):
            temporary.unlink()
