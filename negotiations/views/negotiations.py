"""The pages of the negotiations."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from groups.models import Meeting
from groups.standing import standing_of
from groups.tasks import deliver_after_commit
from hyte.lib.clock import today
from hyte.lib.decorators import public_page
from hyte.lib.form_pages import form_page, sent
from hyte.lib.forms_again import kept_initial
from hyte.lib.models import Publication
from negotiations.access import (
    get_negotiation,
    get_negotiation_to_run,
    get_round_to_run,
    negotiates,
    negotiates_somewhere,
    reads_inside,
)
from negotiations.forms.negotiation import CancelForm, NegotiationForm
from negotiations.models import Negotiation
from negotiations.queries.agreements import on_the_table
from negotiations.queries.highlights import highlights_of
from negotiations.queries.negotiations import next_step, parties_of, rounds_of, topic_parts
from negotiations.services.invitations import tell_cancellation, tell_change
from negotiations.services.negotiations import (
    cancel_negotiation,
    change_publication,
    hold_negotiation,
    make_negotiation,
    save_negotiation,
)

PLACE = "negotiations"
FORM = "negotiations/form.html"


@public_page
@require_GET
def negotiation_list(request: HttpRequest) -> HttpResponse:
    context = {
        "rounds": rounds_of(request.user),
        "runs": negotiates_somewhere(request.user),
        "is_staff": bool(standing_of(request.user).staff_counties),
        "today": today(),
        "place": PLACE,
    }
    return render(request, "negotiations/list.html", context)


@public_page
@require_GET
def negotiation_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """To staff all of it; to others what has been published: parties, programme, highlights, topics, agreements."""
    negotiation, on = get_negotiation(request.user, pk), today()
    inside = reads_inside(request.user, negotiation.round.county_id)
    parties, memo = list(parties_of(negotiation)), getattr(negotiation, "memo", None)
    runs = negotiates(request.user, negotiation.round.county_id)
    table = on_the_table(negotiation)
    context = {
        "negotiation": negotiation,
        "meeting": negotiation.meeting,
        "round": negotiation.round,
        "county": negotiation.county,
        "place": PLACE,
        "inside": inside,
        "runs": runs,
        "parties": parties,
        "memo": memo,
        "materials": negotiation.materials.all() if inside else (),
        "parts": topic_parts(table.own),
        "has_agreements": bool(table.own),
        "carried": table.carried if inside else (),
        "themes": () if inside else highlights_of(negotiation.round),
        "scenarios": negotiation.scenarios.visible_to(request.user) if inside else (),
        "step": next_step(negotiation, memo, parties, on) if runs else None,
        "today": on,
        "may_hold": runs and negotiation.on <= on and not negotiation.meeting.is_cancelled,
    }
    return render(request, "negotiations/negotiation.html", context)


@public_page
@require_GET
def of_meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """Calendars know the meeting: they are led to its negotiation."""
    meeting = get_object_or_404(Meeting, pk=pk, is_negotiation=True)
    return redirect(get_negotiation(request.user, meeting.negotiation.pk))


@require_http_methods(["GET", "POST"])
def negotiation_create(request: HttpRequest, pk: int) -> HttpResponse:
    round_ = get_round_to_run(request.user, pk)
    asked = {"title": round_.name, "starts": "13:00", "ends": "16:00"} | kept_initial(request)
    form = NegotiationForm(sent(request), instance=Negotiation(round=round_), initial=asked, today=today())
    return form_page(
        request,
        form,
        lambda: make_negotiation(
            form.instance,
            form.meeting,
            form.cleaned_data["organisations"],
            scenarios=form.cleaned_data.get("scenarios"),
            at=timezone.now(),
            by=request.user,
        ),
        title=_("New negotiation"),
        back=round_.get_absolute_url(),
        done=_("The negotiation was made. Nobody has been invited yet."),
        then=lambda: form.instance.get_absolute_url(),
        template=FORM,
        place=PLACE,
        county=round_.county,
        round=round_,
    )


@require_http_methods(["GET", "POST"])
def negotiation_edit(request: HttpRequest, pk: int) -> HttpResponse:
    negotiation, at = get_negotiation_to_run(request.user, pk), timezone.now()
    form = NegotiationForm(sent(request), instance=negotiation, initial=kept_initial(request), today=today())

    def then() -> str:
        if form.meeting.changed_at == at:
            _deliver(request, tell_change(negotiation, at=at, by=request.user))
        return negotiation.get_absolute_url()

    return form_page(
        request,
        form,
        lambda: save_negotiation(
            form.instance, form.meeting, scenarios=form.cleaned_data.get("scenarios"), at=at, by=request.user
        ),
        title=_("Change the negotiation"),
        back=negotiation.get_absolute_url(),
        done=_("The negotiation was saved."),
        then=then,
        template=FORM,
        place=PLACE,
        county=negotiation.county,
        round=negotiation.round,
        negotiation=negotiation,
    )


@require_http_methods(["GET", "POST"])
def negotiation_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    negotiation, at = get_negotiation_to_run(request.user, pk), timezone.now()
    form = CancelForm(sent(request), initial=kept_initial(request))

    def then() -> str:
        _deliver(request, tell_cancellation(negotiation, at=at, by=request.user))
        return negotiation.get_absolute_url()

    return form_page(
        request,
        form,
        lambda: cancel_negotiation(negotiation, reason=form.cleaned_data["reason"], at=at, by=request.user),
        title=_("Cancel the negotiation"),
        back=negotiation.get_absolute_url(),
        done=_("The negotiation was cancelled."),
        then=then,
        template="negotiations/form.html",
        place=PLACE,
        county=negotiation.county,
        negotiation=negotiation,
        intro=_("Those who have been invited get a mail of it. What the parties have written stays."),
        submit=_("Cancel the negotiation"),
    )


@require_POST
def negotiation_held(request: HttpRequest, pk: int) -> HttpResponse:
    negotiation = get_negotiation_to_run(request.user, pk)
    try:
        hold_negotiation(negotiation, on=today(), by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("The negotiation was marked as held. Next comes the memo."))
    return redirect(reverse("negotiations:memo", args=[negotiation.pk]))


@require_POST
def negotiation_publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish, or take back what has been published."""
    negotiation = get_negotiation_to_run(request.user, pk)
    state = Publication.INTERNAL if negotiation.is_open else Publication.PUBLIC
    try:
        change_publication(negotiation, state, at=timezone.now(), by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        public = _("The negotiation and its agreements are public now.")
        messages.success(request, public if negotiation.is_open else _("The negotiation isn't public any more."))
    return redirect(negotiation)


def _deliver(request: HttpRequest, notices) -> None:
    for notice in notices:
        deliver_after_commit(notice)
    if notices:
        messages.info(request, _("Those who have been invited get a mail of it: %(count)s.") % {"count": len(notices)})
