"""What the parties have told, read by staff and grouped by the coordinator."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hyte.lib.form_pages import form_page, sent
from hyte.lib.forms_again import kept_initial
from negotiations.access import get_inner_negotiation, get_negotiation_to_run, negotiates
from negotiations.forms.points import GroupingForm, GroupTitleForm
from negotiations.models import Negotiation, PointGroup
from negotiations.queries.points import grouped_points, silent_parties
from negotiations.services.points import group_points, rename_group

PLACE = "negotiations"


@require_http_methods(["GET", "POST"])
def points(request: HttpRequest, pk: int) -> HttpResponse:
    if request.method == "POST":
        return _group(request, get_negotiation_to_run(request.user, pk))
    return _page(request, get_inner_negotiation(request.user, pk))


@require_http_methods(["GET", "POST"])
def group_edit(request: HttpRequest, pk: int) -> HttpResponse:
    group = get_object_or_404(PointGroup, pk=pk)
    negotiation = get_negotiation_to_run(request.user, group.negotiation_id)
    form = GroupTitleForm(sent(request), initial={"title": group.title} | kept_initial(request))
    return form_page(
        request,
        form,
        lambda: rename_group(group, form.cleaned_data["title"]),
        title=_("Rename the group"),
        back=_address(negotiation),
        done=_("The group was renamed."),
        template="negotiations/form.html",
        **_context(negotiation),
    )


def _group(request: HttpRequest, negotiation: Negotiation) -> HttpResponse:
    form = GroupingForm(request.POST, negotiation=negotiation)
    if form.is_valid():
        data = form.cleaned_data
        try:
            group_points(negotiation, [each.pk for each in data["points"]], group=data["group"], title=data["title"])
        except ValidationError as error:
            form.refuse(error)
        else:
            messages.success(request, _("The chosen ones were moved."))
            return redirect(_address(negotiation))
    return _page(request, negotiation, form, status=422)


def _page(
    request: HttpRequest, negotiation: Negotiation, form: GroupingForm | None = None, *, status: int = 200
) -> HttpResponse:
    runs = negotiates(request.user, negotiation.round.county_id)
    parts = grouped_points(negotiation)
    context = _context(negotiation) | {
        "parts": parts,
        "silent": silent_parties(negotiation),
        "runs": runs,
        "form": form or (GroupingForm(negotiation=negotiation) if runs and parts else None),
        "chosen": set(form.data.getlist("points")) if form else set(),
    }
    return render(request, "negotiations/points.html", context, status=status)


def _address(negotiation: Negotiation) -> str:
    return reverse("negotiations:points", args=[negotiation.pk])


def _context(negotiation: Negotiation) -> dict:
    return {"negotiation": negotiation, "round": negotiation.round, "county": negotiation.county, "place": PLACE}
