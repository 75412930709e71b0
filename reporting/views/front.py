"""The front page and the pages that belong to the whole."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from hyte.lib.clock import today
from hyte.lib.decorators import public_page
from reporting.concerns import concerns_of
from reporting.front import current_plans, news_of, reportable_ids


@require_GET
@public_page
def front_page(request: HttpRequest) -> HttpResponse:
    """What concerns me now; to the public the plans that run, with their totals."""
    plans = current_plans(request.user, today())
    concerns = concerns_of(request.user, today())
    reportable = reportable_ids(request.user) - concerns.asked
    news = [news_of(plan, request.user, today(), reportable=reportable) for plan in plans]
    news.sort(key=lambda each: (not each.picture.staff, not each.tasks))
    counties = {each.plan.county for each in news}
    county = counties.pop() if len(counties) == 1 else None
    context = {"news": news, "concerns": concerns, "county": county, "today": today()}
    return render(request, "reporting/front_page.html", context)


@require_GET
@public_page
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "reporting/privacy.html", {"contact_email": settings.CONTACT_EMAIL})


@require_GET
@public_page
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "reporting/accessibility.html", {"contact_email": settings.CONTACT_EMAIL})
