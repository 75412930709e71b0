"""What workbooks have proposed to an approved plan, answered by coordinators."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from groups.models import SentNotice
from groups.tasks import deliver_after_commit
from hyte.lib.calm_forms import CalmForm
from hyte.lib.clock import today
from hyte.lib.forms_again import kept_initial, mark_saved
from plans.access import get_part_to_edit
from plans.forms.promise_proposals import ProposedMeasureForm
from plans.forms.proposals import AnswerForm
from plans.forms.wording import SupersedeForm, WordingForm, wording_form
from plans.models import Measure, Plan, PromiseProposal, Proposal
from plans.services.promise_proposals import accept_goal_wording, accept_new_measure, drop_promise_proposal
from plans.views.edit.pages import kept_decision
from plans.workbook.columns import BY_KEY, COLUMNS
from plans.workbook.shown import Shown

PROPOSALS = PromiseProposal.objects.select_related("goal__section", "made_by", "decided_by", "measure")
ANSWERED_SHOWN = 50
BESIDE = {"wording_fi", "wording_sv", "internal_note"}  # shown in the form itself, or to nobody here


def promise_lists(plan: Plan) -> dict:
    """The plan's proposals for the page that lists them with those of measures."""
    of_plan = PROPOSALS.filter(plan=plan)
    answered = of_plan.exclude(state=Proposal.State.OPEN).order_by("-decided_at", "-pk")
    return {"open_promises": of_plan.open(), "answered_promises": answered[:ANSWERED_SHOWN]}


@require_http_methods(["GET", "POST"])
def promise_proposal_decide(request: HttpRequest, pk: int) -> HttpResponse:
    proposal = get_part_to_edit(request.user, PROPOSALS, pk)
    plan = proposal.plan
    act = request.POST.get("act") if proposal.state == Proposal.State.OPEN else None
    answer = AnswerForm(request.POST if act else None, initial=kept_initial(request))
    form = acceptance_form(request, proposal, bound=act == "accept")
    if act in ("accept", "drop"):
        notices = _decided(request, proposal, form, answer)
        if notices is not None:
            return _said_so(request, proposal, notices)
    context = {"proposal": proposal, "plan": plan, "county": plan.county, "form": form, "answer_form": answer}
    context["said"] = said_by_workbook(proposal)
    return render(request, "plans/promise_proposal_decide.html", context, status=422 if act else 200)


def acceptance_form(request: HttpRequest, proposal: PromiseProposal, *, bound: bool) -> CalmForm:
    """What accepting asks for: where the measure belongs, or the goal's wording; with the decision in an approved plan."""
    data, plan = request.POST if bound else None, proposal.plan
    if proposal.kind == PromiseProposal.Kind.GOAL_WORDING:
        form_class, day = (SupersedeForm, {"today": today()}) if plan.is_approved else (WordingForm, {})
        proposal.goal.section.plan = plan
        initial = {"wording_fi": proposal.text} | kept_initial(request)
        return wording_form(form_class, proposal.goal)(data, instance=proposal.goal, plan=plan, initial=initial, **day)
    initial = _initial(proposal) | kept_initial(request)
    return ProposedMeasureForm(data, instance=Measure(plan=plan), plan=plan, today=today(), initial=initial)


def said_by_workbook(proposal: PromiseProposal) -> list[tuple[str, str]]:
    """Everything that the row says beside the wording, in the columns' order, as people read it."""
    content = {key: value for key, value in proposal.content.items() if key in BY_KEY and key not in BESIDE and value}
    if not content:
        return []
    shown = Shown.of(proposal.plan)
    return [(str(each.heading), shown.text(each.key, content[each.key])) for each in COLUMNS if each.key in content]


def _initial(proposal: PromiseProposal) -> dict:
    wordings = {key: proposal.content.get(key, "") for key in ("wording_fi", "wording_sv")}
    return wordings | {
        "goal": proposal.goal_id,
        "wording_fi": proposal.text,
        "in_force_from": _first_day(proposal.plan),
    }


def _first_day(plan: Plan):
    return today() if plan.is_approved and plan.covers(today()) else plan.valid_from


def _decided(
    request: HttpRequest, proposal: PromiseProposal, form: CalmForm, answer: AnswerForm
) -> list[SentNotice] | None:
    """Answer as the forms say; return the mails to be sent, None when the forms now tell what is wrong."""
    accepts = request.POST["act"] == "accept"
    if not answer.is_valid() or (accepts and not form.is_valid()):
        return None
    said = {"answer": answer.cleaned_data["answer"], "at": timezone.now(), "by": request.user}
    try:
        with transaction.atomic():
            return _accept(request, proposal, form, said) if accepts else drop_promise_proposal(proposal, **said)
    except ValidationError as error:
        (form if accepts else answer).refuse(error)
        return None


def _accept(request: HttpRequest, proposal: PromiseProposal, form: CalmForm, said: dict) -> list[SentNotice]:
    decision = kept_decision(form, by=request.user) if proposal.plan.is_approved else None
    if proposal.kind == PromiseProposal.Kind.GOAL_WORDING:
        return accept_goal_wording(proposal, form.wording, decision=decision, **said)
    return accept_new_measure(proposal, form.instance, decision=decision, **said)


def _said_so(request: HttpRequest, proposal: PromiseProposal, notices: list[SentNotice]) -> HttpResponse:
    for notice in notices:
        deliver_after_commit(notice)
    accepted = proposal.state == Proposal.State.ACCEPTED
    text = _("The proposal was accepted.") if accepted else _("The proposal was answered.")
    messages.success(request, text)
    mark_saved(request)
    return redirect("plans:proposal-list", proposal.plan.slug)
