"""Figures to take along: as text, as a workbook, as data for the interactive chart."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from hyte.lib.decorators import public_page
from hyte.lib.downloads import XLSX, attachment
from indicators.exports.data import data_of
from indicators.exports.table import render_csv, render_xlsx, table_of
from indicators.views.shown import read_shown

CSV = "text/csv; charset=utf-8"
WRITERS = {"csv": (render_csv, CSV), "xlsx": (render_xlsx, XLSX)}


@require_GET
@public_page
def indicator_download(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    if form not in WRITERS:
        raise Http404
    shown = read_shown(request, pk)
    table = table_of(shown.figures, may_take=shown.may_take, made_at=timezone.now())
    write, content_type = WRITERS[form]
    return attachment(write(table), f"{table.title[:100]}.{form}", content_type)


@require_GET
@public_page
def indicator_data(request: HttpRequest, pk: int) -> JsonResponse:
    shown = read_shown(request, pk)
    response = JsonResponse(data_of(shown.figures, may_take=shown.may_take, note=shown.terms_note))
    response.headers["Cache-Control"] = "private, no-store"
    return response
