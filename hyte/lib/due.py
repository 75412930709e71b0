"""What an app wants somebody to be reminded of."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class DueThing:
    """Something that somebody should do by a day.

    ``key`` names the thing for ever ("measure:12:round:3"); ``people`` are ids of persons in the order in which they
    are asked: the first one who can be reached by mail gets it. ``title`` and ``what`` are in the language that was
    active when they were asked for; ``address`` is a path of ours.
    """

    key: str
    people: tuple[int, ...]
    due_on: date
    title: str
    what: str
    address: str
