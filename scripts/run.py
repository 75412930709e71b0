"""Start the demo: database, demo data, web server and worker, until Ctrl-C.

Needs nothing but the standard library and the environment that ``scripts/install.sh`` has made.
"""

import contextlib
import fcntl
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PATIENCE = 60  # seconds for the web server to answer
LIST_ACCOUNTS = """
from reporting.demo.load import demo_accounts
for user in demo_accounts():
    print(f"  {user.email}")
"""
FAREWELL = 10  # seconds for a process to end by itself


def main() -> int:
    os.chdir(ROOT)
    port = choose_port()
    data = Path(os.environ.get("DATA_DIR") or ROOT / "var").resolve()
    data.mkdir(parents=True, exist_ok=True)
    lock = take_lock(data)  # kept open until the end
    environment = demo_environment(port, data)
    prepare(environment)
    processes = start(port, environment)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        greet(port, environment, processes)
        return watch(processes)
    except KeyboardInterrupt:
        print("\nEnding ...")
        return 0
    finally:
        end(processes)
        lock.close()


def choose_port() -> int:
    text = os.environ.get("PORT") or "8000"
    if not text.isdigit() or not 0 < int(text) < 65536:
        sys.exit(f"PORT is {text!r}. Write a number between 1 and 65535.")
    port = int(text)
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError:
            sys.exit(f"Port {port} is for the system's own services only. Choose another one: make run PORT=8000")
        except OSError as error:
            free = port + 1 if port < 65535 else 8000
            sys.exit(f"Port {port} cannot be used ({error.strerror}). Choose another one: make run PORT={free}")
    return port


def take_lock(data: Path):
    """Two demos on one data folder would share a database and a broker."""
    lock = (data / "run.lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        sys.exit(f"HYTE already runs on {data}. End it first, or choose another folder with DATA_DIR.")
    return lock


def demo_environment(port: int, data: Path) -> dict[str, str]:
    """Return our environment with what the demo needs; what is already set stays, but for the password of a loaded demo."""
    defaults = {
        "BASE_URL": f"http://localhost:{port}",
        "DATA_DIR": str(data),
        "DJANGO_SETTINGS_MODULE": "hyte.settings",
        "HYTE_TODAY": "2025-01-31",
        "LOG_LEVEL": "WARNING",
        "PYTHONUNBUFFERED": "1",
    }
    given = {name: value for name, value in os.environ.items() if value}
    return defaults | given | {"DEMO_PASSWORD": read_password(data / "demo_password")}


def read_password(file: Path) -> str:
    """Return the demo accounts' password, kept from the first start so that every start can print it."""
    given = os.environ.get("DEMO_PASSWORD")
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(given or secrets.token_urlsafe(9))
    kept = file.read_text().strip()
    if given and given != kept:
        print(f"The demo was loaded with another password than DEMO_PASSWORD. To start over, remove {file.parent}.")
    return kept


def prepare(environment: dict[str, str]) -> None:
    print("Preparing the database and the demo ...", flush=True)
    manage(environment, "migrate", "--verbosity", "0")
    manage(environment, "collectstatic", "--verbosity", "0", "--noinput")
    manage(environment, "load_demo", "--force", "--force")


def manage(environment: dict[str, str], *command: str) -> str:
    """Run a command of manage.py and return what it printed."""
    done = subprocess.run(
        [sys.executable, "manage.py", *command], env=environment, stdout=subprocess.PIPE, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"{done.stdout}manage.py {command[0]} failed; its message is above.")
    return done.stdout


def start(port: int, environment: dict[str, str]) -> dict[str, subprocess.Popen]:
    """Start each process in a session of its own: Ctrl-C comes to us alone and we end them in order."""
    commands = {
        "web": [BIN / "gunicorn", "--bind", f"127.0.0.1:{port}", "--workers", "1", "--log-level", "error"],
        # One worker process, since SQLite writes one at a time; the clock lives inside it.
        "worker": [BIN / "celery", "-A", "hyte", "-q", "worker", "-B", "--concurrency", "1", "--loglevel", "WARNING"],
    }
    return {
        name: subprocess.Popen(command, env=environment, start_new_session=True) for name, command in commands.items()
    }


def greet(port: int, environment: dict[str, str], processes: dict[str, subprocess.Popen]) -> None:
    wait_for_web(port, processes)
    print(f"\nHYTE is at http://localhost:{port}/")
    print(f"Demo accounts, all with the password {environment['DEMO_PASSWORD']}")
    print(manage(environment, "shell", "--no-imports", "-c", LIST_ACCOUNTS))
    print("Ctrl-C ends it.", flush=True)


def wait_for_web(port: int, processes: dict[str, subprocess.Popen]) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and processes["web"].poll() is None:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/health/", timeout=5).close()
            return
        except urllib.error.HTTPError as error:
            sys.exit(f"The health page says: {error.read().decode()}")
        except OSError:
            time.sleep(0.2)
    sys.exit("The web server did not start; its messages are above.")


def watch(processes: dict[str, subprocess.Popen]) -> int:
    """Wait until a process ends; neither can serve without the other."""
    while True:
        for name, process in processes.items():
            if process.poll() is not None:
                print(
                    f"The process {name} has ended with {process.returncode}; its messages are above.", file=sys.stderr
                )
                return 1
        time.sleep(0.5)


def end(processes: dict[str, subprocess.Popen]) -> None:
    """Ask every process to end, then make it: none is left behind."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for process in processes.values():
        if process.poll() is None:
            process.terminate()
    deadline = time.monotonic() + FAREWELL
    for process in processes.values():
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(max(0.1, deadline - time.monotonic()))
        kill_group(process.pid)


def kill_group(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a script that starts us in the background ignores it
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit("\nInterrupted before the demo was ready; make run continues from here.")
