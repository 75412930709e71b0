"""The register of agreements as a workbook."""

from collections.abc import Iterable
from datetime import date, datetime
from io import BytesIO

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from hyte.lib.sheets import DAY, PLAIN, TITLE, Book, Column
from hyte.lib.templatetags.hyte import day
from negotiations.models import Agreement
from negotiations.queries.register import goal_shown

CODE_WIDTH, DAY_WIDTH, WORD_WIDTH, NAME_WIDTH, TEXT_WIDTH = 7, 12, 16, 28, 60


def render_register(
    agreements: Iterable[Agreement],
    *,
    filters: Iterable[str],
    staff_counties: frozenset[int],
    on: date,
    made_at: datetime,
) -> bytes:
    """``agreements`` have their parties, notes and ``tied`` measures at hand; names and notes go to their staff only."""
    book = Book(
        title=_("Agreements"),
        creator="HYTE",
        language=translation.get_language() or "fi",
        made_at=made_at,
        page_words=_("Page {page} / {pages}"),
    )
    book.add_sheet(_("Agreements")).write_list(_columns(staff_counties), agreements, frozen_columns=3)
    about = book.add_sheet(_("About"))
    about.set_widths([100])
    about.write((_("Agreements"), TITLE))
    for line in (_("As on %(day)s") % {"day": day(on)}, *filters):
        about.write((line, PLAIN))
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _columns(staff_counties: frozenset[int]) -> list[Column[Agreement]]:
    columns = [
        Column(_("Negotiation"), NAME_WIDTH, lambda each: str(each.negotiation)),
        Column(_("Date"), DAY_WIDTH, lambda each: each.negotiation.on, DAY),
        Column(_("No."), CODE_WIDTH, lambda each: each.number),
        Column(_("Topic"), WORD_WIDTH, lambda each: str(each.get_topic_display())),
        Column(_("What was agreed"), TEXT_WIDTH, lambda each: each.text),
        Column(_("Who"), NAME_WIDTH, lambda each: ", ".join(str(party) for party in each.responsible.all())),
        Column(_("By when"), DAY_WIDTH, lambda each: each.due_on, DAY),
        Column(pgettext("agreement", "State"), WORD_WIDTH, lambda each: str(each.get_state_display())),
        Column(_("Late"), DAY_WIDTH, lambda each: _("Late") if each.is_late else ""),
        Column(_("Ended on"), DAY_WIDTH, lambda each: each.ended_on, DAY),
        Column(_("Goal"), NAME_WIDTH, lambda each: _goal(each, staff_counties)),
        Column(_("Measure"), NAME_WIDTH, _measure),
        Column(_("Status of the measure"), WORD_WIDTH, lambda each: str(each.tied.status_label) if each.tied else ""),
        Column(_("Indicator"), NAME_WIDTH, lambda each: str(each.indicator or "")),
    ]
    return [*columns, *_inner_columns(staff_counties)] if staff_counties else columns


def _inner_columns(staff_counties: frozenset[int]) -> list[Column[Agreement]]:
    def inside(agreement: Agreement) -> bool:
        return agreement.negotiation.round.county_id in staff_counties

    def newest(agreement: Agreement) -> str:
        note = next(iter(agreement.notes.all()), None)
        return f"{day(note.on)}: {note.text}" if note and inside(agreement) else ""

    def owner(agreement: Agreement) -> str:
        return str(agreement.owner or "") if inside(agreement) else ""

    return [Column(_("Who follows it"), NAME_WIDTH, owner), Column(_("Newest note"), TEXT_WIDTH, newest)]


def _goal(agreement: Agreement, staff_counties: frozenset[int]) -> str:
    inside = agreement.negotiation.round.county_id in staff_counties
    return str(goal_shown(agreement, inside=inside) or "")


def _measure(agreement: Agreement) -> str:
    if agreement.tied:
        return str(agreement.tied.measure)
    waits = agreement.proposes_measure and not agreement.measure_id
    return _("Proposal for a new measure") if waits else ""
