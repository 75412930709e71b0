"""A file of figures from its arrival on: read, laid out, compared, applied."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from groups.models import Organisation
from hyte.lib.workbooks import Grid, GridBook, book_from_json, book_to_json, read_book
from hyte.lib.workbooks.refusals import Limits
from indicators.imports.figures.areas import Areas
from indicators.imports.figures.layout import Lack, Layout, guess_layout
from indicators.imports.figures.naming import OwnIndicators
from indicators.imports.figures.preview import Preview, preview_of
from indicators.models import FiguresFile, Indicator
from indicators.services.figures_files import apply_figures, hold_own_indicators, keep_figures_file

MOST_ROWS = 25_000
LIMITS = Limits(rows=MOST_ROWS, last_row=MOST_ROWS * 2)


@dataclass
class Reading:
    """Each part is worked out when it is first asked for."""

    file: FiguresFile

    @cached_property
    def book(self) -> GridBook:
        with self.file.grid.open("rb") as stored:
            return book_from_json(stored.read())

    @cached_property
    def layout(self) -> Layout:
        return Layout.from_json(self.file.answers)

    @property
    def grid(self) -> Grid:
        return self.book.sheets[self.layout.sheet]

    @cached_property
    def areas(self) -> Areas:
        return Areas(self.file.county)

    @cached_property
    def indicators(self) -> OwnIndicators:
        return OwnIndicators(self.file.county, self.file.indicator)

    @property
    def lacks(self) -> list[Lack]:
        return list(self.layout.lacks(has_indicator=self.file.indicator_id is not None))

    @cached_property
    def preview(self) -> Preview:
        return preview_of(self.grid, self.layout, self.areas, self.indicators)


def bring_figures(
    county: Organisation, content: bytes, name: str, *, indicator: Indicator | None, source_date: date | None, by
) -> FiguresFile:
    """Keep the file with a first guess of what its columns are. Raises UnreadableBook, whose text is for people."""
    book = read_book(content, name, LIMITS)
    layout = guess_layout(book, Areas(county).is_name)
    file = FiguresFile(county=county, indicator=indicator, source_date=source_date, by=by, file_name=name)
    file.answers = layout.to_json()
    return keep_figures_file(file, content, book_to_json(book))


@transaction.atomic
def apply_file(file: FiguresFile, *, seen: str, at: datetime, by) -> FiguresFile:
    """Write what the preview says. ``seen`` is its mark when somebody looked at it.

    Raises ValidationError where that isn't how things are any more; then nothing is written.
    """
    held = FiguresFile.objects.select_for_update().filter(pk=file.pk, state=FiguresFile.State.OPEN).first()
    if held is None:
        raise ValidationError(_("Somebody else has applied or discarded the file meanwhile."))
    hold_own_indicators(held)
    reading = Reading(held)
    if reading.lacks or reading.preview.fingerprint != seen:
        raise ValidationError(_("The figures or the columns were changed meanwhile. Look at the preview once more."))
    preview = reading.preview
    return apply_figures(held, preview.wanted, counts=preview.counts, left_out=preview.left_out, at=at, by=by)
