"""The scripts that start the demo and watch over the files."""

import gettext
import socket
import stat
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "plan"\nmsgstr "{}"\n'


def load(name: str):
    spec = spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def run():
    return load("run")


@pytest.fixture
def busy_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield taken.getsockname()[1]


def test_a_busy_port_is_told_with_another_to_try(run, monkeypatch, busy_port):
    monkeypatch.setenv("PORT", str(busy_port))
    with pytest.raises(SystemExit, match=f"make run PORT={busy_port + 1}"):
        run.choose_port()


def test_a_port_of_the_system_is_told_with_one_that_anybody_may_use(run, monkeypatch):
    def refuse(*_args):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setenv("PORT", "80")
    monkeypatch.setattr(run.socket.socket, "bind", refuse)
    with pytest.raises(SystemExit, match="make run PORT=8000"):
        run.choose_port()


@pytest.mark.parametrize("text", ["1", "80", "8000", "65535"])
def test_every_port_between_the_ones_that_the_message_names_is_tried(run, monkeypatch, text):
    monkeypatch.setenv("PORT", text)
    monkeypatch.setattr(run.socket.socket, "bind", lambda *_args: None)
    assert run.choose_port() == int(text)


@pytest.mark.parametrize("text", ["web", "-1", "0", "65536", "70000", "80.5"])
def test_a_port_that_is_none_is_told(run, monkeypatch, text):
    monkeypatch.setenv("PORT", text)
    with pytest.raises(SystemExit, match="Write a number between 1 and 65535"):
        run.choose_port()


def test_two_demos_do_not_share_a_data_folder(run, tmp_path):
    lock = run.take_lock(tmp_path)
    with pytest.raises(SystemExit, match="already runs"):
        run.take_lock(tmp_path)
    lock.close()
    run.take_lock(tmp_path).close()


def test_the_demo_password_is_made_once_for_our_eyes_only(run, monkeypatch, tmp_path):
    monkeypatch.delenv("DEMO_PASSWORD", raising=False)
    file = tmp_path / "demo_password"
    assert run.read_password(file) == run.read_password(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_later_password_does_not_hide_the_one_that_was_loaded(run, monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("DEMO_PASSWORD", "first")
    run.read_password(tmp_path / "demo_password")
    monkeypatch.setenv("DEMO_PASSWORD", "second")
    assert run.read_password(tmp_path / "demo_password") == "first"
    assert "another password" in capsys.readouterr().out


def write_messages(folder: Path, said: str, compiled: str) -> Path:
    """Write a .po that says one thing and a .mo that says another."""
    po = folder / "locale" / "fi" / "LC_MESSAGES" / "django.po"
    po.parent.mkdir(parents=True)
    po.write_text(PO.format(said))
    entries = {"": "Content-Type: text/plain; charset=UTF-8\n", "plan": compiled}
    po.with_suffix(".mo").write_bytes(compile_mo({key: text for key, text in entries.items() if text}))
    return po


def compile_mo(entries: dict[str, str]) -> bytes:
    """The format of gettext: a head of seven numbers, two tables of lengths and places, the texts."""
    pairs = sorted((key.encode(), text.encode()) for key, text in entries.items())
    texts, tables, place = b"", [b"", b""], 28 + 16 * len(pairs)
    for column in (0, 1):
        for pair in pairs:
            tables[column] += len(pair[column]).to_bytes(4, "little") + (place + len(texts)).to_bytes(4, "little")
            texts += pair[column] + b"\0"
    head = (gettext.GNUTranslations.LE_MAGIC, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, 0)
    return b"".join(number.to_bytes(4, "little") for number in head) + tables[0] + tables[1] + texts


@pytest.mark.parametrize(
    ("said", "compiled", "complaint"),
    [
        ("suunnitelma", "suunnitelma", None),
        ("suunnitelma", "vanha sana", "is not what django.po says"),
        ("", "", "lacks 1 translations"),
    ],
)
def test_compiled_translations_must_say_what_the_sources_say(monkeypatch, tmp_path, said, compiled, complaint):
    script = load("check_messages")
    monkeypatch.setattr(script, "ROOT", tmp_path)
    found = script.complaints(write_messages(tmp_path, said, compiled))
    assert (complaint in found[0]) if complaint else found == []


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        # Taken apart, so that this file itself is not found.
        ("pip install --index" + "-url https://example.org/x", False),
        ("https://" + "cdn.example.org/a.js", False),
        ("https://www.finlex.fi/fi/laki", True),
    ],
)
def test_addresses_of_packages_and_content_networks_are_found(line, wanted):
    assert (load("check_addresses").UNWANTED.search(line) is None) is wanted
