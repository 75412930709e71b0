"""The page that a personal link opens: one measure and its short form, without an account."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from groups.models import Person
from hyte.lib.clock import today
from hyte.lib.decorators import secret_address
from hyte.lib.forms_again import kept_initial, mark_saved
from hyte.lib.limits import count_try, tries
from plans.forms.status import StatusForm
from plans.models import Measure, MeasureLink, Proposal, StatusUpdate
from plans.services.links import find_measure_link, note_use
from plans.services.status import SomebodyWasFaster
from plans.views.proposals import proposed, proposing_forms
from plans.views.status import reopened, save_report

WINDOW = 600  # seconds
MOST_MISSES = 60  # a county's staff share one address to the outside
MOST_POSTS = 60


@require_http_methods(["GET", "POST"])
@secret_address
@login_not_required
def personal_report(request: HttpRequest, token: str) -> HttpResponse:
    address = request.META.get("REMOTE_ADDR", "")
    if tries("missed-link", address, window=WINDOW) >= MOST_MISSES:
        return _refused(request, 429)
    tie = find_measure_link(token, at=timezone.now())
    if tie is None:
        count_try("missed-link", address, window=WINDOW)
        return _refused(request, 404)
    if request.method == "POST" and count_try("link", tie.link_id, window=WINDOW) > MOST_POSTS:
        return _refused(request, 429)
    note_use(tie.link, at=timezone.now())
    language = _language(request, tie.link.person)
    with translation.override(language):
        response = _answered(request, tie)
    response["Content-Language"] = language
    return response


def _refused(request: HttpRequest, status: int) -> HttpResponse:
    """Say what to do, and nothing of why or of what the link had opened."""
    return render(request, "plans/personal_refused.html", {"too_many": status == 429}, status=status)


def _language(request: HttpRequest, person: Person) -> str:
    """The language that the reader has chosen on these pages, else the person's."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    return chosen if chosen in dict(settings.LANGUAGES) else person.language


def _answered(request: HttpRequest, tie: MeasureLink) -> HttpResponse:
    if request.method == "GET":
        return _page(request, tie)
    return _propose(request, tie) if request.POST.get("act") in ("propose", "handover") else _report(request, tie)


def _report(request: HttpRequest, tie: MeasureLink) -> HttpResponse:
    measure, conflict = tie.measure, None
    latest = _latest(measure)
    form = trimmed(StatusForm(request.POST, measure=measure, latest=latest, today=today()), tie)
    if form.is_valid():
        try:
            update = save_report(
                form, latest, no_change="no_change" in request.POST, by=None, by_name=tie.link.person.name
            )
        except SomebodyWasFaster as faster:
            conflict, form = faster.latest, trimmed(reopened(form, faster), tie)
        else:
            if update:
                return _thanked(
                    request, _("Thank you! What you told of the measure was saved. You can close the page.")
                )
    return _page(request, tie, status_form=form, conflict=conflict, status=409 if conflict else 422)


def _propose(request: HttpRequest, tie: MeasureLink) -> HttpResponse:
    forms = proposing_forms(request, tie.measure)
    if proposed(forms, tie.measure, by=None, person=tie.link.person):
        return _thanked(
            request, _("Thank you! The coordinator will answer by e-mail. Until then everything stays as it is.")
        )
    return _page(request, tie, status=422, **forms)


def _thanked(request: HttpRequest, text: str) -> HttpResponse:
    messages.success(request, text)
    mark_saved(request)
    return redirect(request.path)


def _page(
    request: HttpRequest, tie: MeasureLink, *, status: int = 200, status_form=None, conflict=None, **forms
) -> HttpResponse:
    measure, latest = tie.measure, _latest(tie.measure)
    if status_form is None:
        status_form = StatusForm(measure=measure, latest=latest, today=today(), initial=kept_initial(request))
    context = {
        "link": tie.link,
        "measure": measure,
        "county": measure.plan.county,
        "latest": latest,
        "form": trimmed(status_form, tie),
        "conflict": conflict,
        "proposals": Proposal.objects.filter(measure=measure, person=tie.link.person)[:5],
    }
    context |= forms or proposing_forms(request, measure)
    return render(request, "plans/personal_report.html", context, status=status)


def _latest(measure: Measure) -> StatusUpdate | None:
    return measure.updates.standing().newest_first().first()


def trimmed(form: StatusForm, tie: MeasureLink) -> StatusForm:
    """Take out of the form what a link to one measure must not tell: meetings, and other measures of an internal plan."""
    form.fields.pop("meeting", None)
    if not tie.measure.plan.is_open:
        person = tie.link.person
        own = Measure.objects.filter(contact_person=person) | Measure.objects.filter(deputy=person)
        form.fields["merged_into"].queryset = own.filter(plan=tie.measure.plan).exclude(pk=tie.measure_id)
    return form
