"""The image and the composition run the same commands as Procfile, which CI starts."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
COMMANDS = dict(line.split(": ", 1) for line in (ROOT / "Procfile").read_text().splitlines() if line)


def test_procfile_names_web_worker_and_beat():
    assert list(COMMANDS) == ["web", "worker", "beat"]


@pytest.mark.parametrize("name", COMMANDS)
def test_the_composition_runs_the_command_of_procfile(name):
    section = (ROOT / "docker-compose.yml").read_text().split(f"\n  {name}:\n")[1].split("\n\n")[0]
    assert f"command: {COMMANDS[name]}\n" in section


def test_the_image_runs_the_web_server_of_procfile():
    assert f'CMD ["{COMMANDS["web"]}"]' in (ROOT / "Dockerfile").read_text()
