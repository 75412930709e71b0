"""The server over a real socket of this machine."""

import json
from collections.abc import Iterable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ssl import SSLContext
from threading import Event, Thread
from typing import NamedTuple, Self
from urllib.parse import parse_qsl, urlsplit

from tests.fake_sotkanet.faults import HTML, Fault, scenario
from tests.fake_sotkanet.world import Json, Row, World, document, row

BASE = "/rest/1.1"
UNNAMED = ("python-requests/", "python-urllib/", "python-httpx/")  # agents that are turned away
PARAMS = ("indicator", "years", "genders")


class Asked(NamedTuple):
    path: str  # below the base address
    params: list[tuple[str, str]]
    headers: dict[str, str]  # names in small letters

    def all(self, name: str) -> list[str]:
        return [value for key, value in self.params if key == name]


class Refused(Exception):
    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    fake: "FakeSotkanet"

    def handle_error(self, request, client_address) -> None:
        """A caller that goes away in the middle of an answer is what many tests are about."""


class FakeSotkanet:
    """``url`` is what a client is given; ``requests`` are the questions in their order; ``world`` is what it tells of."""

    def __init__(self, port: int = 0, *, certificate: SSLContext | None = None) -> None:
        self.world = World()
        self.requests: list[Asked] = []
        self.faults: list[Fault] = []
        self.closing = Event()
        self.log = None  # a function that hears of each question and its status
        self._server = Server(("127.0.0.1", port), Handler)
        self._server.fake = self
        self.port = self._server.server_address[1]
        self.url = f"{'https' if certificate else 'http'}://127.0.0.1:{self.port}{BASE}"
        if certificate:
            self._server.socket = certificate.wrap_socket(self._server.socket, server_side=True)

    def __enter__(self) -> Self:
        Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *details: object) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()

    def serve(self) -> None:
        """Serve until it is interrupted."""
        self._server.serve_forever()

    def reset(self, world: World | None = None) -> None:
        """Forget everything, and let go of those who wait."""
        self.closing.set()
        self.closing = Event()
        self.world, self.requests, self.faults = world or World(), [], []

    def set_indicator(self, number: int, title: str | Json = "Mittari", **parts) -> Json:
        """Tell of an indicator; see ``world.document`` for the parts. What was told of it before is forgotten."""
        self.world.documents[number] = document(number, title, **parts)
        return self.world.documents[number]

    def set_rows(self, number: int, rows: Iterable[Row | Json]) -> None:
        """Its figures: (region, year, gender, value, absValue), the last two may be None; or rows as they are told."""
        self.world.rows[number] = [each if isinstance(each, dict) else row(number, each) for each in rows]

    def fail(self, path: str, name: str = "", *, times: int | None = None, only: Json | None = None, **parts) -> Fault:
        """Answer otherwise at an address: by the name of a scenario ("hang", "html", "503") or by parts of a Fault."""
        fault = scenario(name) if name else Fault()
        for part, value in (parts | {"path": path, "times": times}).items():
            setattr(fault, part, value)
        fault.only = {key: str(value) for key, value in (only or {}).items()}
        self.faults.append(fault)
        return fault

    def asked(self, path: str) -> list[Asked]:
        return [each for each in self.requests if each.path == path]

    def fault_for(self, asked: Asked) -> Fault | None:
        fault = next((each for each in self.faults if each.fits(asked.path, asked.params)), None)
        if fault:
            fault.use_up()
        return fault

    def answer(self, asked: Asked) -> object:
        """What Sotkanet would tell; raises Refused."""
        agent = asked.headers.get("user-agent", "").casefold()
        if not agent or agent.startswith(UNNAMED):
            raise Refused(403)
        match asked.path.strip("/").split("/"):
            case ["regions"]:
                return self.world.regions
            case ["indicators"]:
                return self.world.short_forms()
            case ["indicators", number] if number.isdecimal() and int(number) in self.world.documents:
                return self.world.documents[int(number)]
            case ["json"]:
                return self._rows(asked)
        raise Refused(404)

    def _rows(self, asked: Asked) -> list[Json]:
        indicators, years, sexes = (asked.all(name) for name in PARAMS)
        plain = all(each.isdecimal() for each in (*indicators, *years))  # no lists with commas
        if len(indicators) != 1 or not years or not sexes or not plain:
            raise Refused(400)
        return self.world.rows_of(int(indicators[0]), set(map(int, years)), set(sexes))


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Server

    def do_GET(self) -> None:
        fake, asked = self.server.fake, self._asked()
        fake.requests.append(asked)
        fault = fake.fault_for(asked)
        if fault and (fault.hang or fault.reset):
            self.close_connection = True
            return fake.closing.wait(30) if fault.hang else None
        try:
            right = json.dumps(fake.answer(asked), ensure_ascii=False).encode()
            self._send(fault or Fault(), right)
        except Refused as refusal:
            self._send(fault or Fault(status=refusal.status, body=HTML), b"")

    def _asked(self) -> Asked:
        address = urlsplit(self.path)
        headers = {name.lower(): value for name, value in self.headers.items()}
        params = parse_qsl(address.query, keep_blank_values=True)
        return Asked(address.path.removeprefix(BASE), params, headers)

    def _send(self, fault: Fault, right: bytes) -> None:
        body = fault.body_for(right)
        size = len(body) if fault.size is None else fault.size
        self.log_request(fault.status)
        self.send_response_only(fault.status)
        self.send_header("Date", fault.date or self.date_time_string())
        self.send_header("Content-Type", fault.content_type)
        if fault.is_told:
            self.send_header("Content-Length", str(size))
        else:
            self.send_header("Connection", "close")
        for name, value in fault.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.close_connection = not fault.is_told or fault.cut is not None
        fault.write(self.wfile, body, until=self.server.fake.closing)

    def log_request(self, code: object = "-", size: object = "-") -> None:
        if self.server.fake.log:
            self.server.fake.log(self.path, code)

    def log_message(self, *details: object) -> None:
        """Nothing of the rest is of interest."""
