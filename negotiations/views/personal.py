"""What a party's link opens, without an account: the invitation, the material, own concerns, agreements and the memo."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.views.by_link import opened_by_link, refused
from hyte.lib.clock import today
from hyte.lib.forms_again import mark_saved
from negotiations.forms.personal import InvitationAnswerForm, MemoAnswerForm, PointForm
from negotiations.models import Point
from negotiations.queries.highlights import highlights_of
from negotiations.queries.negotiations import TopicPart, topic_parts
from negotiations.queries.party_visit import PartyVisit, own_agreements, own_memo_answer, own_points
from negotiations.services.answers import answer_invitation
from negotiations.services.memo_answers import answer_memo
from negotiations.services.party_links import find_party_link
from negotiations.services.points import take_back_point, tell_point
from negotiations.views.discussions import as_download


@opened_by_link(find_party_link)
def personal_party(request: HttpRequest, visit: PartyVisit) -> HttpResponse:
    if request.method == "GET":
        return _page(request, visit)
    acts = {"answer": _answer, "point": _point, "take-back": _take_back, "memo": _memo}
    act = acts.get(request.POST.get("act", ""))
    return act(request, visit) if act else _page(request, visit, status=422)


@opened_by_link(find_party_link)
def personal_material(request: HttpRequest, visit: PartyVisit, pk: int) -> HttpResponse:
    """A file of this negotiation's material; of another one's it doesn't exist."""
    material = visit.negotiation.materials.exclude(file="").filter(pk=pk).first()
    return as_download(material) if material else refused(request, 404)


def _answer(request: HttpRequest, visit: PartyVisit) -> HttpResponse:
    form = InvitationAnswerForm(request.POST, visit=visit)
    return _acted(
        request,
        visit,
        form,
        lambda: answer_invitation(
            visit,
            form.cleaned_data["answer"],
            mandate=form.cleaned_data["mandate"],
            on=today(),
            at=timezone.now(),
        ),
        done=_("Thank you! Your answer was saved."),
        name="answer_form",
    )


def _point(request: HttpRequest, visit: PartyVisit) -> HttpResponse:
    form = PointForm(request.POST, visit=visit, instance=Point(party=visit.party, written_at=timezone.now()))
    return _acted(
        request,
        visit,
        form,
        lambda: tell_point(
            visit, form.instance, submission=form.cleaned_data["submission"], on=today(), at=timezone.now()
        ),
        done=_("Thank you! It was saved. You can tell more."),
        name="point_form",
        part="#points",
    )


def _take_back(request: HttpRequest, visit: PartyVisit) -> HttpResponse:
    asked = request.POST.get("point", "")
    try:
        take_back_point(visit, int(asked) if asked.isdecimal() and len(asked) < 18 else 0, on=today())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("It was taken back."))
    return redirect(f"{request.path}#points")


def _memo(request: HttpRequest, visit: PartyVisit) -> HttpResponse:
    form = MemoAnswerForm(request.POST)
    if visit.memo is None:
        return _page(request, visit, status=422)
    return _acted(
        request,
        visit,
        form,
        lambda: answer_memo(
            visit.memo,
            visit.representative,
            verdict=form.cleaned_data["verdict"],
            comment=form.cleaned_data["comment"],
            at=timezone.now(),
        ),
        done=_("Thank you! The party's answer was saved."),
        name="memo_form",
        part="#memo",
    )


def _acted(
    request: HttpRequest, visit: PartyVisit, form, act: Callable[[], object], *, done: str, name: str, part: str = ""
) -> HttpResponse:
    """Run the act where the form holds; else the same page with the form as it was sent."""
    if form.is_valid():
        try:
            act()
        except ValidationError as error:
            form.refuse(error)
        else:
            messages.success(request, done)
            mark_saved(request)
            return redirect(f"{request.path}{part}")
    return _page(request, visit, status=422, **{name: form})


def _page(request: HttpRequest, visit: PartyVisit, *, status: int = 200, **forms) -> HttpResponse:
    on, negotiation = today(), visit.negotiation
    memo_answer = own_memo_answer(visit)
    context = {
        "visit": visit,
        "negotiation": negotiation,
        "meeting": negotiation.meeting,
        "round": negotiation.round,
        "county": negotiation.county,
        "place": "negotiations",
        "token": request.resolver_match.kwargs["token"],
        "answer_form": InvitationAnswerForm(visit=visit) if visit.answers_invitation(on) else None,
        "tells_points": visit.tells_points(on),
        "point_form": PointForm(visit=visit) if visit.tells_points(on) else None,
        "points": own_points(visit),
        "materials": negotiation.materials.all(),
        "themes": highlights_of(negotiation.round),
        "backgrounds": _backgrounds(visit),
        "agreements": list(own_agreements(visit)),
        "memo": visit.memo,
        "memo_answer": memo_answer,
        "memo_form": MemoAnswerForm() if _asks_for_memo(visit, memo_answer) else None,
    }
    return render(request, "negotiations/personal.html", context | forms, status=status)


def _asks_for_memo(visit: PartyVisit, answer) -> bool:
    memo = visit.memo
    return bool(memo and memo.state == memo.State.SENT and answer is None and not visit.party.is_convener)


def _backgrounds(visit: PartyVisit) -> list[TopicPart]:
    """What the coordinator wants the parties to know beforehand."""
    parts = topic_parts((), visit.negotiation.discussions.all())
    return [part for part in parts if part.discussion and part.discussion.background]
