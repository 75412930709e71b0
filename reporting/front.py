"""What concerns the reader now."""

from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from groups.permissions import Permission
from groups.standing import standing_of
from plans.access import may_in_plan
from plans.models import Measure, Plan, Progress, PromiseProposal, Proposal
from plans.queries.hints import STALE_AFTER, is_late, is_stale
from plans.queries.picture import Picture, Row, picture_of
from reporting.queries.in_lines import SectionLines, in_lines

SHOWN_TASKS = 10
BEHIND = (Progress.DELAYED, Progress.STALLED)
GOING_ON = "tila=not_started&tila=starting&tila=in_progress"


@dataclass(frozen=True)
class Gap:
    """Something of a plan that somebody should look at: how many measures, and the filters that list them."""

    name: str
    count: int
    query: str


@dataclass
class PlanNews:
    """A plan that runs now: its picture, what the reader should update, for staff what is missing, for others its lines."""

    picture: Picture
    tasks: list[Row] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    late: int = 0
    unpublished: int = 0
    proposals: int = 0
    coordinates: bool = False
    lines: list[SectionLines] = field(default_factory=list)

    @property
    def plan(self) -> Plan:
        return self.picture.plan

    @property
    def shown_tasks(self) -> list[Row]:
        return self.tasks[:SHOWN_TASKS]


def current_plans(user, on: date) -> list[Plan]:
    """Main plans that are valid on the day: of the reader's own counties, or all that are open to those who have none."""
    valid = Plan.objects.main().visible_to(user).filter(valid_from__lte=on, valid_until__gte=on)
    plans = list(valid.select_related("county").order_by("county__order", "county__name_fi", "-valid_from"))
    own = {plan.pk for plan in plans if standing_of(user).acts_in(plan.county_id)}
    own |= set(
        Measure.objects.permitted(user, Permission.REPORT_STATUS).filter(plan__in=plans).values_list("plan", flat=True)
    )
    return [plan for plan in plans if plan.pk in own] or plans


def news_of(plan: Plan, user, on: date, *, reportable: set[int]) -> PlanNews:
    """``reportable``: ids of the measures on which the user may report."""
    picture = picture_of(plan, on, user=user)
    news = PlanNews(picture)
    news.tasks = [row for row in picture.rows if row.measure.pk in reportable and is_stale(row, on)]
    if picture.staff:
        news.gaps = gaps_of(picture, on)
        news.late = sum(is_late(row, on) for row in picture.rows)
    else:
        news.lines = in_lines(picture)
    if may_in_plan(user, Permission.EDIT_PLAN, plan):
        news.coordinates = True
        news.unpublished = sum(bool(row.update and not row.update.is_published) for row in picture.rows)
        news.proposals = Proposal.objects.open().filter(measure__plan=plan).count()
        news.proposals += PromiseProposal.objects.open().filter(plan=plan).count()
    return news


def gaps_of(picture: Picture, on: date) -> list[Gap]:
    stale_since = on - STALE_AFTER
    rows = picture.rows
    return [
        Gap(_("without main responsible"), sum(row.main is None for row in rows), "ilman=vastuuta"),
        Gap(
            _("not updated for four months"),
            sum(is_stale(row, on) for row in rows),
            f"paivittamatta={stale_since}&{GOING_ON}",
        ),
        Gap(_("without indicator"), sum(not row.measure.has_indicator for row in rows), "ilman=mittaria"),
        Gap(
            _("delayed or stalled"),
            sum(row.progress in BEHIND for row in rows),
            "eteneminen=delayed&eteneminen=stalled",
        ),
    ]


def reportable_ids(user) -> set[int]:
    if not user.is_authenticated:
        return set()
    return set(Measure.objects.permitted(user, Permission.REPORT_STATUS).values_list("pk", flat=True))
