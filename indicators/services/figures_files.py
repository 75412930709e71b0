"""Files of a county's own figures: kept, applied, taken back, thrown away.

A file may tell of few cases, so neither it nor its cells are kept once its figures are in; what remains is how many
figures it brought, and what undoing needs.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from indicators.models import FiguresFile, Indicator
from indicators.queries.own_figures import figures_at
from indicators.services.figures import Figure, Figures, Place, write_figures

NEVER_APPLIED_KEPT = timedelta(days=30)
UNDOABLE_FOR = timedelta(days=400)  # after applying: a round of the year and some more
NOT_UNDOABLE = "forgotten"


def keep_figures_file(file: FiguresFile, content: bytes, cells: bytes) -> FiguresFile:
    """``cells`` are those of the file as they have been read, packed."""
    file.file_name = file.file_name[-FiguresFile._meta.get_field("file_name").max_length :]
    file.file_size = len(content)
    try:
        file.file.save(file.file_name, ContentFile(content), save=False)
        file.grid.save(uuid4().hex, ContentFile(cells), save=False)
        file.save()
    except Exception:
        _delete_stored(file)
        raise
    return file


def tell_columns(file: FiguresFile, answers: Mapping[str, Any], indicator: Indicator | None) -> None:
    """Keep what people say of the file as long as it hasn't been applied."""
    file.answers, file.indicator = dict(answers), indicator
    open_ones = FiguresFile.objects.filter(pk=file.pk, state=FiguresFile.State.OPEN)
    open_ones.update(answers=file.answers, indicator=indicator)


@transaction.atomic
def apply_figures(
    file: FiguresFile,
    wanted: Mapping[Place, Figure | None],
    *,
    counts: Mapping[str, int],
    left_out: Iterable[tuple[int, int, str]],
    at: datetime,
    by,
) -> FiguresFile:
    """Write the figures and keep what stood there before. ``left_out`` are the refused rows: row, column, problem."""
    _refuse_unless(file, FiguresFile.State.OPEN)
    days = _days_of({place.indicator_id for place in wanted})
    before = write_figures(wanted, at=at, updated_on=file.source_date)
    file.state, file.applied_at = FiguresFile.State.APPLIED, at
    file.journal = {
        "counts": dict(counts),
        "left_out": [list(each) for each in left_out],
        "indicators": sorted(days),
        "days": [[pk, day and day.isoformat()] for pk, day in days.items()],
        "written": [[*place, _told(before[place]), _told(wanted[place])] for place in before],
        "applied_by": by.pk,
    }
    _forget_stored(file)
    file.save(update_fields=["state", "applied_at", "journal", "file", "grid", "answers"])
    return file


class Undoing(NamedTuple):
    """``restored`` is what stood before; ``changed_since`` are figures that others have changed, which stay."""

    restored: Figures
    changed_since: list[Place]


def plan_undoing(file: FiguresFile) -> Undoing:
    restored, changed_since = {}, []
    written = [_read(row) for row in file.journal.get("written", [])]
    standing = figures_at(place for place, _before, _after in written)
    for place, before, after in written:
        now = standing.get(place)
        if (now and Figure(now.value, now.cases)) == _exact(after):
            restored[place] = before
        else:
            changed_since.append(place)
    return Undoing(restored, changed_since)


@transaction.atomic
def undo_figures(file: FiguresFile, *, at: datetime, by) -> Undoing:
    """Put back what stood before the file, where nobody has changed it since."""
    file.refresh_from_db()
    _refuse_unless(file, FiguresFile.State.APPLIED)
    hold_own_indicators(file)
    undoing = plan_undoing(file)
    days = _days_of(file.journal.get("indicators", []))
    write_figures(undoing.restored, at=at)
    _restore_days(file, days)
    file.state = FiguresFile.State.UNDONE
    kept = {key: value for key, value in file.journal.items() if key not in ("written", "days")}
    told = {"restored": len(undoing.restored), "stayed": len(undoing.changed_since)}
    file.journal = kept | told | {"undone_by": by.pk, "undone_at": at.isoformat()}
    file.save(update_fields=["state", "journal"])
    return undoing


