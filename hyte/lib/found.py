"""What an app has found for the words that somebody searches by."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hyte.lib.text import fold

MOST_FOUND = 20  # of one kind; more words narrow it


@dataclass(frozen=True)
class Found:
    """``context`` tells where the thing belongs; titles are in the language that was active when it was made."""

    title: str
    url: str
    context: str = ""


@dataclass(frozen=True)
class FoundKind:
    """The first of what was found of one kind, and how many there are altogether."""

    label: str
    rows: Sequence[Found]
    count: int

    @property
    def more(self) -> int:
        return self.count - len(self.rows)


def words_of(text: str) -> list[str]:
    """The words as stored columns are folded; each has to be found."""
    return fold(text).split()


def has_words(words: Iterable[str], *texts: str | None) -> bool:
    """Whether each word stands somewhere in the texts: for what has no folded column of its own."""
    folded = fold(*texts)
    return all(word in folded for word in words)
