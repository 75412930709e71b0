"""Following measures, goals and groups, and the page of what one follows."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from groups.access import get_group
from hyte.lib.clock import today
from plans.access import get_goal, get_measure
from plans.queries.follow import KINDS, changes_followed, followed_by, is_followed
from plans.services.follow import set_follow

GETTERS: dict[str, Callable[..., models.Model]] = {"measure": get_measure, "goal": get_goal, "group": get_group}
SHOWN = timedelta(days=28)
LIST = "seuratut"  # the value of ``takaisin`` that leads back to the page of what one follows


@require_POST
def follow(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Follow or stop: what the button says; without a word the other of the two."""
    if kind not in GETTERS:
        raise Http404
    thing = GETTERS[kind](request.user, pk)
    wanted = request.POST.get("seuraa", "")
    follows = wanted == "1" if wanted in ("0", "1") else not is_followed(request.user, thing)
    set_follow(request.user, thing, follows=follows)
    if request.htmx and not request.htmx.boosted:
        return render(request, "plans/includes/follow_button.html", button_context(thing, follows=follows))
    return redirect("plans:followed") if request.POST.get("takaisin") == LIST else redirect(thing)


def button_context(thing: models.Model, *, follows: bool) -> dict:
    return {"thing": thing, "kind": KINDS[type(thing)], "follows": follows}


@require_GET
def followed(request: HttpRequest) -> HttpResponse:
    context = {
        "place": "followed",
        "followed": followed_by(request.user),
        "changes": changes_followed(request.user, weeks_back()),
        "weeks": SHOWN.days // 7,
    }
    return render(request, "plans/followed.html", context)


def weeks_back() -> datetime:
    return timezone.make_aware(datetime.combine(today() - SHOWN, datetime.min.time()))
