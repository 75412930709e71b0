"""The sheet that tells how to fill the workbook in."""

from django.utils.translation import gettext as _

from hyte.lib.sheets import MOMENT, TEXT, TITLE, Column, Look, Sheet
from plans.exports.implementation.lines import Implementation
from plans.exports.implementation.measures import reasons
from plans.workbook.columns import Column as WorkbookColumn

LABEL = Look(bold=True)
WIDTHS = (30, 84, 22)


def write_help(sheet: Sheet, implementation: Implementation) -> None:
    sheet.set_widths(WIDTHS)
    sheet.write((_("How to fill in the workbook"), TITLE))
    sheet.write()
    for label, text in advice(implementation):
        sheet.write((label, LABEL), (text, TEXT))
    sheet.write((_("Made by"), LABEL), (implementation.made_by, TEXT))
    sheet.write((_("Made at"), LABEL), (implementation.made_at.replace(tzinfo=None), MOMENT))
    sheet.write()
    sheet.write_table(help_columns(implementation), implementation.columns)


def advice(implementation: Implementation) -> list[tuple[str, str]]:
    locks = {line.lock for line in implementation.lines}
    lines = [
        (_("Fill in"), _("Write in the white cells. The grey ones are locked: they tell what the row is about.")),
        (
            _("Choose"),
            _("Status, progress, main responsible and people have a list: choose the cell and open the arrow."),
        ),
        (
            _("Bring back"),
            _(
                "Save the workbook and bring it in on the page where you fetched it. You see everything that would change "
                "before anything does."
            ),
        ),
        (
            _("What is brought in"),
            _(
                "Only the cells that you change. What others have changed meanwhile stays; where you have changed the same "
                "cell, you are asked. A cell that you empty is emptied in the plan, too."
            ),
        ),
        (
            _("Status"),
            _("A change in the cells of the status makes a new update. The public sees it once it is published."),
        ),
        (_("New measures"), _new_measures(implementation)),
        (
            _("Sort and filter"),
            _(
                "Filters work as they are. Excel sorts only when the protection is off: Review, Unprotect Sheet. "
                "There is no password, and the workbook can be brought in either way."
            ),
        ),
        (
            _("No client data"),
            _("Write nothing by which a client could be known. Internal notes aren't in the workbook."),
        ),
    ]
    return lines + [(_("Locked row"), reason) for lock, reason in reasons().items() if lock in locks]


def _new_measures(implementation: Implementation) -> str:
    if implementation.plan.is_approved or implementation.limited:
        return _("Write them on the empty rows at the end. They become proposals, which the coordinator answers.")
    return _("Write them on the empty rows at the end, with their section and goal.")


def help_columns(implementation: Implementation) -> list[Column[WorkbookColumn]]:
    fill = {True: _("Open"), False: _("Locked")}
    return [
        Column(_("Column"), WIDTHS[0], lambda column: str(column.heading), LABEL),
        Column(_("What it tells"), WIDTHS[1], lambda column: str(column.help)),
        Column(_("Open or locked"), WIDTHS[2], lambda column: fill[implementation.may_fill_column(column)]),
    ]
