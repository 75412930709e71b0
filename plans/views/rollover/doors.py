"""The door to a roll-over that is being prepared."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from plans.access import get_plan_to_edit
from plans.models import RollOver


def being_prepared(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give the view the plan and its roll-over, for those who edit the plan; once it is carried out, lead back to it."""

    @wraps(view)
    def guarded(request: HttpRequest, slug: str, **others) -> HttpResponse:
        plan = get_plan_to_edit(request.user, slug)
        rollover = get_object_or_404(RollOver, plan=plan)
        rollover.plan = plan
        if rollover.is_carried_out:
            messages.info(request, _("The next plan has been made already, so the choices don't change any more."))
            return redirect(rollover)
        return view(request, plan, rollover, **others)

    return guarded