@transaction.atomic
def discard_figures_file(file: FiguresFile) -> bool:
    """Throw away a file that was never applied; return whether it was."""
    found = FiguresFile.objects.select_for_update().filter(pk=file.pk, state=FiguresFile.State.OPEN).first()
    if found is None:
        return False
    transaction.on_commit(lambda: _delete_stored(found))
    FiguresFile.objects.filter(pk=found.pk).delete()
    return True


def clear_old_figures_files(at: datetime) -> int:
    """Throw away what was never applied, and forget the earlier figures of what was applied long ago."""
    old = FiguresFile.objects.filter(state=FiguresFile.State.OPEN, created_at__lt=at - NEVER_APPLIED_KEPT)
    discarded = sum(discard_figures_file(file) for file in old)
    applied = FiguresFile.objects.filter(state=FiguresFile.State.APPLIED, applied_at__lt=at - UNDOABLE_FOR)
    for file in applied.exclude(journal__has_key=NOT_UNDOABLE):
        file.journal = {key: value for key, value in file.journal.items() if key not in ("written", "days")}
        file.journal[NOT_UNDOABLE] = at.isoformat()
        file.save(update_fields=["journal"])
    return discarded


def may_be_undone(file: FiguresFile) -> bool:
    return file.state == FiguresFile.State.APPLIED and NOT_UNDOABLE not in file.journal


def hold_own_indicators(file: FiguresFile) -> None:
    """So that nobody writes figures of the county between comparing and writing."""
    list(Indicator.objects.select_for_update().filter(county=file.county_id).order_by("pk").values_list("pk"))


def _refuse_unless(file: FiguresFile, state: str) -> None:
    found = FiguresFile.objects.select_for_update().filter(pk=file.pk, state=state).first()
    if found is None or (state == FiguresFile.State.APPLIED and not may_be_undone(found)):
        raise ValidationError(_("Somebody else has applied, undone or discarded the file meanwhile. Look at it again."))


def _days_of(indicators: Iterable[int]) -> dict[int, date | None]:
    found = Indicator.objects.filter(pk__in=list(indicators))
    return dict(found.order_by("pk").values_list("pk", "data_updated_on"))


def _restore_days(file: FiguresFile, now: Mapping[int, date | None]) -> None:
    """The day of the figures as it was before the file, unless another writing has told its own since."""
    told_by_file = file.source_date or file.applied_at.astimezone().date()
    for pk, day in file.journal.get("days", []):
        before = date.fromisoformat(day) if day else None
        kept = before if now.get(pk) == told_by_file else now.get(pk)
        Indicator.objects.filter(pk=pk).update(data_updated_on=kept)


def _exact(figure: Figure | None) -> Figure | None:
    return None if figure == (None, None) else figure


def _told(figure: Figure | None) -> list[str | None] | None:
    return figure and [None if number is None else str(number) for number in figure]


def _read(row: list) -> tuple[Place, Figure | None, Figure | None]:
    *place, before, after = row
    return Place(*place), _figure(before), _figure(after)


def _figure(told: list[str | None] | None) -> Figure | None:
    return told and Figure(*(None if number is None else Decimal(number) for number in told))


def _forget_stored(file: FiguresFile) -> None:
    """The files are deleted when what has taken their place is safe."""
    stored = [each.name for each in (file.file, file.grid) if each]
    storage = file.file.storage
    file.file, file.grid, file.answers = "", "", {}
    transaction.on_commit(lambda: [storage.delete(name) for name in stored], robust=True)


def _delete_stored(file: FiguresFile) -> None:
    for stored in (file.file, file.grid):
        if stored:
            stored.delete(save=False)
