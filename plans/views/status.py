"""Reporting, correcting and publishing how a measure goes."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from groups.permissions import Permission
from hyte.lib.clock import today
from hyte.lib.forms_again import kept_initial, mark_saved
from plans.access import get_measure_for, get_update_to_correct
from plans.forms.status import StatusForm, unchanged_report
from plans.models import StatusUpdate
from plans.services.status import (
    SomebodyWasFaster,
    correct_status,
    newest_written,
    publish_updates,
    record_status,
    without_old_translations,
)


@require_http_methods(["GET", "POST"])
def status_report(request: HttpRequest, pk: int) -> HttpResponse:
    measure = get_measure_for(request.user, pk, Permission.REPORT_STATUS)
    latest = measure.updates.standing().newest_first().first()
    form = StatusForm(
        request.POST or None, measure=measure, latest=latest, today=today(), initial=kept_initial(request)
    )
    conflict = None
    if request.method == "POST" and form.is_valid():
        try:
            update = save_report(form, latest, no_change="no_change" in request.POST, by=request.user)
        except SomebodyWasFaster as faster:
            conflict = faster.latest
            form = reopened(form, faster)
        else:
            if update:
                return said_so(request, update, latest)
    context = {
        "measure": measure,
        "plan": measure.plan,
        "county": measure.plan.county,
        "form": form,
        "latest": latest,
        "conflict": conflict,
    }
    return render(request, "plans/status_report.html", context, status=409 if conflict else 200)


def save_report(
    form: StatusForm, latest: StatusUpdate | None, *, no_change: bool, by, by_name: str = ""
) -> StatusUpdate | None:
    """Record what the form says; None when it doesn't hold and the form now tells why. May raise SomebodyWasFaster."""
    report = form.report()
    if no_change:
        if not latest:
            form.add_error(None, _("Nothing has been reported yet. Choose how the measure stands."))
            return None
        if set(form.changed_data) - {"on", "seen"}:
            form.add_error(
                None, _("You have changed the form. Save it as an update, or reload the page to drop the changes.")
            )
            return None
        report = unchanged_report(latest, on=report.on)
    elif latest:
        report = without_old_translations(report, latest)
    try:
        seen = form.cleaned_data["seen"]
        return record_status(form.measure, report, by=by, by_name=by_name, seen=seen, today=today())
    except ValidationError as error:
        form.add_error(None, error)
        return None


def reopened(form: StatusForm, faster: SomebodyWasFaster) -> StatusForm:
    """The same form with everything typed in it, which has now seen the other's update."""
    data = form.data.copy()
    data["seen"] = newest_written(form.measure).pk
    return StatusForm(data, measure=form.measure, latest=faster.latest, today=today())


def said_so(request: HttpRequest, update: StatusUpdate, latest: StatusUpdate | None = None) -> HttpResponse:
    text = _("The status of %(measure)s was saved.") % {"measure": update.measure.identifier}
    if (
        latest
        and update.public_text_fi != latest.public_text_fi
        and latest.public_text_sv
        and not update.public_text_sv
    ):
        text += " " + _(
            "The Swedish text told of the earlier status, so it was left out. Add a new one when it is translated."
        )
    if update.is_backdated and update.on < today():
        text += " " + _("It was placed at %(day)s, a day in the past.") % {"day": f"{update.on:%-d.%-m.%Y}"}
    messages.success(request, text)
    mark_saved(request, request.path)
    return redirect(update.measure)


@require_http_methods(["GET", "POST"])
def status_correct(request: HttpRequest, pk: int) -> HttpResponse:
    wrong = get_update_to_correct(request.user, pk)
    measure, conflict = wrong.measure, StatusUpdate.objects.filter(replaces=wrong).first()
    initial = {field: getattr(wrong, field) for field in StatusForm.Meta.fields} | (kept_initial(request) or {})
    form = StatusForm(request.POST or None, measure=measure, latest=wrong, today=today(), initial=initial)
    if request.method == "POST" and not conflict and form.is_valid():
        try:
            update = correct_status(wrong, form.report(), by=request.user, today=today(), at=timezone.now())
            return said_so(request, update)
        except SomebodyWasFaster as faster:
            conflict = faster.latest
        except ValidationError as error:
            form.add_error(None, error)
    context = {
        "measure": measure,
        "plan": measure.plan,
        "county": measure.plan.county,
        "form": form,
        "wrong": wrong,
        "conflict": conflict,
    }
    return render(request, "plans/status_correct.html", context, status=409 if conflict else 200)


@require_POST
def status_publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish what has been reported of one measure."""
    measure = get_measure_for(request.user, pk, Permission.PUBLISH_STATUS)
    count = publish_updates(measure.updates.standing(), by=request.user, at=timezone.now())
    messages.success(request, _("Published updates: %(count)s.") % {"count": count})
    return redirect(measure)
