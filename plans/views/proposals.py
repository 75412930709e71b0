"""Proposals: made by those who answer for a measure, answered by coordinators."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from groups.access import get_visible, require
from groups.models import SentNotice
from groups.permissions import Permission
from groups.tasks import deliver_after_commit
from hyte.lib.calm_forms import CalmForm
from hyte.lib.clock import today
from hyte.lib.forms_again import kept_initial, mark_saved
from plans.access import get_measure_for, get_plan_to_edit, may_in_plan
from plans.forms.proposals import AnswerForm, HandoverForm, ProposeForm
from plans.forms.status import StatusForm
from plans.forms.wording import SupersedeForm, WordingForm, wording_form
from plans.models import Measure, Proposal
from plans.models.status import ENDED
from plans.services.proposals import accept_closing, accept_handover, accept_wording, drop_proposal, make_proposal
from plans.services.status import SomebodyWasFaster
from plans.views.edit.pages import kept_decision
from plans.views.promise_proposals import promise_lists
from plans.views.status import reopened

ANSWERED_SHOWN = 50
PROPOSALS = Proposal.objects.select_related(
    "measure__plan__county",
    "measure__goal__section__group",
    "measure__contact_person",
    "measure__deputy",
    "person",
    "made_by",
)


@require_http_methods(["GET", "POST"])
def propose(request: HttpRequest, pk: int) -> HttpResponse:
    measure = get_measure_for(request.user, pk, Permission.REPORT_STATUS)
    forms = proposing_forms(request, measure)
    person = getattr(request.user, "person", None)
    if request.method == "POST" and proposed(forms, measure, by=request.user, person=person):
        messages.success(request, _("Your proposal was sent to the coordinator, who will answer it."))
        mark_saved(request)
        return redirect(measure)
    context = {
        "measure": measure,
        "plan": measure.plan,
        "county": measure.plan.county,
        "proposals": measure.proposals.all()[:10],
    }
    return render(request, "plans/propose.html", context | forms, status=422 if request.method == "POST" else 200)


def proposing_forms(request: HttpRequest, measure: Measure) -> dict[str, CalmForm]:
    """The two forms by their names in the template; the one that was sent is bound."""
    act, initial = request.POST.get("act"), kept_initial(request)
    return {
        "propose_form": ProposeForm(request.POST if act == "propose" else None, measure=measure, initial=initial),
        "handover_form": HandoverForm(request.POST if act == "handover" else None, initial=initial),
    }


def proposed(forms: dict[str, CalmForm], measure: Measure, *, by, person) -> Proposal | None:
    """Make the proposal of the form that was sent; None when it doesn't hold and the form now tells why."""
    form = next((form for form in forms.values() if form.is_bound), None)
    if form is None or not form.is_valid():
        return None
    values = {"kind": HandoverForm.kind} | form.cleaned_data
    try:
        return make_proposal(measure, by=by, person=person, **values)
    except ValidationError as error:
        form.refuse(error)
        return None


@require_GET
def proposal_list(request: HttpRequest, slug: str) -> HttpResponse:
    plan = get_plan_to_edit(request.user, slug)
    proposals = PROPOSALS.filter(measure__plan=plan).select_related("decided_by", "successor")
    context = {
        "plan": plan,
        "county": plan.county,
        "open": proposals.filter(state=Proposal.State.OPEN),
        "answered": proposals.exclude(state=Proposal.State.OPEN).order_by("-decided_at", "-pk")[:ANSWERED_SHOWN],
    } | promise_lists(plan)
    return render(request, "plans/proposal_list.html", context)


