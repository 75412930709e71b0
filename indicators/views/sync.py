"""Runs of fetching from Sotkanet, and titles that wait for somebody to accept them."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRefresh

from hyte.lib.tasks import worker_lives
from indicators.access import get_indicator, get_run, require_keeping
from indicators.imports.sync import start_run
from indicators.models import Indicator, SyncItem, SyncRun
from indicators.queries.runs import RunPicture, corrections_of, picture_of, runs_with_counts, waiting_titles
from indicators.services.sync_titles import accept_title, told_titles
from indicators.tasks import fetch_after_commit

RUNS_SHOWN = 30
CORRECTIONS_SHOWN = 100


@require_GET
def sync_runs(request: HttpRequest) -> HttpResponse:
    require_keeping(request.user)
    runs = runs_with_counts(SyncRun.objects.visible_to(request.user))
    page = Paginator(runs, RUNS_SHOWN).get_page(request.GET.get("sivu"))
    context = {
        "page": page,
        "going_on": SyncRun.objects.going_on().first(),
        "titles": [(indicator, told_titles(indicator)["fi"]) for indicator in waiting_titles()],
        "worker_lives": worker_lives(timezone.now()),
    }
    return render(request, "indicators/sync_runs.html", context)


@require_POST
def sync_start(request: HttpRequest) -> HttpResponse:
    require_keeping(request.user)
    now = timezone.now()
    run = start_run(SyncRun.Reason.BUTTON, by=request.user, at=now)
    fetch_after_commit(run)
    if run.job_queued_at != now:
        messages.info(request, _("A run was going on already, so no other was started: this is it."))
    return redirect(run)


@require_GET
def sync_run(request: HttpRequest, pk: int) -> HttpResponse:
    run = get_run(request.user, pk)
    if request.htmx and not run.is_busy:
        return HttpResponseClientRefresh()  # the work has ended while the page was looking on
    picture, now = picture_of(run), timezone.now()
    corrections = Paginator(corrections_of(picture.items), CORRECTIONS_SHOWN)
    context = {
        "run": run,
        "picture": picture,
        "told": told_of(picture),
        "took": duration(picture.seconds(now)),
        "page": corrections.get_page(request.GET.get("sivu")),
        "worker_lives": worker_lives(now),
    }
    return render(request, "indicators/sync_run.html", context)


def told_of(picture: RunPicture) -> dict[str, list]:
    """The run's items by the sections of its page, and those that stand in them with a title to accept."""
    by_state = picture.by_state
    return {
        "retitled": by_state.get(SyncItem.State.RETITLED, []),
        "failed": by_state.get(SyncItem.State.FAILED, []),
        "fetched": by_state.get(SyncItem.State.FETCHED, []),
        "unchanged": by_state.get(SyncItem.State.UNCHANGED, []),
        "open": by_state.get(SyncItem.State.RUNNING, []) + by_state.get(SyncItem.State.WAITING, []),
    }


def duration(seconds: int) -> str:
    if seconds < 60:
        return ngettext("%(seconds)s second", "%(seconds)s seconds", seconds) % {"seconds": seconds}
    return _("%(minutes)s min %(seconds)s s") % {"minutes": seconds // 60, "seconds": seconds % 60}


@require_http_methods(["GET", "POST"])
def indicator_title(request: HttpRequest, pk: int) -> HttpResponse:
    """Both titles side by side, and the button that takes the new one."""
    indicator = get_indicator(request.user, pk)
    require_keeping(request.user)
    refusal = ""
    if request.method == "POST":
        try:
            return accepted(request, accept_title(indicator, seen=request.POST.get("seen", ""), by=request.user))
        except ValidationError as error:
            refusal = " ".join(error.messages)
            indicator.refresh_from_db()
    context = {"indicator": indicator, "told": told_titles(indicator), "refusal": refusal}
    return render(request, "indicators/sync_title.html", context, status=409 if refusal else 200)


def accepted(request: HttpRequest, indicator: Indicator) -> HttpResponse:
    now = timezone.now()
    run = start_run(SyncRun.Reason.BUTTON, by=request.user, indicators=[indicator], at=now)
    fetch_after_commit(run)
    messages.success(request, _("The new title was accepted, and its figures are being fetched."))
    return redirect(run)
