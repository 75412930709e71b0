"""Who answers in a plan, and what the end of an organisation would move."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from groups.models import Organisation
from plans.models import Measure, Plan, Responsibility


def answerers_of(plan: Plan) -> QuerySet[Organisation]:
    """Organisations with a part in the plan's measures, with counts ``mains`` and ``others``."""
    mine = Q(responsibilities__measure__plan=plan, responsibilities__ended_on=None)
    main = Q(responsibilities__kind=Responsibility.Kind.MAIN)
    return (
        Organisation.objects.filter(mine)
        .annotate(
            mains=Count("responsibilities", filter=mine & main), others=Count("responsibilities", filter=mine & ~main)
        )
        .order_by("-mains", "-others", "name_fi")
    )


@dataclass(frozen=True)
class ComingMove:
    """What an organisation's end would move; ``shared`` are the measures in which the successor already has a part."""

    total: int
    plans: list[tuple[Plan, int]]
    shared: list[Measure]


def coming_move(organisation: Organisation, successor: Organisation | None) -> ComingMove:
    held = Responsibility.objects.in_force().filter(organisation=organisation).select_related("measure__plan")
    counts = Counter(each.measure.plan for each in held)
    also = Responsibility.objects.in_force().filter(organisation=successor, measure__in=held.values("measure"))
    shared = Measure.objects.filter(pk__in=also.values("measure")).in_plan_order() if successor else []
    return ComingMove(counts.total(), counts.most_common(), list(shared))
