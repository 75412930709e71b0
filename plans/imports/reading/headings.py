"""What the heading of a column means: known words in Finnish, Swedish and English, and what resembles them."""

import re
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from functools import cache, lru_cache

from django.conf import settings
from django.utils.translation import override

from hyte.lib.text import clean
from plans.workbook.columns import COLUMNS, KEEP, RESULT_HEADING, SKIP
from plans.workbook.words import IN_BRACKETS, plain

ALIKE, SHORTEST_ALIKE = 0.8, 5  # likeness from which a heading is taken for a known one, and from how many letters
LONGEST = 120  # characters: what is longer is a text, not a heading
BROKEN_WORD = re.compile(r"(?<=\w)-\n(?=[a-zåäö])")
NUMBERED = re.compile(r"^\d{1,2}[.)]\s+")
OTHER_ENDING = re.compile(r"\s*/\s*-\w+|\(-?\w{1,3}\)(?=\s|$)")  # Vastuutaho/-tahot, Toimenpide(et)
# Under a heading that two columns share, these say nothing of their own: "Tavoite | Nimi".
SAYS_NOTHING = frozenset(
    plain(
        "nimi kuvaus teksti sisältö otsikko mikä mitä namn beskrivning text innehåll rubrik name description title"
    ).split()
)


class Certainty(StrEnum):
    SURE = "sure"  # a heading that we know
    LIKELY = "likely"  # resembles one: shown to be looked at
    UNKNOWN = "unknown"  # asked
    TOLD = "told"  # somebody said so, of this file or of one of the same shape


@dataclass(frozen=True)
class Match:
    """``rank`` tells how plainly the heading means the key: 0 is our own heading, then the synonyms in their order."""

    key: str = KEEP
    certainty: Certainty = Certainty.UNKNOWN
    rank: int = 1000

    @property
    def is_known(self) -> bool:
        return self.key != KEEP


UNKNOWN = Match()


@cache
def known_headings() -> dict[str, Match]:
    """Our own headings in every language, then the synonyms; the plainest meaning of a word goes first."""
    known: dict[str, Match] = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            for column in COLUMNS:
                known.setdefault(plain(str(column.heading)), Match(column.key, Certainty.SURE, 0))
            known.setdefault(plain(str(RESULT_HEADING)), Match(SKIP, Certainty.SURE, 0))
    for column in COLUMNS:
        for rank, synonym in enumerate(column.synonyms.split(","), start=1):
            known.setdefault(plain(synonym), Match(column.key, Certainty.SURE, rank))
    known.pop("", None)
    return known


def one_line(text: str) -> str:
    """A heading as it is shown: a word that was broken at the end of a line is whole again."""
    return " ".join(BROKEN_WORD.sub("", clean(text)).split())


def exact(text: str) -> Match | None:
    if len(text) > LONGEST:
        return None
    return known_headings().get(plain(NUMBERED.sub("", one_line(text))))


@lru_cache(maxsize=2000)
def match_heading(text: str) -> Match:
    """The meaning of a heading that stands alone."""
    line = one_line(text)
    if not line or len(line) > LONGEST:
        return UNKNOWN
    return exact(line) or _likely(_nearly_exact(line) or _partly(plain(line)) or _alike(plain(line)))


@lru_cache(maxsize=2000)
def match_pair(parent: str, child: str) -> Match:
    """The meaning of a heading under a heading: the lower one decides, the upper one helps."""
    if not child or not parent or child == parent:
        return match_heading(child or parent)
    if found := exact_pair(parent, child):
        return found
    if plain(child) in SAYS_NOTHING:
        return _likely(match_heading(parent))
    alone = match_heading(child)
    return alone if alone.is_known else _likely(_alike(plain(f"{child} {parent}")))


def exact_pair(parent: str, child: str) -> Match | None:
    joined = (f"{parent} {child}", child, f"{child} {parent}", f"{child}{parent}") if child else (parent,)
    return next(filter(None, map(exact, joined)), None)


def _likely(match: Match | None) -> Match:
    return Match(match.key, Certainty.LIKELY, match.rank) if match and match.is_known else UNKNOWN


def _nearly_exact(line: str) -> Match | None:
    """Known but for a bracket, another ending, or a second word for the same: "Vastuutaho/-tahot", "Tila / tilanne"."""
    found = exact(OTHER_ENDING.sub("", line)) or exact(IN_BRACKETS.sub(r"\1", line))
    parts = {match.key for match in map(exact, line.split("/")) if match} if "/" in line else set()
    return found or (exact(line.split("/")[0]) if len(parts) == 1 else None)


def _partly(text: str) -> Match | None:
    """A known heading as the first or the last words; None where they disagree."""
    words = text.split()
    known = known_headings()
    first = next(filter(None, (known.get(" ".join(words[:count])) for count in range(len(words) - 1, 0, -1))), None)
    last = next(filter(None, (known.get(" ".join(words[count:])) for count in range(1, len(words)))), None)
    if first and last and first.key != last.key:
        return None
    return first or last


def _alike(text: str) -> Match | None:
    if len(text) < SHORTEST_ALIKE or len(_partly_keys(text)) > 1:
        return None
    near = get_close_matches(text, known_headings(), 1, ALIKE)
    return known_headings()[near[0]] if near else None


def _partly_keys(text: str) -> set[str]:
    """The meanings of the words of a heading: with two, it isn't merely a misspelt one."""
    return {match.key for word in text.split() if (match := known_headings().get(word))}
