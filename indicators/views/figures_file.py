"""A file of figures on its way in: columns, preview, applying, result, undoing."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from groups.models import User
from hyte.lib.forms_again import kept_data, mark_saved
from indicators.access import COUNTY_PARAMETER, get_figures_file
from indicators.imports.figures.column_form import ColumnsForm
from indicators.imports.figures.layout import LACKS
from indicators.imports.figures.roles import Part
from indicators.imports.figures.work import Reading, apply_file
from indicators.models import FiguresFile, Indicator, Region, Sex
from indicators.services.figures import Place
from indicators.services.figures_files import (
    discard_figures_file,
    may_be_undone,
    plan_undoing,
    tell_columns,
    undo_figures,
)
from indicators.views.figures_lines import LeftOut, RowLine, Rows, count_lines

PER_PAGE = 100
LEFT_OUT_SHOWN = 200
PLACES_SHOWN = 50
COLUMNS = "indicators:figures-file-columns"


@require_GET
def figures_file(request: HttpRequest, pk: int) -> HttpResponse:
    """What people have to look at next; the result once there is one."""
    file = get_figures_file(request.user, pk)
    if file.state != FiguresFile.State.OPEN:
        return result_page(request, file)
    reading = Reading(file)
    if reading.lacks:
        return redirect(COLUMNS, pk)
    return preview_page(request, reading)


def preview_page(request: HttpRequest, reading: Reading) -> HttpResponse:
    preview = reading.preview
    rows = Rows(preview, request.GET.get("tulos", ""))
    page = Paginator(rows.chosen, PER_PAGE).get_page(request.GET.get("sivu"))
    context = page_context(
        reading.file,
        "preview",
        preview=preview,
        rows=rows,
        page=page,
        lines=[RowLine(line) for line in page],
        several=reading.layout.column(Part.INDICATOR) is not None,
        written=len(preview.wanted),
        refused=preview.counts.get("refused", 0),
    )
    return render(request, "indicators/figures_preview.html", context)


@require_http_methods(["GET", "POST"])
def figures_file_columns(request: HttpRequest, pk: int) -> HttpResponse:
    file = get_figures_file(request.user, pk)
    if file.state != FiguresFile.State.OPEN:
        return redirect(file)
    reading = Reading(file)
    data = request.POST if request.method == "POST" else kept_data(request)
    form = ColumnsForm(data, reading=reading)
    if request.method == "POST" and form.is_valid():
        tell_columns(file, form.layout.to_json(), form.cleaned_data["indicator"])
        mark_saved(request)
        if form.rereads:
            messages.info(request, _("The headings were read again. Look at the columns."))
            return redirect(COLUMNS, pk)
        return redirect(file)
    lacks = [LACKS[lack] for lack in reading.lacks] if not form.is_bound else []
    context = page_context(
        file, "columns", form=form, lacks=lacks, notes=reading.book.notes, sheet={"sheet": reading.grid}
    )
    return render(request, "indicators/figures_columns.html", context, status=422 if form.errors else 200)


@require_POST
def figures_file_apply(request: HttpRequest, pk: int) -> HttpResponse:
    file = get_figures_file(request.user, pk)
    try:
        apply_file(file, seen=request.POST.get("fingerprint", ""), at=timezone.now(), by=request.user)
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
    else:
        messages.success(request, _("The figures were written."))
    return redirect(file)


def result_page(request: HttpRequest, file: FiguresFile) -> HttpResponse:
    journal = file.journal
    left_out = [LeftOut(*each) for each in journal.get("left_out", [])]
    people = User.objects.in_bulk([journal[key] for key in ("applied_by", "undone_by") if journal.get(key)])
    context = page_context(
        file,
        "result",
        counts=count_lines(journal.get("counts", {})),
        left_out=left_out[:LEFT_OUT_SHOWN],
        left_out_count=len(left_out),
        indicators=Indicator.objects.filter(pk__in=journal.get("indicators", [])),
        applied_by=people.get(journal.get("applied_by")),
        undone_by=people.get(journal.get("undone_by")),
        undone_at=parse_datetime(journal.get("undone_at", "")),
        may_undo=may_be_undone(file),
    )
    return render(request, "indicators/figures_result.html", context)


@require_http_methods(["GET", "POST"])
def figures_file_undo(request: HttpRequest, pk: int) -> HttpResponse:
    file = get_figures_file(request.user, pk)
    if not may_be_undone(file):
        return redirect(file)
    refusals: list[str] = []
    if request.method == "POST":
        try:
            undo_figures(file, at=timezone.now(), by=request.user)
        except ValidationError as error:
            refusals = error.messages
        else:
            messages.success(request, _("What stood before the file was put back."))
            return redirect(file)
    undoing = plan_undoing(file)
    removed = sum(figure is None for figure in undoing.restored.values())
    context = page_context(
        file,
        "result",
        refusals=refusals,
        removed=removed,
        restored=len(undoing.restored) - removed,
        stayed=len(undoing.changed_since),
        places=places_in_words(undoing.changed_since[:PLACES_SHOWN]),
    )
    return render(request, "indicators/figures_undo.html", context, status=409 if refusals else 200)


@require_http_methods(["GET", "POST"])
def figures_file_discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw away a file that hasn't been applied. Of an applied one it stays known what it brought."""
    file = get_figures_file(request.user, pk)
    if file.state != FiguresFile.State.OPEN:
        return redirect(file)
    if request.method == "POST":
        discard_figures_file(file)
        messages.success(request, _("The file was discarded. No figure was changed."))
        return redirect(files_address(file))
    return render(request, "indicators/figures_discard.html", page_context(file, ""))


def places_in_words(places: list[Place]) -> list[str]:
    """Without the figures, which may be hidden."""
    indicators = Indicator.objects.in_bulk([place.indicator_id for place in places])
    regions = Region.objects.in_bulk([place.region_id for place in places])
    told = (
        (indicators.get(each.indicator_id), regions.get(each.region_id), each.year, Sex(each.sex).label)
        for each in places
    )
    return [", ".join(str(word) for word in words if word is not None) for words in told]


def files_address(file: FiguresFile) -> str:
    return f"{reverse('indicators:figures-files')}?{COUNTY_PARAMETER}={file.county.region_code}"


def page_context(file: FiguresFile, step: str, **more) -> dict:
    return {"file": file, "county": file.county, "step": step, "files_url": files_address(file)} | more
