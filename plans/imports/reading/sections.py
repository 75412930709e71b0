"""Which section of the plan the title of a sheet, or of a part of a table, names."""

import re
from difflib import get_close_matches

from plans.models import Plan, Section
from plans.workbook.words import plain

ALIKE = 0.85
NEW = "new:"  # before the name of a section that the plan doesn't have yet
# Names that spreadsheets give and that say what the file is, not which section: no section is made of them.
GENERAL = re.compile(
    r"(?:taul|taulu|taulukko|sheet|blad|kalkylblad|tabell|table|data|plan|suunnitelma|toimenpiteet|toimenpide|toimeenpano\w*"
    r"|seuranta\w*|åtgärder|verkställighet\w*|uppföljning|measures|implementation|monitoring)\s*\d*"
)


def names_of(section: Section) -> set[str]:
    """Plain texts by which a section is known."""
    texts = (section.name_fi, section.name_sv, section.name_en, section.slug, str(section.age_group or ""))
    return {name for text in texts if (name := plain(text))}


def names_in(plan: Plan) -> dict[str, str]:
    """Slugs of the plan's sections by their plain names."""
    sections = plan.sections.select_related("age_group")
    return {name: section.slug for section in sections for name in names_of(section)}


def section_named(title: str, names: dict[str, str]) -> str:
    """The slug of the section that a sheet's title names, with a number or year beside it or cut to a tab's length; or ""."""
    text = plain(re.sub(r"\d+", " ", title))
    if not text:
        return ""
    within = {
        slug for name, slug in names.items() if f" {name} " in f" {text} " or (len(text) >= 8 and name.startswith(text))
    }
    if len(within) == 1:
        return within.pop()
    near = get_close_matches(text, names, 1, ALIKE)
    return names[near[0]] if near else ""


def may_name_section(title: str) -> bool:
    return not GENERAL.fullmatch(plain(title))
