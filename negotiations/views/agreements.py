"""One agreement: written, followed by notes, taken into the plan."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from groups.permissions import Permission
from hyte.lib.clock import today
from hyte.lib.decorators import public_page
from hyte.lib.form_pages import form_page, sent
from hyte.lib.forms_again import kept_initial
from negotiations.access import (
    follows,
    get_agreement,
    get_agreement_to_note,
    get_agreement_to_run,
    get_negotiation_to_run,
    negotiates,
    reads_inside,
)
from negotiations.forms.agreement import AgreementForm, NoteForm, RemoveForm
from negotiations.models import Agreement, AgreementNote, Negotiation, Topic
from negotiations.queries.register import deadlines_of, goal_shown, later_negotiation, notes_of, with_measures
from negotiations.services.agreements import (
    add_note,
    is_frozen,
    refusal_to_remove,
    refusal_to_take,
    remove_agreement,
    save_agreement,
    take_into_plan,
)
from plans.access import may_in_plan, require_in_plan
from plans.forms.promise_proposals import ProposedMeasureForm
from plans.models import Measure, Plan
from plans.views.edit.pages import kept_decision

PLACE = "negotiations"
FORM = "negotiations/agreement_form.html"


@public_page
@require_GET
def agreement_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """To staff all of it; to others what was agreed and how it goes, without people and notes."""
    agreement, user = get_agreement(request.user, pk), request.user
    county = agreement.negotiation.round.county_id
    inside, runs = reads_inside(user, county), negotiates(user, county)
    notes = notes_of(agreement) if inside or follows(user, agreement) else []
    with_measures([agreement], user, today())
    frozen = is_frozen(agreement.negotiation)
    context = _context(agreement.negotiation) | {
        "agreement": agreement,
        "parties": agreement.responsible.select_related("organisation"),
        "inside": inside or follows(user, agreement),
        "sees_negotiation": inside or agreement.negotiation.is_open,
        "runs": runs,
        "may_note": runs or follows(user, agreement),
        "notes": notes,
        "goal": goal_shown(agreement, inside=inside),
        "deadlines": deadlines_of(agreement, notes) if notes else [],
        "is_frozen": frozen,
        "may_take": runs and not refusal_to_take(agreement) and _edits_plan(user, agreement),
        "may_remove": runs and not frozen and not refusal_to_remove(agreement),
    }
    return render(request, "negotiations/agreement.html", context)


@require_http_methods(["GET", "POST"])
def agreement_create(request: HttpRequest, pk: int) -> HttpResponse:
    """A new agreement of the negotiation; ``?aihe=`` tells under which topic."""
    negotiation = get_negotiation_to_run(request.user, pk)
    topic = request.GET.get("aihe", "")
    asked = {"topic": topic} if topic in Topic.values else {}
    agreement = Agreement(negotiation=negotiation)
    form = AgreementForm(
        sent(request), instance=agreement, initial=asked | kept_initial(request), today=today(), is_frozen=False
    )
    return form_page(
        request,
        form,
        lambda: save_agreement(agreement, responsible=form.chosen_parties, by=request.user),
        title=_("New agreement"),
        back=f"{reverse('negotiations:discussions', args=[negotiation.pk])}{_anchor(topic)}",
        done=_("The agreement was saved."),
        then=lambda: f"{reverse('negotiations:discussions', args=[negotiation.pk])}{_anchor(agreement.topic)}",
        template=FORM,
        **_context(negotiation),
    )


@require_http_methods(["GET", "POST"])
def agreement_edit(request: HttpRequest, pk: int) -> HttpResponse:
    agreement = get_agreement_to_run(request.user, pk)
    frozen = is_frozen(agreement.negotiation)
    form = AgreementForm(
        sent(request), instance=agreement, initial=kept_initial(request), today=today(), is_frozen=frozen
    )
    told = _("The memo has gone to the parties: the wording, who and the deadline don't change here. Write a note.")
    return form_page(
        request,
        form,
        lambda: save_agreement(agreement, responsible=form.chosen_parties, by=request.user),
        title=_("Change the agreement"),
        back=agreement.get_absolute_url(),
        done=_("The agreement was saved."),
        template=FORM,
        agreement=agreement,
        intro=told if frozen else "",
        **_context(agreement.negotiation),
    )


@require_http_methods(["GET", "POST"])
def agreement_note(request: HttpRequest, pk: int) -> HttpResponse:
    """How it goes; ``?neuvottelu=`` names the negotiation in which it is taken up."""
    agreement = get_agreement_to_note(request.user, pk)
    taken_up = later_negotiation(request.GET.get("neuvottelu", ""), agreement)
    note = AgreementNote(agreement=agreement)
    initial = {"on": min(today(), taken_up.on) if taken_up else today(), "state": agreement.state}
    initial["negotiation"] = taken_up.pk if taken_up else None
    form = NoteForm(sent(request), instance=note, initial=initial | kept_initial(request), today=today())
    inner = taken_up and reads_inside(request.user, taken_up.round.county_id)
    back = reverse("negotiations:discussions", args=[taken_up.pk]) if inner else agreement.get_absolute_url()
    return form_page(
        request,
        form,
        lambda: add_note(note, by=request.user),
        title=_("How does it go"),
        back=back,
        done=_("The note was saved."),
        template=FORM,
        agreement=agreement,
        **_context(agreement.negotiation),
    )


@require_http_methods(["GET", "POST"])
def agreement_into_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the proposed measure a measure of the round's plan; by a decision where the plan has been approved."""
    agreement = get_agreement_to_run(request.user, pk)
    if refusal := refusal_to_take(agreement):
        context = _context(agreement.negotiation) | {"agreement": agreement, "refusal": refusal}
        return render(request, "negotiations/agreement_refused.html", context, status=409)
    plan = agreement.negotiation.round.plan
    require_in_plan(request.user, Permission.EDIT_PLAN, plan)
    form = _measure_form(request, agreement, plan)
    return form_page(
        request,
        form,
        lambda: _take(request, agreement, form, plan),
        title=_("Take into the plan"),
        back=agreement.get_absolute_url(),
        done=_("The measure was added to the plan. The agreement shows how it goes."),
        template=FORM,
        agreement=agreement,
        plan=plan,
        intro=_("The measure is added to the plan %(plan)s.") % {"plan": plan},
        submit=_("Add the measure"),
        **_context(agreement.negotiation),
    )


