"""Making the meetings of a term in one act."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from groups.access import makes_meetings, require
from groups.forms.meeting import mark_of
from groups.forms.series import Series, SeriesForm
from groups.queries.calendar import Term
from groups.queries.conflicts import conflicts_ahead
from groups.services.meetings import make_series
from hyte.lib.clock import today
from hyte.lib.form_pages import attempt
from hyte.lib.forms_again import kept_data, mark_saved


@require_http_methods(["GET", "POST"])
def series_create(request: HttpRequest) -> HttpResponse:
    """Show the pattern; then its days with what speaks against them; then make those that were kept."""
    require(makes_meetings(request.user))
    data = request.POST if request.method == "POST" else kept_data(request)
    form = SeriesForm(data, user=request.user, today=today(), initial=_initial(request))
    if data is None or not form.is_valid():
        return _page(request, form, None, status=200 if data is None else 422)
    series = Series(form, data)
    mark = _find_conflicts(request, series)
    if request.method != "POST" or data.get("step") != "make":
        return _page(request, form, series, mark=mark)
    return _make(request, form, series, data, mark)


def _initial(request: HttpRequest) -> dict:
    """The rest of the running term; from December and June on the next one."""
    term = Term.of(today())
    if today().month in (6, 7, 12):
        term = term.after
    return {"first": max(today(), term.first), "last": term.last, "groups": request.GET.getlist("ryhma")}


def _find_conflicts(request: HttpRequest, series: Series) -> str:
    """Give each row what speaks against it; return a mark of all that speaks against the kept ones."""
    found = conflicts_ahead(series.slots(), on=today(), user=request.user)
    for row in series.rows:
        row.conflicts = found.get(row.on, [])
    return mark_of(conflict for row in series.rows if row.is_kept for conflict in row.conflicts)


def _make(request: HttpRequest, form: SeriesForm, series: Series, data: QueryDict, mark: str) -> HttpResponse:
    kept = [row for row in series.rows if row.is_kept]
    if not kept:
        form.refuse(ValidationError(_("No day is chosen: tick those on which the groups meet.")))
    elif not all(row.is_valid() for row in kept):
        form.refuse(ValidationError(_("Check the chosen days.")))
    elif any(row.conflicts for row in kept) and data.get("mark") != mark:
        form.refuse(
            ValidationError(_("What speaks against the chosen days has changed. Look at them and make the meetings."))
        )
    elif attempt(form, lambda: make_series(series.meetings(), at=timezone.now(), by=request.user)):
        text = ngettext("%(count)s meeting was made.", "%(count)s meetings were made.", len(kept))
        messages.success(request, text % {"count": len(kept)})
        mark_saved(request)
        return redirect(f"{reverse('groups:calendar')}?kausi={Term.of(kept[0].on).key}")
    return _page(request, form, series, mark=mark, status=422)


def _page(
    request: HttpRequest, form: SeriesForm, series: Series | None, *, mark: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "series": series,
        "mark": mark,
        "kept": sum(row.is_kept for row in series.rows) if series else 0,
        "back": reverse("groups:calendar"),
        "county": series.county if series else None,
    }
    return render(request, "groups/series_form.html", context, status=status)
