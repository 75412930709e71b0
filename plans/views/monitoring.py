"""The live table of measures with totals, on any day."""

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from groups.permissions import Permission
from hyte.lib.clock import today
from hyte.lib.decorators import public_page
from hyte.lib.paging import read_page
from plans.access import get_plan, may_import, may_in_plan
from plans.charts import render_totals_figure, totals_chart
from plans.models import Plan
from plans.queries.changes import Change, changes_in
from plans.queries.filters import Filters, day_text, parse_filters, read_day
from plans.queries.picture import Picture, Row, picture_of
from plans.views.lines import change_line, lines_of
from plans.views.sorting import SORTS, read_sort

TEMPLATE = "plans/monitoring.html"
ALL_ROWS_UP_TO = 300
PAGE_SIZE = 100


@dataclass
class Monitoring:
    """What the page shows: the picture, the rows that the filters keep, and what was asked."""

    picture: Picture
    filters: Filters
    rows: list[Row]
    on: date
    since: date | None
    messages: list[str]

    @property
    def narrowed(self) -> Picture:
        """The picture of what is shown: with filters only the measures kept, and their goals."""
        return self.picture.narrowed_to(self.rows) if self.filters.active else self.picture


def read_monitoring(plan: Plan, query: QueryDict, user, *, today: date) -> Monitoring:
    """Read what an address of monitoring asks for; what can't be understood is told in ``messages``."""
    messages: list[str] = []
    on = read_day(query.get("pvm", ""), _("Day"), messages) or today
    since = read_day(query.get("vertaa", ""), _("Compare with"), messages)
    if since and since >= on:
        messages.append(
            _("The day to compare with must be earlier than the day shown, so the comparison was left out.")
        )
        since = None
    picture = picture_of(plan, on, user=user, since=since)
    filters = parse_filters(query, picture)
    return Monitoring(picture, filters, filters.apply(picture.rows), on, since, messages + filters.messages)


@require_GET
@public_page
def monitoring(request: HttpRequest, slug: str) -> HttpResponse:
    plan = get_plan(request.user, slug)
    shown = read_monitoring(plan, request.GET, request.user, today=today())
    template = TEMPLATE + "#monitoring" if request.htmx and not request.htmx.boosted else TEMPLATE
    return render(request, template, monitoring_context(request, shown))


def monitoring_context(request: HttpRequest, shown: Monitoring) -> dict:
    plan, narrowed = shown.picture.plan, shown.narrowed
    sort = read_sort(request.GET.get("jarjestys", ""), shown.messages)
    page = page_of(sort.applied(shown.rows), request.GET, shown.messages)
    changes = shown_changes(shown)
    may_edit = may_in_plan(request.user, Permission.EDIT_PLAN, plan)
    day = _("Status on %(day)s") % {"day": day_text(shown.on)}
    return {
        "plan": plan,
        "county": plan.county,
        "shown": shown,
        "picture": shown.picture,
        "filters": shown.filters,
        "filter_words": shown.filters.in_words(),
        "totals": narrowed.totals,
        "total": narrowed.total,
        "chart": render_totals_figure(totals_chart(narrowed.totals, day)),
        "lines": lines_of(page.object_list, shown.on, staff=shown.picture.staff, grouped=sort.by_plan),
        "page": page,
        "row_count": len(shown.rows),
        "sorts": SORTS,
        "sort": sort,
        "changes": [change_line(each) for each in changes],
        "status_changes": sum(each.is_new or each.status_changed for each in changes),
        "column_count": 6 + may_edit,
        "is_today": shown.on == today(),
        "may_edit": may_edit,
        "may_export": may_in_plan(request.user, Permission.EXPORT_COUNCIL, plan),
        "may_import": may_import(request.user, plan),
    }


def shown_changes(shown: Monitoring) -> list[Change]:
    """The changes of the rows that the filters keep, those of status first."""
    if not shown.since:
        return []
    kept = {row.measure.pk for row in shown.rows}
    changes = [change for change in changes_in(shown.picture, shown.since) if change.row.measure.pk in kept]
    return sorted(changes, key=lambda change: not (change.is_new or change.status_changed))


def page_of(rows: list[Row], query: QueryDict, messages: list[str]) -> Page:
    """All rows up to 300; beyond that pages of 100, unless everything is asked for."""
    everything = len(rows) <= ALL_ROWS_UP_TO or "kaikki" in query
    paginator = Paginator(rows, max(len(rows), 1) if everything else PAGE_SIZE)
    return read_page(paginator, query.get("sivu", ""), messages)