@require_http_methods(["GET", "POST"])
def agreement_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Only one that was written by mistake; else the page tells why it stays."""
    agreement = get_agreement_to_run(request.user, pk)
    back = reverse("negotiations:discussions", args=[agreement.negotiation_id])
    form = RemoveForm(sent(request))
    return form_page(
        request,
        form,
        lambda: remove_agreement(agreement, by=request.user),
        title=_("Remove the agreement"),
        back=agreement.get_absolute_url(),
        done=_("The agreement was removed."),
        then=lambda: back,
        template=FORM,
        agreement=agreement,
        intro=_("Remove only what was written by mistake. Its number isn't used again."),
        submit=_("Remove"),
        **_context(agreement.negotiation),
    )


def _measure_form(request: HttpRequest, agreement: Agreement, plan: Plan) -> ProposedMeasureForm:
    starts = today() if plan.is_approved and plan.covers(today()) else plan.valid_from
    initial = {"goal": agreement.goal_id, "wording_fi": agreement.text, "in_force_from": starts}
    instance, initial = Measure(plan=plan), initial | kept_initial(request)
    return ProposedMeasureForm(sent(request), instance=instance, plan=plan, today=today(), initial=initial)


def _take(request: HttpRequest, agreement: Agreement, form: ProposedMeasureForm, plan: Plan) -> Measure:
    decision = kept_decision(form, by=request.user) if plan.is_approved else None
    return take_into_plan(agreement, form.instance, decision=decision, by=request.user)


def _edits_plan(user, agreement: Agreement) -> bool:
    plan = agreement.negotiation.round.plan
    return plan is not None and may_in_plan(user, Permission.EDIT_PLAN, plan)


def _anchor(topic: str) -> str:
    return f"#topic-{topic}" if topic in Topic.values else ""


def _context(negotiation: Negotiation) -> dict:
    return {"negotiation": negotiation, "round": negotiation.round, "county": negotiation.county, "place": PLACE}
