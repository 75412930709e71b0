"""The last sheet: what the workbook is of, and who made it when."""

from django.utils.translation import gettext as _

from hyte.lib.sheets import DAY, MOMENT, TEXT, TITLE, Look, Sheet, Value
from plans.exports.council.report import CouncilReport

LABEL = Look(bold=True)
WIDTHS = (28, 96)


def write_about(sheet: Sheet, report: CouncilReport) -> None:
    sheet.set_widths(WIDTHS)
    sheet.write((str(report.plan), TITLE))
    sheet.write()
    for label, value, look in about_lines(report):
        sheet.write((label, LABEL), (value, look))


def about_lines(report: CouncilReport) -> list[tuple[str, Value, Look]]:
    plan, since = report.plan, report.since
    source = _(
        "The status updates of the plan's measures: of each measure the newest one that was true on the day, "
        "as it was known when the workbook was made."
    )
    lines = [
        (_("Plan"), plan.name, TEXT),
        (_("County"), plan.county.name, TEXT),
        (_("Status on the day"), report.picture.on, DAY),
        (_("Compared with the day"), since or _("No day was chosen to compare with."), DAY),
        (_("Filters"), "\n".join(report.filter_words) or _("None: all measures in force on the day."), TEXT),
        (_("Made by"), report.made_by, TEXT),
        (_("Made at"), report.made_at.replace(tzinfo=None), MOMENT),
        (_("Source"), source, TEXT),
        (_("Left out"), _("Internal notes, working texts and contact details."), TEXT),
    ]
    lines += [(_("Note"), remark, TEXT) for remark in report.remarks]
    if plan.is_demo:
        note = _("The wording is made for a demonstration. It isn't the county's own text.")
        lines.append((_("Demo data"), note, TEXT))
    return lines
