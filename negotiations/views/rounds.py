"""The rounds of negotiations, with the highlights that they bring to the table."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from groups.access import require
from groups.models import Organisation
from groups.permissions import Permission
from groups.standing import standing_of
from hyte.lib.clock import today
from hyte.lib.form_pages import form_page, sent
from hyte.lib.forms_again import kept_initial
from negotiations.access import get_round, get_round_to_run, negotiates
from negotiations.forms.round import CopyForm, HighlightForm, RoundForm
from negotiations.models import Highlight, Negotiation, NegotiationRound
from negotiations.queries.highlights import highlights_of
from negotiations.services.records import remove_record
from negotiations.services.rounds import copy_highlights, remove_round, save_highlight, save_round

PLACE = "negotiations"
FORM = "negotiations/form.html"


@require_GET
def round_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The round's negotiations, and its highlights on one page that prints."""
    found = get_round(request.user, pk)
    context = {
        "round": found,
        "county": found.county,
        "place": PLACE,
        "runs": negotiates(request.user, found.county_id),
        "negotiations": Negotiation.objects.with_meeting().filter(round=found).order_by("meeting__starts_at"),
        "themes": highlights_of(found),
        "today": today(),
    }
    return render(request, "negotiations/round.html", context)


@require_GET
def highlights(request: HttpRequest, pk: int) -> HttpResponse:
    """The highlights alone, as they are handed out."""
    found = get_round(request.user, pk)
    context = {"round": found, "county": found.county, "place": PLACE, "themes": highlights_of(found)}
    context["runs"] = negotiates(request.user, found.county_id)
    return render(request, "negotiations/highlights.html", context)


@require_http_methods(["GET", "POST"])
def round_create(request: HttpRequest) -> HttpResponse:
    county = county_to_negotiate(request)
    year = today().year
    latest = NegotiationRound.objects.filter(county=county).first()
    initial = {
        "name_fi": f"HYTE-neuvottelut {year}",
        "name_sv": f"HYTE-förhandlingarna {year}",
        "first_year": year,
        "plan": latest.plan_id if latest else None,
    }
    form = RoundForm(sent(request), instance=NegotiationRound(county=county), initial=initial | kept_initial(request))
    return form_page(
        request,
        form,
        lambda: save_round(form.instance, by=request.user),
        title=_("New round of negotiations"),
        back=reverse("negotiations:negotiation-list"),
        done=_("The round was made. Add its negotiations and highlights."),
        then=lambda: form.instance.get_absolute_url(),
        template=FORM,
        place=PLACE,
        county=county,
    )


@require_http_methods(["GET", "POST"])
def round_edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_round_to_run(request.user, pk)
    form = RoundForm(sent(request), instance=found, initial=kept_initial(request))
    return form_page(
        request,
        form,
        lambda: save_round(form.instance, by=request.user),
        title=_("Change the round"),
        back=found.get_absolute_url(),
        done=_("The round was saved."),
        template=FORM,
        place=PLACE,
        county=found.county,
        round=found,
    )


@require_http_methods(["GET", "POST"])
def round_remove(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_round_to_run(request.user, pk)
    if request.method == "POST":
        try:
            remove_round(found, by=request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect(found)
        messages.success(request, _("The round was removed."))
        return redirect("negotiations:negotiation-list")
    count = found.highlights.count()
    said = ngettext(
        "The round and its %(count)s highlight are removed.",
        "The round and its %(count)s highlights are removed.",
        count,
    )
    return _confirm(request, found, title=_("Remove the round"), said=said % {"count": count})


@require_http_methods(["GET", "POST"])
def highlight_create(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_round_to_run(request.user, pk)
    initial = {"theme": request.GET.get("teema")} | kept_initial(request)
    form = HighlightForm(sent(request), instance=Highlight(round=found), initial=initial)
    return _highlight_page(request, form, title=_("New highlight"))


@require_http_methods(["GET", "POST"])
def highlight_edit(request: HttpRequest, pk: int) -> HttpResponse:
    form = HighlightForm(sent(request), instance=_highlight(request, pk), initial=kept_initial(request))
    return _highlight_page(request, form, title=_("Change the highlight"))


@require_http_methods(["GET", "POST"])
def highlight_remove(request: HttpRequest, pk: int) -> HttpResponse:
    highlight = _highlight(request, pk)
    if request.method == "POST":
        remove_record(highlight, by=request.user)
        messages.success(request, _("The highlight was removed."))
        return redirect(highlight.round)
    return _confirm(request, highlight.round, title=_("Remove the highlight"), said=highlight.text)


@require_http_methods(["GET", "POST"])
def highlights_copy(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_round_to_run(request.user, pk)
    form = CopyForm(sent(request), round_=found, initial=kept_initial(request))
    return form_page(
        request,
        form,
        lambda: copy_highlights(form.cleaned_data["source"], found, by=request.user),
        title=_("Copy highlights"),
        back=found.get_absolute_url(),
        done=_("The highlights were copied. Check what each says: the figures are the newest ones."),
        template=FORM,
        place=PLACE,
        county=found.county,
        round=found,
        submit=_("Copy the highlights"),
    )


def county_to_negotiate(request: HttpRequest) -> Organisation:
    """The county that the address names of those whose negotiations the user runs, else the first of them."""
    reach = standing_of(request.user).reach(Permission.NEGOTIATE).counties
    require(bool(reach))
    counties = Organisation.objects.filter(pk__in=reach).order_by("order", "name_fi", "pk")
    asked = counties.filter(region_code=request.GET.get("hva", "")).first()
    return asked or counties[0]


def _highlight(request: HttpRequest, pk: int) -> Highlight:
    highlight = get_object_or_404(Highlight.objects.select_related("theme"), pk=pk)
    highlight.round = get_round_to_run(request.user, highlight.round_id)
    return highlight


def _highlight_page(request: HttpRequest, form: HighlightForm, *, title: str) -> HttpResponse:
    found = form.instance.round
    return form_page(
        request,
        form,
        lambda: save_highlight(form.instance, by=request.user),
        title=title,
        back=found.get_absolute_url(),
        done=_("The highlight was saved."),
        template=FORM,
        place=PLACE,
        county=found.county,
        round=found,
    )


def _confirm(request: HttpRequest, found: NegotiationRound, *, title: str, said: str) -> HttpResponse:
    context = {"title": title, "said": said, "round": found, "county": found.county, "place": PLACE}
    return render(request, "negotiations/confirm.html", context | {"back": found.get_absolute_url()})
