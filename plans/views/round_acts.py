"""What the coordinator does to an update round: opens, changes, reminds, closes, deletes."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from groups.tasks import deliver_after_commit
from hyte.lib.clock import today
from hyte.lib.form_pages import sent
from hyte.lib.forms_again import kept_initial
from plans.access import get_plan_to_edit, get_round_to_edit
from plans.forms.round import RoundForm
from plans.models import Plan, UpdateRound
from plans.queries.rounds import closing_of
from plans.services.round_reminders import plan_round_reminders, send_round_reminders
from plans.services.rounds import (
    close_round,
    delete_round,
    refusal_to_close,
    refusal_to_delete_round,
    save_round,
)
from plans.views.edit.pages import delete_page, form_page

LASTS = timedelta(days=28)


@require_http_methods(["GET", "POST"])
def update_round_create(request: HttpRequest, slug: str) -> HttpResponse:
    plan = get_plan_to_edit(request.user, slug)
    initial = _proposed(plan) | kept_initial(request)
    form = RoundForm(sent(request), instance=UpdateRound(plan=plan), plan=plan, initial=initial)
    return _edit(request, form, plan, title=_("Open an update round"), submit=_("Open the round"))


def _proposed(plan: Plan) -> dict:
    """The time since the last round, all sections, four weeks to answer."""
    last = plan.update_rounds.first()
    start = last.period_until + timedelta(days=1) if last else plan.valid_from
    return {
        "period_from": min(start, today()),
        "period_until": today(),
        "opened_on": today(),
        "deadline": today() + LASTS,
        "sections": list(plan.sections.values_list("pk", flat=True)),
    }


@require_http_methods(["GET", "POST"])
def update_round_edit(request: HttpRequest, pk: int) -> HttpResponse:
    changed = get_round_to_edit(request.user, pk)
    if not changed.is_open:
        messages.error(request, _("The round has been closed, so it can't be changed any more."))
        return redirect(changed)
    form = RoundForm(sent(request), instance=changed, plan=changed.plan, initial=kept_initial(request))
    return _edit(request, form, changed.plan, title=str(changed), submit=_("Save the round"))


def _edit(request: HttpRequest, form: RoundForm, plan: Plan, *, title: str, submit: str) -> HttpResponse:
    new = form.instance.pk is None
    return form_page(
        request,
        form,
        lambda: save_round(form.instance, form.cleaned_data["sections"], by=request.user, today=today()),
        plan=plan,
        title=title,
        back=reverse("plans:update-round-list", args=[plan.slug]) if new else form.instance.get_absolute_url(),
        done=_("The round was opened. Next you can remind those who are asked.") if new else _("The round was saved."),
        then=lambda: form.instance.get_absolute_url(),
        submit=submit,
    )


@require_http_methods(["GET", "POST"])
def update_round_remind(request: HttpRequest, pk: int) -> HttpResponse:
    """Who would get what; sent when it is confirmed."""
    reminded = get_round_to_edit(request.user, pk)
    if not reminded.is_open:
        messages.error(request, _("The round has been closed, so nobody is reminded any more."))
        return redirect(reminded)
    if request.method == "POST":
        return _remind(request, reminded)
    context = {
        "round": reminded,
        "plan": reminded.plan,
        "county": reminded.plan.county,
        "title": _("Remind"),
        "planned": plan_round_reminders(reminded, today()),
        "today": today(),
    }
    return render(request, "plans/rounds/remind.html", context)


def _remind(request: HttpRequest, reminded: UpdateRound) -> HttpResponse:
    try:
        notices = send_round_reminders(reminded, on=today(), at=timezone.now(), by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(reminded)
    for notice in notices:
        deliver_after_commit(notice)
    if notices:
        told = ngettext("%(count)s mail is on its way.", "%(count)s mails are on their way.", len(notices))
        messages.success(request, told % {"count": len(notices)})
    else:
        messages.info(request, _("There was nobody to remind: all have answered or were reminded lately."))
    return redirect(reminded)


@require_http_methods(["GET", "POST"])
def update_round_close(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what closing would do to how many things; close when it is confirmed."""
    closing = get_round_to_edit(request.user, pk)
    if request.method == "POST":
        try:
            close_round(closing, on=today(), at=timezone.now(), by=request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("The round was closed. What stood in it is kept and never moves."))
        return redirect(closing)
    if not closing.is_open:
        messages.info(request, refusal_to_close(closing, today()))
        return redirect(closing)
    context = {
        "round": closing,
        "plan": closing.plan,
        "county": closing.plan.county,
        "title": _("Close the round"),
        "closing": closing_of(closing, today()),
        "refusal": refusal_to_close(closing, today()),
        "today": today(),
    }
    return render(request, "plans/rounds/close.html", context)


@require_http_methods(["GET", "POST"])
def update_round_delete(request: HttpRequest, pk: int) -> HttpResponse:
    deleted = get_round_to_edit(request.user, pk)
    return delete_page(
        request,
        deleted,
        plan=deleted.plan,
        name=str(deleted),
        back=reverse("plans:update-round-list", args=[deleted.plan.slug]),
        act=lambda: delete_round(deleted, by=request.user),
        refusal=refusal_to_delete_round(deleted),
    )
