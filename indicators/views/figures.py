"""Files of a county's own figures: those that were brought, a new one, and a table to fill in."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models.fields.json import KeyTransform
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from groups.models import Organisation
from hyte.lib.clock import today
from hyte.lib.downloads import XLSX, attachment
from hyte.lib.forms_again import kept_initial, mark_saved
from hyte.lib.workbooks import UnreadableBook
from indicators.access import get_kept_county
from indicators.exports.figures_template import render_template
from indicators.forms.figures import FiguresFileForm, own_indicators
from indicators.imports.figures.work import bring_figures
from indicators.models import FiguresFile, Indicator
from indicators.queries.own_figures import areas_to_write
from indicators.views.figures_lines import count_lines

FILES_SHOWN = 30
INDICATOR_PARAMETER = "mittari"


@require_GET
def figures_files(request: HttpRequest) -> HttpResponse:
    county = get_kept_county(request)
    brought = FiguresFile.objects.visible_to(request.user).filter(county=county).select_related("by", "indicator")
    light = brought.defer("journal", "answers").annotate(counts=KeyTransform("counts", "journal"))
    page = Paginator(light, FILES_SHOWN).get_page(request.GET.get("sivu"))
    files = [(file, count_lines(file.counts or {})) for file in page]
    context = {"county": county, "page": page, "files": files, "has_own": own_indicators(county).exists()}
    return render(request, "indicators/figures_files.html", context)


@require_http_methods(["GET", "POST"])
def figures_file_create(request: HttpRequest) -> HttpResponse:
    county = get_kept_county(request)
    form = _form(request, county)
    if form.is_bound and form.is_valid():
        file = _received(request, county, form)
        if file:
            mark_saved(request)
            return redirect(file)
    context = {"county": county, "form": form, "has_own": own_indicators(county).exists()}
    context["indicator"] = _chosen_indicator(request, county)
    return render(request, "indicators/figures_file_create.html", context, status=422 if form.errors else 200)


def _form(request: HttpRequest, county: Organisation) -> FiguresFileForm:
    if request.method == "POST":
        return FiguresFileForm(request.POST, request.FILES, county=county)
    initial = {"indicator": _chosen_indicator(request, county)}
    if kept := kept_initial(request):
        messages.warning(request, _("A file can't be kept over the login. Choose it again."))
        initial |= kept
    return FiguresFileForm(county=county, initial=initial)


def _received(request: HttpRequest, county: Organisation, form: FiguresFileForm) -> FiguresFile | None:
    """None where the file can't be read, and the form now tells why."""
    told = form.cleaned_data
    content, name = told["file"].read(), told["file"].name
    about = {"indicator": told["indicator"], "source_date": told["source_date"]}
    try:
        return bring_figures(county, content, name, by=request.user, **about)
    except UnreadableBook as error:
        form.add_error("file", str(error))
        return None


def _chosen_indicator(request: HttpRequest, county: Organisation) -> Indicator | None:
    """The one that the address names, where it is the county's own."""
    number = request.GET.get(INDICATOR_PARAMETER, "")
    small = number.isascii() and number.isdecimal() and len(number) < 19
    return own_indicators(county).filter(pk=number).first() if small else None


@require_GET
def figures_template(request: HttpRequest) -> HttpResponse:
    county = get_kept_county(request)
    content = render_template(
        areas_to_write(county),
        indicator=_chosen_indicator(request, county),
        year=today().year - 1,
        made_at=timezone.now(),
    )
    return attachment(content, _("Figures to fill in") + ".xlsx", XLSX)
