"""Run every ``bench_*.py`` on a database of its own, or those whose subjects are named: ``python -m bench workbook``."""

import os
import sys
import tempfile
from importlib import import_module
from pathlib import Path

import django

HERE = Path(__file__).parent


def main(subjects: list[str]) -> int:
    with tempfile.TemporaryDirectory(prefix="hyte-bench-") as folder:
        prepare_environment(folder)
        django.setup()
        return run_on_own_database(subjects)


def prepare_environment(folder: str) -> None:
    """Measure as in production, but for the files: they are never collected, and stand in a folder that goes away."""
    os.environ |= {"DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "tests.settings", "LOG_LEVEL": "ERROR"}


def run_on_own_database(subjects: list[str]) -> int:
    from django.conf import settings
    from django.test.utils import get_runner

    settings.ALLOWED_HOSTS.append("testserver")  # and no more of the test environment: its templates are slower
    runner = get_runner(settings)(verbosity=0, interactive=False)
    databases = runner.setup_databases()
    try:
        for name in find_modules(subjects):
            for line in import_module(f"bench.{name}").run():
                print(line, flush=True)
    finally:
        runner.teardown_databases(databases)
    return 0


def find_modules(subjects: list[str]) -> list[str]:
    names = sorted(file.stem for file in HERE.glob("bench_*.py"))
    unknown = [subject for subject in subjects if f"bench_{subject}" not in names]
    if unknown:
        sys.exit(f"No bench for {', '.join(unknown)}. There are: {', '.join(name[6:] for name in names)}")
    return [name for name in names if not subjects or name[6:] in subjects]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
