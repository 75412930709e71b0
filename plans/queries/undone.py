"""What undone imports had made: it is gone, and may come back as it was."""

from collections import defaultdict

from django.db.models import Model

from plans.models import Plan, WorkbookImport


def undone_ids(plan: Plan, model: type[Model]) -> set[int]:
    """Ids of the records that undone imports had made and that no import standing now has made again."""
    found: dict[str, set[int]] = defaultdict(set)
    imports = WorkbookImport.objects.filter(plan=plan).exclude(state=WorkbookImport.State.OPEN).order_by()
    for state, created in imports.values_list("state", "journal__created"):
        found[state].update((created or {}).get(model._meta.label_lower, ()))
    return found[WorkbookImport.State.UNDONE] - found[WorkbookImport.State.APPLIED]
