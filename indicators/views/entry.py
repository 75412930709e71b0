"""Entering a calculation of the coefficient: which rules and how deep, how the figures come, and the table itself."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from groups.access import require
from hyte.lib.form_pages import attempt
from hyte.lib.forms_again import kept_data, mark_saved
from indicators.access import owners_of
from indicators.coefficient import CannotCalculate, calculate
from indicators.forms.entry import AboutForm, first_about
from indicators.imports.coefficient import words
from indicators.imports.coefficient.checking import Checked, Checking, Trouble
from indicators.imports.coefficient.filling import fetched_values, rows_from, sources_of_fetched, table_from_form
from indicators.imports.coefficient.pasting import as_text
from indicators.imports.coefficient.saving import save_table
from indicators.imports.coefficient.table import Table
from indicators.models import Calculation, RuleSet
from indicators.queries.rule_sets import with_everything
from indicators.views.entry_page import Shown
from indicators.views.entry_ways import FILE, PASTE, Brought, bring, way_forms
from indicators.views.entry_work import Entry, depth_links, get_entry, owners_for

GRID, SAVE = "grid", "save"


@require_GET
def calculation_create(request: HttpRequest) -> HttpResponse:
    owners = owners_of(request.user)
    require(bool(owners))
    offered = with_everything(RuleSet.objects.visible_to(request.user)).exclude(status=RuleSet.Status.ARCHIVED)
    sets = [(each, depth_links(each)) for each in offered if owners_for(owners, each)]
    return render(request, "indicators/entry_choice.html", {"sets": sets, "base": request.GET.get("pohja", "")})


@require_http_methods(["GET", "POST"])
def entry_figures(request: HttpRequest, pk: int, depth: str) -> HttpResponse:
    entry = get_entry(request.user, pk, depth)
    if entry.rule_set.status == RuleSet.Status.ARCHIVED:
        messages.error(request, _("Nothing new is calculated by archived rules. Make a copy of them."))
        return redirect(entry.rule_set)
    if request.method == "POST" and not entry.lacks:
        return _posted(request, entry)
    kept = kept_data(request)
    if kept and kept.get("way") == GRID and not entry.lacks:
        return _grid_page(request, entry, kept)
    return _ways_page(request, entry, way_forms(entry, initial=kept or _begun_from(request)))


def _begun_from(request: HttpRequest) -> dict[str, str]:
    """``?pohja=`` names the calculation to start from."""
    return {"earlier": request.GET.get("pohja", "")}


def _posted(request: HttpRequest, entry: Entry) -> HttpResponse:
    way = request.POST.get("way", "")
    if way == GRID:
        return _grid_page(request, entry, request.POST)
    forms = way_forms(entry, request, way)
    brought = bring(entry, way, forms[way]) if way in forms else None
    if brought is None:
        return _ways_page(request, entry, forms, status=422)
    about = AboutForm(initial=first_about(entry.rule_set) | {"extras": brought.extras}, owners=entry.owners)
    checked = _check(entry, brought.table, empty_is_absent=False)
    if way not in (PASTE, FILE):  # nobody has written anything yet: what is empty is open
        checked.troubles.clear()
    return _show(request, entry, about, brought, checked, is_first=True)


def _ways_page(request: HttpRequest, entry: Entry, forms: Mapping, status: int = 200) -> HttpResponse:
    context = {"entry": entry, "forms": forms, "columns": entry.columns(())}
    return render(request, "indicators/entry_ways.html", context, status=status)


def _grid_page(request: HttpRequest, entry: Entry, data: QueryDict) -> HttpResponse:
    """Check the table as it was sent; save it where that was asked for and nothing is wrong."""
    instance = Calculation(rule_set=entry.rule_set)
    about = AboutForm(data, instance=instance, owners=entry.owners)
    about.is_valid()
    brought = _as_sent(entry, data, about)
    checked = _check(entry, brought.table, empty_is_absent=about.cleaned_data.get("empty_is_absent", False))
    if checked.published and not about.errors:
        about.require_day()
    is_ready = not checked.troubles and not about.errors
    if (
        request.method == "POST"
        and data.get("do") == SAVE
        and is_ready
        and _save(request, entry, about, brought, checked)
    ):
        mark_saved(request)
        messages.success(request, _done(checked))
        return redirect(about.instance)
    return _show(request, entry, about, brought, checked)


def _as_sent(entry: Entry, data: QueryDict, about: AboutForm) -> Brought:
    extras = set(about.cleaned_data.get("extras", ()))
    year = data.get("year", "")
    hidden = {
        "earlier": entry.earlier(data.get("earlier", "")),
        "year": int(year) if year.isascii() and year.isdecimal() and len(year) == 4 else None,
    }
    if entry.is_text:
        text = data.get("table", "")
        return Brought(entry.reader.read(entry.reader.cut(text), extras), text, **hidden)
    table = table_from_form(data, entry.columns(extras), entry.names)
    return Brought(table, **hidden)


def _check(entry: Entry, table: Table, *, empty_is_absent: bool) -> Checked:
    checking = Checking(table, entry.rules, entry.depth, entry.titles, empty_is_absent=empty_is_absent)
    checked = checking.run()
    if not checked.troubles:
        try:
            result = calculate(entry.rules, checked.inputs)
            checked.troubles += checking.too_far(result)
            checked.result = None if checked.troubles else result
        except CannotCalculate as error:
            checked.troubles += [
                Trouble(words.of_engine(each), each.area, checking.column_of(each)) for each in error.problems
            ]
    return checked


def _save(request: HttpRequest, entry: Entry, about: AboutForm, brought: Brought, checked: Checked) -> bool:
    """What the service refuses is shown in the form."""
    about.instance.county = about.county
    about.instance.copied_from = brought.earlier
    fetched = {}
    if brought.year and entry.tied:
        values = fetched_values(entry.tied, brought.year, entry.names)
        fetched = sources_of_fetched(brought.table, values, entry.tied, brought.year, entry.indicators())
    return attempt(
        about,
        lambda: save_table(about.instance, checked, regions=entry.regions, fetched=fetched, by=request.user),
    )


def _done(checked: Checked) -> str:
    told = _("The calculation was made.")
    return f"{told} {words.absent_figures(checked.absent)}" if checked.absent else told


def _show(
    request: HttpRequest, entry: Entry, about: AboutForm, brought: Brought, checked: Checked, *, is_first: bool = False
) -> HttpResponse:
    table = brought.table
    text = brought.text
    if entry.is_text and not text:
        text = as_text(rows_from(table, entry.titles, _("Area")))
    context = {
        "entry": entry,
        "about": about,
        "shown": Shown(table, checked.troubles, entry.titles, is_text=entry.is_text),
        "text": text,
        "brought": brought,
        "checked": checked,
        "absent": words.absent_figures(checked.absent) if checked.absent and not checked.troubles else "",
        "result": _in_order(entry, checked),
        "sums": _sums(checked),
    }
    bad = bool(about.errors or checked.troubles) and not is_first
    return render(request, "indicators/entry_table.html", context, status=422 if bad else 200)


def _in_order(entry: Entry, checked: Checked) -> list[tuple[str, object]]:
    if checked.result is None:
        return []
    areas = sorted(checked.result.areas.values(), key=lambda each: (each.rank, entry.titles[each.area]))
    return [(entry.titles[each.area], each) for each in areas]


def _sums(checked: Checked) -> dict[str, object]:
    areas = checked.result.areas.values() if checked.result else ()
    return {
        "population": sum(each.population for each in areas),
        "euros": sum(each.euros for each in areas),
        "flat": sum(each.flat for each in areas),
    }
