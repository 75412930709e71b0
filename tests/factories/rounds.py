"""What a browser sends of an update round, and reading its page."""

import re

from plans.models import Plan

ROW = re.compile(r'<tr role="row" data-section="([^"]+)">(.*?)</tr>', re.S)
CELL = re.compile(r'data-count="([^"]+)"[^>]*>(\d+)<')


def round_data(plan: Plan, **changes) -> dict:
    data = {
        "name_fi": "Talven kierros",
        "period_from": "2024-07-01",
        "period_until": "2024-12-31",
        "opened_on": "2024-09-12",
        "deadline": "2024-10-01",
        "instructions": "Kertokaa lyhyesti.",
        "sections": list(plan.sections.values_list("pk", flat=True)),
    }
    return data | changes


def read_counts(markup: str) -> dict[str, dict[str, int]]:
    """Section → asked, answered, left."""
    return {slug: {name: int(count) for name, count in CELL.findall(row)} for slug, row in ROW.findall(markup)}


def shown_identifiers(markup: str) -> list[str]:
    return re.findall(r'data-identifier="([^"]+)"', markup)
