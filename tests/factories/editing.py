"""What the coordinator's forms send."""

from plans.models import Goal, Measure
from tests.factories.status import TODAY

NEW_DECISION = {"new_on": "2024-03-15", "new_title_fi": "Uusi päätös", "new_section_number": "12"}


def plan_data(**changes) -> dict:
    return {
        "name_fi": "Kulttuurisuunnitelma",
        "kind": "culture",
        "valid_from": "2024-01-01",
        "valid_until": "2026-12-31",
    } | changes


def goal_data(**changes) -> dict:
    return {"identifier": "T9", "wording_fi": "Uusi tavoite"} | changes


def measure_data(**changes) -> dict:
    return {"identifier": "T1.9", "wording_fi": "Uusi toimenpide", "in_force_from": "2024-02-01"} | changes


def wording_data(record: Goal | Measure, **changes) -> dict:
    return {"wording_fi": record.wording_fi, "wording_sv": record.wording_sv} | changes


__all__ = ["NEW_DECISION", "TODAY", "goal_data", "measure_data", "plan_data", "wording_data"]
