"""What changed between two days."""

from dataclasses import dataclass
from datetime import date

from plans.queries.picture import Picture, Row, progress_of, status_of


@dataclass(frozen=True)
class Change:
    """A measure whose picture differs between the days. ``is_new``: it came into force between them."""

    row: Row
    is_new: bool

    @property
    def earlier_status(self) -> str:
        return status_of(self.row.earlier)

    @property
    def earlier_progress(self) -> str:
        return progress_of(self.row.earlier)

    @property
    def status_changed(self) -> bool:
        return not self.is_new and self.earlier_status != self.row.status

    @property
    def progress_changed(self) -> bool:
        return not self.is_new and self.earlier_progress != self.row.progress

    @property
    def has_new_text(self) -> bool:
        update = self.row.update
        return bool(
            update
            and update.public_text
            and (not self.row.earlier or update.public_text != self.row.earlier.public_text)
        )


def changes_in(picture: Picture, since: date) -> list[Change]:
    """The rows of a picture read with ``since`` that have another update now than then, or are new."""
    changes = []
    for row in picture.rows:
        is_new = row.measure.in_force_from > since
        if is_new or row.update != row.earlier:
            changes.append(Change(row, is_new))
    return changes