@require_http_methods(["GET", "POST"])
def proposal_decide(request: HttpRequest, pk: int) -> HttpResponse:
    proposal = get_visible(PROPOSALS, request.user, pk=pk)
    plan = proposal.measure.plan
    require(may_in_plan(request.user, Permission.EDIT_PLAN, plan))
    act = request.POST.get("act") if proposal.state == Proposal.State.OPEN else None
    answer = AnswerForm(request.POST if act else None, initial=kept_initial(request))
    form, conflict = acceptance_form(request, proposal, bound=act == "accept"), None
    if act in ("accept", "drop"):
        try:
            notices = _decided(request, proposal, form, answer)
        except SomebodyWasFaster as faster:
            conflict, form = faster.latest, _closing(reopened(form, faster))
        else:
            if notices is not None:
                return _said_so(request, proposal, notices)
    context = {"proposal": proposal, "measure": proposal.measure, "plan": plan, "county": plan.county}
    context |= {"form": form, "answer_form": answer, "conflict": conflict}
    return render(request, "plans/proposal_decide.html", context, status=409 if conflict else 422 if act else 200)


def acceptance_form(request: HttpRequest, proposal: Proposal, *, bound: bool):
    """What accepting asks for: the wording with its decision, or the closing status; None for a handover."""
    data, measure = request.POST if bound else None, proposal.measure
    if proposal.kind == Proposal.Kind.CLOSING:
        latest = measure.updates.standing().newest_first().first()
        return _closing(StatusForm(data, measure=measure, latest=latest, today=today(), initial=kept_initial(request)))
    if proposal.kind == Proposal.Kind.HANDOVER:
        return None
    form_class, day = (SupersedeForm, {"today": today()}) if measure.plan.is_approved else (WordingForm, {})
    initial = _proposed_wording(proposal) | kept_initial(request)
    return wording_form(form_class, measure)(data, instance=measure, plan=measure.plan, initial=initial, **day)


def _closing(form: StatusForm) -> StatusForm:
    form.fields["status"].label = _("How does the measure end?")
    form.fields["status"].choices = [(status.value, status.label) for status in ENDED]
    if form.initial.get("status") not in ENDED:
        form.initial["status"] = None
    return form


def _proposed_wording(proposal: Proposal) -> dict[str, str]:
    """The proposed text in its language; the other languages stay for the coordinator to change."""
    proposer = proposal.person or proposal.made_by
    language = proposal.language or (proposer.language if proposer else "fi")
    return {f"wording_{language}": proposal.text}


def _decided(request: HttpRequest, proposal: Proposal, form, answer: AnswerForm) -> list[SentNotice] | None:
    """Answer as the forms say; return the mails to be sent, None when the forms now tell what is wrong."""
    if not answer.is_valid() or (form is not None and form.is_bound and not form.is_valid()):
        return None
    act = _acts(request, proposal, form)[request.POST["act"]]
    try:
        with transaction.atomic():
            return act(answer=answer.cleaned_data["answer"], at=timezone.now(), by=request.user)
    except ValidationError as error:
        _refuse(answer if form is None or not form.is_bound else form, error)
        return None


def _acts(request: HttpRequest, proposal: Proposal, form) -> dict[str, Callable[..., list[SentNotice]]]:
    def drop(**said):
        return drop_proposal(proposal, **said)

    def accept(**said):
        if proposal.kind == Proposal.Kind.HANDOVER:
            return accept_handover(proposal, **said)
        if proposal.kind == Proposal.Kind.CLOSING:
            return accept_closing(proposal, form.report(), seen=form.cleaned_data["seen"], today=today(), **said)
        decision = kept_decision(form, by=request.user) if proposal.measure.plan.is_approved else None
        return accept_wording(proposal, form.wording, decision=decision, **said)

    return {"drop": drop, "accept": accept}


def _refuse(form, error: ValidationError) -> None:
    if isinstance(form, CalmForm):
        form.refuse(error)
    else:
        form.add_error(None, error)


def _said_so(request: HttpRequest, proposal: Proposal, notices: list[SentNotice]) -> HttpResponse:
    for notice in notices:
        deliver_after_commit(notice)
    accepted = proposal.state == Proposal.State.ACCEPTED
    messages.success(request, _("The proposal was accepted.") if accepted else _("The proposal was answered."))
    mark_saved(request)
    return redirect("plans:proposal-list", proposal.measure.plan.slug)
