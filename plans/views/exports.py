"""What people take with them: the council's workbook, the one that they fill in, and the picture of the totals."""

from io import BytesIO

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from groups.permissions import Permission
from hyte.lib.clock import today
from hyte.lib.decorators import public_page
from hyte.lib.downloads import XLSX, attachment
from hyte.lib.models import LANGUAGES
from hyte.lib.pictures import FORMS, picture_answer
from hyte.lib.templatetags.hyte import day
from plans.access import get_plan, may_in_plan, require_in_plan
from plans.charts import TotalsChart, render_totals_svg, totals_chart
from plans.exports.council import council_report, render_xlsx
from plans.exports.implementation import implementation_of, render_fillable
from plans.models import Plan
from plans.views.monitoring import Monitoring, read_monitoring


@require_GET
def council_workbook(request: HttpRequest, slug: str) -> HttpResponse:
    plan = get_plan(request.user, slug)
    require_in_plan(request.user, Permission.EXPORT_COUNCIL, plan)
    with translation.override(chosen_language(request)):
        shown = read_monitoring(plan, request.GET, request.user, today=today())
        report = council_report(
            shown.narrowed,
            since=shown.since,
            filter_words=shown.filters.in_words(),
            remarks=shown.messages,
            made_by=str(request.user),
            made_at=timezone.now(),
        )
        file = BytesIO()
        render_xlsx(report, file)
        return attachment(file.getvalue(), f"{report.title}.xlsx", XLSX)


@require_GET
def implementation_workbook(request: HttpRequest, slug: str) -> HttpResponse:
    plan = get_plan(request.user, slug)
    require_in_plan(request.user, Permission.EXPORT_COUNCIL, plan)
    may_change = measures_to_change(request.user, plan)
    with translation.override(chosen_language(request)):
        implementation = implementation_of(
            plan, may_change=may_change, on=today(), made_by=str(request.user), made_at=timezone.now()
        )
        file = BytesIO()
        render_fillable(implementation, file)
        return attachment(file.getvalue(), f"{implementation.title}.xlsx", XLSX)


def measures_to_change(user, plan: Plan) -> set[int] | None:
    """The measures whose rows the user may bring back; None where it is the whole plan."""
    if may_in_plan(user, Permission.EDIT_PLAN, plan):
        return None
    return set(plan.measures.permitted(user, Permission.IMPORT_WORKBOOK).values_list("pk", flat=True))


@require_GET
@public_page
def totals_picture(request: HttpRequest, slug: str) -> HttpResponse:
    plan = get_plan(request.user, slug)
    asked = request.GET.get("muoto") or "svg"
    if asked not in FORMS:
        return _tell_format(request, plan, asked)
    shown = read_monitoring(plan, request.GET, request.user, today=today())
    svg = render_totals_svg(shown_chart(shown))
    name = _("%(plan)s, totals %(day)s") % {"plan": plan, "day": day(shown.on)}
    return picture_answer(request, svg, name, asked, back=reverse("plans:monitoring", args=[slug]))


def _tell_format(request: HttpRequest, plan: Plan, asked: str) -> HttpResponse:
    """A file has no place for a message, so the page of the same choices tells it."""
    query = request.GET.copy()
    del query["muoto"]
    told = _("“%(value)s” is not a format of the picture. Choose svg or png.")
    messages.warning(request, told % {"value": asked[:40]})
    return redirect(f"{reverse('plans:monitoring', args=[plan.slug])}?{query.urlencode()}")


def chosen_language(request: HttpRequest) -> str:
    """The language that the address asks for, else the page's."""
    asked = request.GET.get("kieli", "")
    return asked if asked in dict(LANGUAGES) else translation.get_language()


def shown_chart(shown: Monitoring) -> TotalsChart:
    """The totals as the page shows them, with the plan, the day and the filters told."""
    plan = shown.picture.plan
    words = [str(plan), _("Status on %(day)s") % {"day": day(shown.on)}, *shown.filters.in_words()]
    if plan.is_demo:
        words.append(_("Demo data"))
    return totals_chart(shown.narrowed.totals, " · ".join(words))
