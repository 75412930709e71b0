"""A table to fill in with the figures of all areas."""

from io import BytesIO

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from hyte.lib.downloads import XLSX, attachment
from hyte.lib.sheets import CODE, TEXT, Book, Column, Look
from indicators.imports.coefficient.columns import Extra
from indicators.models import Region
from indicators.views.entry_work import Entry, get_entry

FIGURE = Look(number_format="#,##0.############", align="right")


@require_GET
def entry_template(request: HttpRequest, pk: int, depth: str) -> HttpResponse:
    entry = get_entry(request.user, pk, depth)
    name = _("Figures of %(rules)s") % {"rules": entry.rule_set.name}
    return attachment(render_template(entry), f"{name}.xlsx", XLSX)


def render_template(entry: Entry) -> bytes:
    """The headings are such that they are recognised when the file comes back; what isn't needed can stay empty."""
    book = Book(
        title=_("Figures of the coefficient"),
        creator="HYTE",
        language=translation.get_language() or "fi",
        made_at=timezone.now(),
        page_words=_("Page {page} / {pages}"),
    )
    columns: list[Column[Region]] = [
        Column(_("Code"), 8, lambda region: region.code, CODE),
        Column(_("Area"), 34, lambda region: region.title),
    ]
    columns += [
        Column(each.label, 18, _nothing, TEXT if each.is_text else FIGURE) for each in entry.columns(set(Extra))
    ]
    book.add_sheet(_("Figures")).write_list(columns, list(entry.regions.values()), frozen_columns=2)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _nothing(region: Region) -> None:
    return None
