"""Who is at the table: parties and those who speak for them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from hyte.lib.clock import today
from hyte.lib.form_pages import form_page, sent
from hyte.lib.forms_again import kept_initial
from negotiations.access import get_inner_negotiation, get_negotiation_to_run, get_party_to_run, negotiates
from negotiations.forms.party import PartyForm, RepresentativeForm, TakeAwayForm
from negotiations.models import Negotiation, Party, Representative
from negotiations.queries.negotiations import parties_of
from negotiations.services.parties import (
    add_party,
    has_agreed,
    remove_representative,
    save_representative,
    take_away_party,
)

PLACE = "negotiations"
FORM = "negotiations/form.html"


@require_GET
def parties(request: HttpRequest, pk: int) -> HttpResponse:
    negotiation = get_inner_negotiation(request.user, pk)
    context = _context(negotiation) | {
        "parties": parties_of(negotiation),
        "runs": negotiates(request.user, negotiation.round.county_id),
    }
    return render(request, "negotiations/parties.html", context)


@require_http_methods(["GET", "POST"])
def party_add(request: HttpRequest, pk: int) -> HttpResponse:
    negotiation = get_negotiation_to_run(request.user, pk)
    form = PartyForm(
        sent(request), instance=Party(negotiation=negotiation), initial=kept_initial(request), today=today()
    )
    return form_page(
        request,
        form,
        lambda: add_party(form.instance, by=request.user),
        title=_("Add a party"),
        back=_parties_address(negotiation),
        done=_("The party was added. Name who speaks for it."),
        template=FORM,
        **_context(negotiation),
    )


@require_http_methods(["GET", "POST"])
def party_take_away(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what it does to what; a party that has agreed on something stays on record."""
    party = get_party_to_run(request.user, pk)
    agreed = has_agreed(party)
    form = TakeAwayForm(sent(request), has_agreed=agreed, initial=kept_initial(request))
    stays = _(
        "It has agreed or said something, so it stays on record as withdrawn. Its agreements stay, its links stop."
    )
    goes = _("It has said nothing yet, so it is removed with its representatives.")
    return form_page(
        request,
        form,
        lambda: take_away_party(party, reason=form.cleaned_data.get("reason", ""), on=today(), by=request.user),
        title=_("Take %(party)s away from the table") % {"party": party},
        back=_parties_address(party.negotiation),
        done=_("The party was taken away."),
        template=FORM,
        intro=stays if agreed else goes,
        submit=_("Take away"),
        **_context(party.negotiation),
    )


@require_http_methods(["GET", "POST"])
def representative_add(request: HttpRequest, pk: int) -> HttpResponse:
    party = get_party_to_run(request.user, pk)
    form = RepresentativeForm(
        sent(request), instance=Representative(party=party), initial=kept_initial(request), today=today()
    )
    return form_page(
        request,
        form,
        lambda: save_representative(form.instance, new_person=form.new_person, by=request.user),
        title=_("Who speaks for %(party)s") % {"party": party},
        back=_parties_address(party.negotiation),
        done=_("The person was added."),
        template=FORM,
        **_context(party.negotiation),
    )


@require_http_methods(["GET", "POST"])
def representative_edit(request: HttpRequest, pk: int) -> HttpResponse:
    representative = _representative(request, pk)
    negotiation = representative.party.negotiation
    form = RepresentativeForm(sent(request), instance=representative, initial=kept_initial(request), today=today())
    return form_page(
        request,
        form,
        lambda: save_representative(form.instance, new_person=None, by=request.user),
        title=_("Who speaks for %(party)s") % {"party": representative.party},
        back=_parties_address(negotiation),
        done=_("The person was saved."),
        template=FORM,
        **_context(negotiation),
    )


@require_http_methods(["GET", "POST"])
def representative_remove(request: HttpRequest, pk: int) -> HttpResponse:
    representative = _representative(request, pk)
    negotiation = representative.party.negotiation
    if request.method == "POST":
        remove_representative(representative)
        messages.success(request, _("The person was removed; the personal link stops working."))
        return redirect(_parties_address(negotiation))
    said = _("%(person)s no longer speaks for %(party)s. The personal link stops working; what was written stays.")
    context = {
        "title": _("Remove a representative"),
        "said": said % {"person": representative.person, "party": representative.party},
        "back": _parties_address(negotiation),
    }
    return render(request, "negotiations/confirm.html", context | _context(negotiation))


def _representative(request: HttpRequest, pk: int) -> Representative:
    representative = get_object_or_404(Representative.objects.select_related("person"), pk=pk)
    representative.party = get_party_to_run(request.user, representative.party_id)
    return representative


def _parties_address(negotiation: Negotiation) -> str:
    return reverse("negotiations:parties", args=[negotiation.pk])


def _context(negotiation: Negotiation) -> dict:
    return {"negotiation": negotiation, "round": negotiation.round, "county": negotiation.county, "place": PLACE}
