"""A county's own figures written by hand."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from hyte.lib.clock import today
from hyte.lib.form_pages import ChangedMeanwhile, form_page, sent
from hyte.lib.forms_again import kept_initial
from indicators.access import get_own_indicator_to_keep
from indicators.forms.own_choice import ChoiceForm, first_choice
from indicators.forms.own_figures import GridForm
from indicators.models import Indicator, Observation
from indicators.queries.own_figures import areas_to_write, shape_of
from indicators.services.figures import Place, write_figures


@require_http_methods(["GET", "POST"])
def own_figures(request: HttpRequest, pk: int) -> HttpResponse:
    indicator = get_own_indicator_to_keep(request.user, pk)
    choice = _choice(request, indicator)
    chosen = choice if choice.is_valid() else _first_choice(indicator)
    grid = GridForm(
        sent(request),
        initial=kept_initial(request),
        indicator=indicator,
        regions=areas_to_write(indicator.county),
        years=chosen.cleaned_data["vuodet"],
        sexes=chosen.sexes,
        with_cases=chosen.cleaned_data["tapaukset"] and not indicator.counts_cases,
    )
    return form_page(
        request,
        grid,
        lambda: _save(request, grid),
        title=_("Write figures"),
        back=indicator.get_absolute_url(),
        then=lambda: f"{request.path}?{chosen.query}",
        done=_("The figures were saved."),
        template="indicators/own_figures.html",
        indicator=indicator,
        county=indicator.county,
        choice=choice,
        query=chosen.query,
    )


def _choice(request: HttpRequest, indicator: Indicator) -> ChoiceForm:
    return ChoiceForm(request.GET) if "vuodet" in request.GET else _first_choice(indicator)


def _first_choice(indicator: Indicator) -> ChoiceForm:
    form = ChoiceForm(first_choice(shape_of(indicator), today()))
    form.full_clean()
    return form


def _save(request: HttpRequest, grid: GridForm) -> None:
    conflict = grid.find_conflict()
    if conflict:
        raise ChangedMeanwhile(conflict)
    indicator = grid.indicator
    wanted = {Place(indicator.pk, *cell.spot): figure for cell, figure in grid.changes.items()}
    write_figures(wanted, at=timezone.now(), updated_on=grid.cleaned_data["updated_on"])
    if wanted:
        _tell_of_hidden(request, indicator, grid.years)


def _tell_of_hidden(request: HttpRequest, indicator: Indicator, years: list[int]) -> None:
    count = Observation.objects.filter(indicator=indicator, year__in=years, is_hidden=True).count()
    if count:
        told = ngettext(
            "%(count)s figure of these years is hidden, for it tells of fewer than five cases or would give such away.",
            "%(count)s figures of these years are hidden, for they tell of fewer than five cases or would give such away.",
            count,
        )
        messages.info(request, told % {"count": count})
