"""What an app wants somebody to be reminded of."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

WEEK = timedelta(days=7)


class Stage(models.TextChoices):
    """How near or how late a thing is; each stage of it is told once."""

    FIRST = "first", _("New")
    WEEK = "week", _("Due within a week")
    LATE = "late", _("Late")
    VERY_LATE = "very_late", _("Two weeks late")


@dataclass(frozen=True)
class DueThing:
    """Something that somebody should do by a day.

    ``key`` names the thing for ever ("task:12"). ``people`` are ids of persons in the order in which they are asked: the
    first whom mail reaches gets the mail; after them come the coordinators of ``county`` (an id). ``title`` and ``what`` are
    in the language that was active when they were made; ``address`` is a path of ours. ``measure`` is the id of the
    measure whose form a personal link opens, where there is one.
    """

    key: str
    county: int
    people: tuple[int, ...]
    since: date
    due_on: date
    title: str
    what: str
    address: str
    measure: int | None = None

    def stage(self, on: date) -> Stage | None:
        """The stage that the thing has reached on the day; None where it isn't due to be told of."""
        if on < self.since:
            return None
        late = (on - self.due_on).days
        if late >= 14:
            return Stage.VERY_LATE
        if late >= 1:
            return Stage.LATE
        return Stage.WEEK if self.due_on - on <= WEEK else Stage.FIRST
