"""What a plan, a goal or a measure goes on from, and as what."""

from dataclasses import dataclass

from groups.permissions import Permission
from groups.standing import standing_of
from plans.models import Goal, Measure, Plan, RollOver, RollOverChoice


@dataclass(frozen=True)
class Way:
    """``dropped`` is the reason why the next plan has it no more; "" where it has, or where there is no next plan."""

    earlier: list[Goal] | list[Measure]
    later: list[Goal] | list[Measure]
    dropped: str = ""


def way_of(record: Goal | Measure, user) -> Way:
    """Where the record came from and where it went, as far as the user may see those plans. Three queries."""
    kind, plan = ("measure", "plan") if isinstance(record, Measure) else ("goal", "section__plan")
    visible = Plan.objects.visible_to(user).values("pk")
    others = type(record).objects.filter(**{f"{plan}__in": visible}).select_related(plan)
    dropped = RollOverChoice.objects.filter(
        **{kind: record}, act=RollOverChoice.Act.DROP, rollover__carried_out_at__isnull=False
    )
    return Way(
        earlier=list(others.filter(**{f"later_successions__later_{kind}": record})),
        later=list(others.filter(**{f"earlier_successions__earlier_{kind}": record})),
        dropped=dropped.filter(rollover__plan__successor__in=visible).values_list("reason", flat=True).first() or "",
    )


def neighbours_of(plan: Plan, user) -> tuple[Plan | None, Plan | None]:
    """The plan before this one and the one after it, as far as the user may see them. One query."""
    visible = Plan.objects.visible_to(user)
    near = list(visible.filter(successor=plan) | visible.filter(pk=plan.successor_id))
    before = next((each for each in near if each.successor_id == plan.pk), None)
    return before, next((each for each in near if each.pk == plan.successor_id), None)


def rolls_over(plan: Plan, user) -> bool:
    """Whether the page of the next plan's preparation is of use to the user: it is begun, or the user may begin it."""
    standing = standing_of(user)
    if plan.county_id in standing.reach(Permission.EDIT_PLAN).counties and not plan.successor_id:
        return True
    inside = plan.county_id in standing.reach(Permission.VIEW_INTERNAL).counties
    return inside and RollOver.objects.filter(plan=plan).exists()
