"""The negotiation as it is held: its topics one by one, who is there, and the material."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hyte.lib.clock import today
from hyte.lib.form_pages import form_page, sent
from hyte.lib.forms_again import kept_initial
from negotiations.access import get_inner_negotiation, get_negotiation_to_run, negotiates
from negotiations.forms.negotiation import DiscussionForm, MaterialForm, PresenceForm
from negotiations.models import Discussion, Material, Negotiation, Representative, Topic
from negotiations.queries.agreements import on_the_table
from negotiations.queries.negotiations import topic_parts
from negotiations.services.discussions import add_material, note_presence, remove_material, save_discussion

PLACE = "negotiations"


@require_GET
def discussions(request: HttpRequest, pk: int) -> HttpResponse:
    """All topics: what is still open from before first, then each with its notes and agreements."""
    negotiation = get_inner_negotiation(request.user, pk)
    memo, table = getattr(negotiation, "memo", None), on_the_table(negotiation)
    context = _context(negotiation) | {
        "parts": topic_parts(table.own, negotiation.discussions.all()),
        "carried": table.carried,
        "runs": negotiates(request.user, negotiation.round.county_id),
        "memo": memo,
        "is_open": memo is None or memo.state == memo.State.DRAFT,
        "has_come": negotiation.on <= today(),
    }
    return render(request, "negotiations/discussions.html", context)


@require_http_methods(["GET", "POST"])
def discussion_edit(request: HttpRequest, pk: int, topic: str) -> HttpResponse:
    negotiation = get_negotiation_to_run(request.user, pk)
    if topic not in Topic.values:
        raise Http404
    found = negotiation.discussions.filter(topic=topic).first() or Discussion(negotiation=negotiation, topic=topic)
    found.negotiation = negotiation
    form = DiscussionForm(sent(request), instance=found, initial=kept_initial(request))
    topics = list(Topic)
    place, table = topics.index(Topic(topic)), on_the_table(negotiation)
    return form_page(
        request,
        form,
        lambda: save_discussion(form.instance, by=request.user),
        title=str(Topic(topic).label),
        back=reverse("negotiations:discussions", args=[negotiation.pk]),
        done=_("The notes were saved."),
        then=lambda: _after(request, negotiation, topic),
        template="negotiations/discussion.html",
        topic=topic,
        topics=topics,
        following=topics[place + 1] if place + 1 < len(topics) else None,
        agreements=[each for each in table.own if each.topic == topic],
        carried=[each for each in table.carried if each.topic == topic],
        **_context(negotiation),
    )


@require_http_methods(["GET", "POST"])
def presence(request: HttpRequest, pk: int) -> HttpResponse:
    negotiation = get_negotiation_to_run(request.user, pk)
    people = Representative.objects.filter(party__negotiation=negotiation, party__withdrawn_on=None)
    people = people.select_related("party__organisation", "person")
    here = [each.pk for each in people if each.was_present or (each.was_present is None and each.answer == "coming")]
    form = PresenceForm(sent(request), representatives=people, initial={"present": here} | kept_initial(request))
    return form_page(
        request,
        form,
        lambda: note_presence(negotiation, [each.pk for each in form.cleaned_data["present"]]),
        title=_("Who is there"),
        back=reverse("negotiations:discussions", args=[negotiation.pk]),
        done=_("Those present were saved."),
        template="negotiations/form.html",
        **_context(negotiation),
    )


@require_http_methods(["GET", "POST"])
def material_add(request: HttpRequest, pk: int) -> HttpResponse:
    negotiation = get_negotiation_to_run(request.user, pk)
    form = MaterialForm(
        sent(request),
        request.FILES or None,
        instance=Material(negotiation=negotiation),
        initial=kept_initial(request),
    )
    return form_page(
        request,
        form,
        lambda: add_material(form.instance, file=form.cleaned_data["file"], by=request.user),
        title=_("Add material"),
        back=negotiation.get_absolute_url(),
        done=_("The material was added. The parties see it through their links."),
        template="negotiations/form.html",
        is_upload=True,
        **_context(negotiation),
    )


@require_POST
def material_remove(request: HttpRequest, pk: int) -> HttpResponse:
    material = get_object_or_404(Material, pk=pk)
    negotiation = get_negotiation_to_run(request.user, material.negotiation_id)
    remove_material(material)
    messages.success(request, _("The material was removed."))
    return redirect(negotiation)


@require_GET
def material_file(request: HttpRequest, pk: int) -> HttpResponse:
    material = get_object_or_404(Material.objects.exclude(file=""), pk=pk)
    get_inner_negotiation(request.user, material.negotiation_id)
    return as_download(material)


def as_download(material: Material) -> HttpResponse:
    """Always a download, whatever it is: nothing that was brought opens inside our pages."""
    response = FileResponse(material.file.open("rb"), as_attachment=True, filename=material.file_name)
    response.headers["Content-Type"] = "application/octet-stream"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _after(request: HttpRequest, negotiation: Negotiation, topic: str) -> str:
    """On to the next topic, or back to all of them."""
    topics = Topic.values
    place = topics.index(topic) + 1
    if "next" in request.POST and place < len(topics):
        return reverse("negotiations:discussion-edit", args=[negotiation.pk, topics[place]])
    return reverse("negotiations:discussions", args=[negotiation.pk])


def _context(negotiation: Negotiation) -> dict:
    return {"negotiation": negotiation, "round": negotiation.round, "county": negotiation.county, "place": PLACE}
