"""Ways in which an answer can go wrong."""

import json
from dataclasses import dataclass, field
from threading import Event
from typing import BinaryIO

PIECE = b" " * 65536
HTML = b"<!DOCTYPE html><html><head><title>Huoltokatko</title></head><body><p>Palvelu on tauolla.</p></body></html>"


@dataclass
class Fault:
    """One way to answer; the first that fits is used up ``times`` times (None: always).

    ``only`` are parts of the question that must be as told, ``{"indicator": "127"}``.
    """

    status: int = 200
    body: bytes | None = None  # in the stead of the right one
    headers: dict[str, str] = field(default_factory=dict)
    hang: bool = False  # no answer until the caller goes away
    trickle: float = 0.0  # seconds between the bytes of the answer
    cut: int | None = None  # so many bytes, then the connection ends, though more was told
    short: int | None = None  # so many bytes, told as if they were all
    size: int | None = None  # an answer of so many bytes
    is_told: bool = True  # whether the size is told beforehand
    reset: bool = False  # the connection ends without an answer
    date: str = ""  # what the server's clock says
    times: int | None = None
    path: str = ""
    only: dict[str, str] = field(default_factory=dict)

    def fits(self, path: str, params: list[tuple[str, str]]) -> bool:
        return path == self.path and set(self.only.items()) <= set(params) and self.times != 0

    def use_up(self) -> None:
        if self.times is not None:
            self.times -= 1

    def body_for(self, right: bytes) -> bytes:
        if self.body is not None:
            return self.body
        if self.short is not None:
            return right[: self.short]
        return right if self.status == 200 else HTML

    @property
    def content_type(self) -> str:
        return "application/json;charset=UTF-8" if self.status == 200 and self.body != HTML else "text/html"

    def write(self, out: BinaryIO, body: bytes, *, until: Event) -> None:
        if self.size is not None:
            write_spaces(out, self.size, until)
        elif self.trickle:
            for sign in body:
                out.write(bytes([sign]))
                if until.wait(self.trickle):
                    return
        else:
            out.write(body[: self.cut])


def write_spaces(out: BinaryIO, size: int, until: Event) -> None:
    """A list that is nearly all space: it can be as long as one likes."""
    out.write(b"[")
    left = size - 2
    while left > 0 and not until.is_set():
        out.write(PIECE[: min(left, len(PIECE))])
        left -= len(PIECE)
    out.write(b"]")


def scenario(name: str) -> Fault:
    """The faults that have a name; a number is a status."""
    if name.isdecimal():
        return Fault(status=int(name))
    return {
        "hang": Fault(hang=True),
        "reset": Fault(reset=True),
        "html": Fault(body=HTML),
        "cut": Fault(cut=40),
        "short": Fault(short=40),
        "empty": Fault(body=b"[]"),
        "size": Fault(size=500_000_001),
        "redirect": Fault(status=302, headers={"Location": "http://elsewhere.example/rest/1.1/json"}),
        "rest": Fault(status=429, headers={"Retry-After": "7"}),
        "nan": Fault(body=with_figure("NaN")),
        "infinity": Fault(body=with_figure("Infinity")),
        "text": Fault(body=with_figure(json.dumps("3,4"))),
    }[name]


def with_figure(figure: str, year: str = "2024") -> bytes:
    """A list of one row with a figure that may be anything."""
    return f'[{{"indicator":127,"region":658,"year":{year},"gender":"total","value":{figure}}}]'.encode()
