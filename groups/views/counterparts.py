"""Counterparts: who works on the same matter in the county and in its municipalities."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from groups.access import get_counterpart_to_keep, get_county, get_county_to_keep, keeps_county
from groups.forms.seats import CounterpartForm
from groups.models import Counterpart, Organisation
from groups.queries.counterparts import counterparts_of
from groups.services.counterparts import remove_counterpart, save_counterpart
from hyte.lib.clock import today
from hyte.lib.form_pages import form_page, sent
from hyte.lib.forms_again import kept_initial

LONGEST_ID = 18  # digits


@require_GET
def counterpart_table(request: HttpRequest, pk: int) -> HttpResponse:
    county = get_county(request.user, pk)
    context = {
        "county": county,
        "matrix": counterparts_of(county, today()),
        "keeps": keeps_county(request.user, county.pk),
    }
    return render(request, "groups/counterparts.html", context)


@require_http_methods(["GET", "POST"])
def counterpart_create(request: HttpRequest, pk: int) -> HttpResponse:
    """A new place; the address may name the matter by one of its places, and the organisation."""
    county = get_county_to_keep(request.user, pk)
    place = Counterpart(county=county)
    peer = _named(county.counterparts, request.GET.get("asia", ""))
    organisation = _named(Organisation.objects.of_county(county), request.GET.get("organisaatio", ""))
    initial = {"organisation": organisation} if organisation else {}
    if peer:
        initial |= {"name_fi": peer.name_fi, "name_sv": peer.name_sv, "name_en": peer.name_en}
    return _edit(request, place, initial, title=_("Name a counterpart"))


@require_http_methods(["GET", "POST"])
def counterpart_edit(request: HttpRequest, pk: int) -> HttpResponse:
    place = get_counterpart_to_keep(request.user, pk)
    return _edit(request, place, {}, title=_("Change a counterpart"))


@require_POST
def counterpart_remove(request: HttpRequest, pk: int) -> HttpResponse:
    place = get_counterpart_to_keep(request.user, pk)
    remove_counterpart(place, by=request.user)
    messages.success(request, _("%(organisation)s was removed from the matter.") % {"organisation": place.organisation})
    return redirect("groups:counterparts", place.county_id)


def _edit(request: HttpRequest, place: Counterpart, initial: dict, *, title: str) -> HttpResponse:
    form = CounterpartForm(sent(request), instance=place, today=today(), initial=initial | kept_initial(request))
    return form_page(
        request,
        form,
        lambda: save_counterpart(form.instance, by=request.user),
        title=title,
        back=reverse("groups:counterparts", args=[place.county_id]),
        done=_("The counterpart was saved."),
        template="groups/counterpart_form.html",
        county=place.county,
        place_pk=place.pk,
    )


def _named(records, text: str):
    return records.filter(pk=int(text)).first() if text.isdecimal() and len(text) <= LONGEST_ID else None
