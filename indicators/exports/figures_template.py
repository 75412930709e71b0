"""An empty table to fill in: the county's areas with their codes, ready for a year's figures."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO

from django.utils import translation
from django.utils.translation import gettext as _

from hyte.lib.sheets import CODE, COUNT, Book, Column, Look
from indicators.models import Indicator, Region, Sex

FIGURE = Look(number_format="#,##0.#####", align="right")
YEAR = Look(number_format="0", align="right")


def render_template(regions: Sequence[Region], *, indicator: Indicator | None, year: int, made_at: datetime) -> bytes:
    """The headings are such that they are recognised when the file comes back."""
    book = Book(
        title=_("Figures"),
        creator="HYTE",
        language=translation.get_language() or "fi",
        made_at=made_at,
        page_words=_("Page {page} / {pages}"),
    )
    everyone = str(Sex.TOTAL.label)
    columns = [
        Column(_("Indicator"), 40, lambda region: indicator.title if indicator else ""),
        Column(_("Code"), 8, lambda region: region.code, CODE),
        Column(_("Area"), 34, lambda region: region.title),
        Column(_("Year"), 8, lambda region: year, YEAR),
        Column(_("Sex"), 12, lambda region: everyone),
        Column(_("Figure"), 14, lambda region: None, FIGURE),
        Column(_("Cases"), 14, lambda region: None, COUNT),
    ]
    book.add_sheet(_("Figures")).write_list(columns, regions, frozen_columns=3)
    out = BytesIO()
    book.save(out)
    return out.getvalue()
