"""Writing the chapters of a report."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hyte.lib.form_pages import ChangedMeanwhile, attempt, form_page, sent
from hyte.lib.forms_again import kept_initial, mark_saved
from hyte.lib.templatetags.hyte import moment
from reporting.access import (
    get_chapter,
    get_chapter_to_edit,
    get_chapter_to_write,
    get_report_to_edit,
    reports,
    writes,
)
from reporting.forms.report import ChapterForm, ChapterTextForm
from reporting.models import Chapter
from reporting.queries.report.palette import palette_of
from reporting.queries.report.suggestions import last_years_text, suggestions_for
from reporting.services.records import save_record
from reporting.services.report.writing import (
    add_chapter,
    change_state,
    note_writing,
    order_chapters,
    remove_chapter,
    save_chapter,
)

PLACE = "reports"
FORM = "reporting/report_form.html"


@require_http_methods(["GET", "POST"])
def chapter(request: HttpRequest, pk: int) -> HttpResponse:
    """The chapter with what helps to write it; those who don't write it read it."""
    found = get_chapter_to_write(request.user, pk) if request.method == "POST" else get_chapter(request.user, pk)
    if not writes(request.user, found):
        return render(request, "reporting/chapter_read.html", _context(request, found))
    form = ChapterTextForm(sent(request), instance=found, initial=kept_initial(request))
    conflict = None
    if request.method == "POST" and form.is_valid():
        try:
            if attempt(form, lambda: save_chapter(form.instance, by=request.user, at=timezone.now())):
                messages.success(request, _("The chapter was saved."))
                mark_saved(request)
                return redirect(found.get_absolute_url())
        except ChangedMeanwhile as changed:
            conflict = changed.conflict
    context = _context(request, found) | {"form": form, "conflict": conflict}
    context |= {
        "suggestions": suggestions_for(found),
        "last_year": last_years_text(found),
        "palette": palette_of(found.report),
    }
    return render(request, "reporting/chapter.html", context, status=409 if conflict else 422 if form.errors else 200)


def _context(request: HttpRequest, found: Chapter) -> dict:
    around = list(found.report.chapters.only("pk", "title_fi", "title_sv", "title_en", "position", "report"))
    place = next(n for n, each in enumerate(around) if each.pk == found.pk)
    return {
        "chapter": found,
        "report": found.report,
        "county": found.report.county,
        "before": around[place - 1] if place else None,
        "after": around[place + 1] if place + 1 < len(around) else None,
        "others": _other_writer(request, found),
        "edits": reports(request.user, found.report.county_id),
        "states": Chapter.State.choices[1:],
        "place": PLACE,
    }


def _other_writer(request: HttpRequest, found: Chapter):
    """Who else has written here in the last minutes; None where nobody has."""
    other = found.written_by if found.written_by_id != request.user.pk else None
    return other if other and found.is_written_now(timezone.now()) else None


@require_POST
def chapter_autosave(request: HttpRequest, pk: int) -> JsonResponse:
    """What the browser saves by itself: 200 with the new marks and what is stored,
    409 with whose text came between, 422 with what is wrong.

    Nothing is taken over: the writer goes on, and the next save of the form shows both texts.
    """
    found = get_chapter_to_write(request.user, pk)
    form = ChapterTextForm(request.POST, instance=found)
    if not any(f"body_{language}" in request.POST for language in form.languages):
        return JsonResponse({"said": _("There is no text in what was sent.")}, status=422)
    if not form.is_valid():
        return JsonResponse(
            {"said": " ".join(error for errors in form.errors.values() for error in errors)}, status=422
        )
    try:
        saved = attempt(form, lambda: save_chapter(form.instance, by=request.user, at=timezone.now(), by_itself=True))
    except ChangedMeanwhile as changed:
        said = _("%(who)s has saved this chapter in between (%(when)s). Your text stays here: save it to see both.")
        told = {"who": changed.conflict.by or _("Somebody else"), "when": moment(changed.conflict.at)}
        return JsonResponse({"said": said % told}, status=409)
    if not saved:
        return JsonResponse({"said": " ".join(form.non_field_errors())}, status=422)
    found.refresh_from_db()
    said = _("Saved %(when)s.") % {"when": moment(timezone.now())}
    stored = {name: getattr(found, name) for name in form.own_names()}
    return JsonResponse({"said": said, "seen": ChapterTextForm(instance=found).initial["seen"], "stored": stored})


