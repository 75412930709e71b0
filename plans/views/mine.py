"""The measures that somebody reports on."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from hyte.lib.clock import today
from hyte.lib.paging import read_page
from plans.queries.asked import RoundAsk, asks_of
from plans.queries.filters import read_day
from plans.queries.hints import is_late, is_stale
from plans.queries.mine import is_own, my_rows
from plans.queries.picture import Row

PAGE_SIZE = 100


@require_GET
def my_measures(request: HttpRequest) -> HttpResponse:
    told: list[str] = []
    since = read_day(request.GET.get("paivittamatta", ""), _("Not updated since"), told)
    rows = my_rows(request.user, today(), not_updated_since=since)
    page = read_page(Paginator(rows, PAGE_SIZE), request.GET.get("sivu", ""), told)
    rounds = asks_of(request.user, today())
    context = {
        "place": "my-measures",
        "rounds": rounds,
        "today": today(),
        "groups": _grouped(page.object_list, request.user, rounds),
        "page": page,
        "row_count": len(rows),
        "since": since,
        "filter_messages": told,
    }
    return render(request, "plans/my_measures.html", context)


def _grouped(rows: list[Row], user, rounds: list[RoundAsk]) -> list[dict]:
    """The rows under headings: the user's own, then each section of each plan; a row knows its hints and what is asked."""
    asks = {ask.measure.pk: (asked.update_round, ask.answer) for asked in rounds for ask in asked.asks}
    groups: list[dict] = []
    for row in rows:
        section = None if is_own(row.measure, user) else row.section
        if not groups or groups[-1]["section"] != section:
            groups.append({"section": section, "plan": row.measure.plan, "rows": []})
        asked, answer = asks.get(row.measure.pk, (None, None))
        hints = {"is_late": is_late(row, today()), "is_stale": is_stale(row, today())}
        groups[-1]["rows"].append({"row": row, "asked": asked, "answer": answer, **hints})
    return groups
