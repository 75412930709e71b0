"""Seats: a group's history of them, all of a person's, all of an organisation's, and the next holder of one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from groups.access import get_group, get_organisation, get_person, get_seat_to_keep, may_run_group
from groups.forms.seats import HandOverForm
from groups.models import Organisation
from groups.queries.seats import places_of_group, places_of_person, represented, seat_changes
from groups.services.seats import hand_over_seat
from groups.standing import standing_of
from hyte.lib.clock import today
from hyte.lib.form_pages import form_page, sent
from hyte.lib.forms_again import kept_initial


@require_GET
def seat_history(request: HttpRequest, pk: int) -> HttpResponse:
    group = get_group(request.user, pk)
    context = {
        "group": group,
        "county": group.county,
        "places": places_of_group(group),
        "changes": seat_changes(group),
        "today": today(),
        "runs": may_run_group(request.user, group),
    }
    return render(request, "groups/seat_history.html", context)


@require_GET
def person_seats(request: HttpRequest, pk: int) -> HttpResponse:
    person = get_person(request.user, pk)
    context = {
        "person": person,
        "county": person.organisation and person.organisation.root_county,
        "places": places_of_person(person, request.user, today()),
    }
    return render(request, "groups/person_seats.html", context)


@require_GET
def organisation_seats(request: HttpRequest, pk: int) -> HttpResponse:
    organisation = get_organisation(request.user, pk)
    context = {
        "organisation": organisation,
        "county": organisation.root_county,
        "is_county": organisation.kind == Organisation.Kind.COUNTY,
        "is_staff": organisation.county_id in standing_of(request.user).staff_counties,
        "represented": represented(organisation, request.user, today()),
    }
    return render(request, "groups/organisation_seats.html", context)


@require_http_methods(["GET", "POST"])
def seat_hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    seat = get_seat_to_keep(request.user, pk)
    form = HandOverForm(sent(request), seat=seat, initial={"on": today()} | kept_initial(request))
    return form_page(
        request,
        form,
        lambda: hand_over_seat(seat, by=request.user, **form.cleaned_data),
        title=_("The next holder of a seat"),
        back=reverse("groups:seat-history", args=[seat.group_id]),
        done=_("The seat has a new holder. The earlier one stays in its history."),
        template="groups/seat_hand_over.html",
        county=seat.group.county,
        group=seat.group,
        seat=seat,
    )