@require_http_methods(["GET", "POST"])
def chapter_writer(request: HttpRequest, pk: int) -> HttpResponse:
    """Who else writes here now, asked by the page every now and then; a POST says that one has begun."""
    found = get_chapter_to_write(request.user, pk) if request.method == "POST" else get_chapter(request.user, pk)
    other = _other_writer(request, found)
    if request.method == "POST" and other is None:
        note_writing(found, by=request.user, at=timezone.now())
    return render(request, "reporting/includes/chapter_writer.html", {"others": other, "chapter": found})


@require_POST
def chapter_state(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_chapter_to_write(request.user, pk)
    state = request.POST.get("state", "")
    known = state in Chapter.State.values
    if state == Chapter.State.APPROVED:
        found = get_chapter_to_edit(request.user, pk)
    try:
        if not known:
            raise ValidationError(_("Choose one of the states."))
        change_state(found, state, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("The chapter is now: %(state)s.") % {"state": found.get_state_display().lower()})
    return redirect(found.get_absolute_url())


@require_http_methods(["GET", "POST"])
def chapter_create(request: HttpRequest, pk: int) -> HttpResponse:
    report = get_report_to_edit(request.user, pk)
    new = Chapter(report=report, level=1)
    last = report.chapters.order_by("-position").first()
    form = ChapterForm(sent(request), instance=new, initial={"after": last} | kept_initial(request))
    return form_page(
        request,
        form,
        lambda: add_chapter(form.instance, after=form.cleaned_data["after"], by=request.user),
        title=_("New chapter"),
        back=report.get_absolute_url(),
        done=_("The chapter was added."),
        template=FORM,
        report=report,
        county=report.county,
        place=PLACE,
    )


@require_http_methods(["GET", "POST"])
def chapter_edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_chapter_to_edit(request.user, pk)
    form = ChapterForm(sent(request), instance=found, initial=kept_initial(request))
    return form_page(
        request,
        form,
        lambda: save_record(form.instance, by=request.user),
        title=_("Change the chapter's details"),
        back=found.report.get_absolute_url(),
        done=_("The chapter's details were saved."),
        template=FORM,
        report=found.report,
        county=found.report.county,
        place=PLACE,
    )


@require_http_methods(["GET", "POST"])
def chapter_remove(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_chapter_to_edit(request.user, pk)
    report = found.report
    if request.method == "POST":
        remove_chapter(found, by=request.user)
        messages.success(request, _("The chapter was removed. Its text stays in the history."))
        return redirect(report.get_absolute_url())
    said = _("The chapter “%(title)s” goes from the report. Frozen versions keep it.") % {"title": found.title}
    context = {"title": _("Remove the chapter"), "said": said, "back": report.get_absolute_url()}
    context |= {"report": report, "county": report.county, "place": PLACE}
    return render(request, "reporting/report_confirm.html", context)


@require_POST
def chapter_move(request: HttpRequest, pk: int) -> HttpResponse:
    """One place up or down among the report's chapters."""
    found = get_chapter_to_edit(request.user, pk)
    ids = list(found.report.chapters.values_list("pk", flat=True))
    place = ids.index(found.pk)
    other = place + (1 if request.POST.get("direction") == "down" else -1)
    if 0 <= other < len(ids):
        ids[place], ids[other] = ids[other], ids[place]
        order_chapters(found.report, ids, by=request.user)
    return redirect(f"{found.report.get_absolute_url()}#chapters")


@require_GET
def chapter_history(request: HttpRequest, pk: int) -> HttpResponse:
    """Earlier texts of the chapter, so that nothing that was written is lost."""
    found = get_chapter_to_write(request.user, pk)
    rows = found.history.select_related("history_user").order_by("-history_date", "-history_id")[:50]
    return render(request, "reporting/chapter_history.html", _context(request, found) | {"rows": rows})
