"""Live data in the text of a chapter: a paragraph of its own that says [[what]] or [[what:which]]."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from hyte.lib.rich_text import plain_text


class BlockKind(StrEnum):
    """In Finnish, for people write and read them in their text."""

    TOTALS = "luvut"
    MEASURES = "toimenpiteet"
    GOALS = "tavoitteet"
    INDICATOR = "mittari"
    INDICATORS = "mittarit"
    COEFFICIENT = "kerroin"
    AGREEMENTS = "sovitut-asiat"
    NEGOTIATIONS = "neuvottelut"
    GROUPS = "ryhmat"
    SUB_PLANS = "osasuunnitelmat"
    CHANGES = "muutos"
    STATEMENTS = "lausunnot"
    PICTURE = "kuva"


BLOCK = re.compile(r"<p>\s*\[\[\s*([^\]:<]+?)\s*(?::\s*([^\]<]*?)\s*)?\]\]\s*</p>")
NUMBERED = (BlockKind.INDICATOR, BlockKind.PICTURE)
SECTIONED = (BlockKind.MEASURES, BlockKind.GOALS)


@dataclass(frozen=True)
class Block:
    """``kind`` is None where the words in the brackets are none that we know."""

    kind: BlockKind | None
    argument: str
    words: str

    @property
    def number(self) -> int:
        return int(self.argument) if self.argument.isdigit() and len(self.argument) < 18 else 0


@dataclass(frozen=True)
class Prose:
    html: str


def pieces_of(body: str) -> Iterator[Prose | Block]:
    """The text and the blocks in it, in their order."""
    place = 0
    for found in BLOCK.finditer(body):
        if prose := body[place : found.start()].strip():
            yield Prose(prose)
        yield block_of(found[1], found[2] or "")
        place = found.end()
    if prose := body[place:].strip():
        yield Prose(prose)


def block_of(name: str, argument: str) -> Block:
    words = f"{name}:{argument}" if argument else name
    kind = BlockKind(name.lower()) if name.lower() in set(BlockKind) else None
    if kind in NUMBERED and not argument.isdigit():
        kind = None
    return Block(kind, argument, words)


def blocks_in(body: str) -> list[Block]:
    return [piece for piece in pieces_of(body) if isinstance(piece, Block)]


def mentions_pictures(bodies: Iterable[str]) -> bool:
    return any(block.kind is BlockKind.PICTURE for body in bodies for block in blocks_in(body))


def has_words(chapter) -> bool:
    """Whether somebody has written something: live data alone is no chapter, but in an annex it is all that is wanted."""
    if chapter.key.startswith("annex"):
        return any(chapter.bodies)
    return any(
        isinstance(piece, Prose) and plain_text(piece.html) for body in chapter.bodies for piece in pieces_of(body)
    )
