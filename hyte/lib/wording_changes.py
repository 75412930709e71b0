"""What differs between two texts, word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

WORDS = re.compile(r"\s+|\w+|[^\w\s]")
LIKE_ENOUGH = 0.45  # under it the texts have little to do with each other, and marks in between would only confuse


@dataclass(frozen=True)
class Piece:
    """``kind`` is "same", "gone" or "new"."""

    kind: str
    text: str


def word_changes(old: str, new: str) -> list[Piece]:
    """The pieces of both texts in their order; two texts that aren't alike stand one after the other."""
    before, after = WORDS.findall(old), WORDS.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < LIKE_ENOUGH:
        return [Piece(kind, text) for kind, text in (("gone", old), ("new", new)) if text]
    return list(_joined(_pieces(matcher, before, after)))


def _pieces(matcher: SequenceMatcher, before: list[str], after: list[str]) -> Iterator[Piece]:
    for tag, start, end, first, last in matcher.get_opcodes():
        if tag == "equal":
            yield Piece("same", "".join(before[start:end]))
            continue
        yield Piece("gone", "".join(before[start:end]))
        yield Piece("new", "".join(after[first:last]))


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Changed words with nothing but a space between them are one change."""
    gone = new = ""
    for piece in pieces:
        if piece.kind == "gone":
            gone += piece.text
        elif piece.kind == "new":
            new += piece.text
        elif piece.text.isspace() and (gone or new):
            gone, new = gone + piece.text, new + piece.text
        else:
            yield from _change(gone, new)
            gone = new = ""
            yield piece
    yield from _change(gone, new)


def _change(gone: str, new: str) -> Iterator[Piece]:
    if gone == new:
        if gone:
            yield Piece("same", gone)
        return
    # A space that both end with isn't part of the change.
    tail = gone[len(gone.rstrip()) :]
    shared = tail if tail and new.endswith(tail) else ""
    for kind, text in (("gone", gone), ("new", new)):
        trimmed = text[: len(text) - len(shared)] if shared else text
        if trimmed:
            yield Piece(kind, trimmed)
    if shared:
        yield Piece("same", shared)
