"""What a county does about each indicator of the coefficient."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from groups.models import Organisation
from groups.standing import standing_of
from hyte.lib.clock import today
from hyte.lib.form_pages import form_page, sent
from hyte.lib.forms_again import kept_initial
from indicators.access import (
    COUNTY_PARAMETER,
    counties_to_choose,
    get_county_to_keep_indicators,
    get_rule_indicator,
    keeps_indicators,
)
from indicators.models import RuleIndicator, Triage, TriageNote
from plans.forms.triage import TriageForm, TriageNoteForm
from plans.queries.triage import read_line, read_overview, rule_sets_to_judge
from plans.services.triage import add_triage_note, remove_triage, save_triage

RULES = "saannot"
PLACE = "indicators"  # in the navigation


@require_GET
def triage_list(request: HttpRequest) -> HttpResponse:
    county, counties = _staff_county(request)
    rule_sets = list(rule_sets_to_judge(request.user, county))
    asked = request.GET.get(RULES, "")
    chosen = next((each for each in rule_sets if str(each.pk) == asked), None)
    if asked and not chosen:
        messages.warning(request, _("There are no such rules; others are shown."))
    chosen = chosen or next(iter(rule_sets), None)
    context = {
        "county": county,
        "counties": counties,
        "rule_sets": rule_sets,
        "overview": read_overview(chosen, county, user=request.user) if chosen else None,
        "keeps": keeps_indicators(request.user, county.pk),
        "place": PLACE,
    }
    return render(request, "plans/triage/list.html", context)


@require_GET
def triage_detail(request: HttpRequest, pk: int) -> HttpResponse:
    indicator = get_rule_indicator(request.user, pk)
    county, counties = _staff_county(request)
    context = {
        "line": read_line(indicator, county, user=request.user),
        "indicator": indicator,
        "county": county,
        "counties": counties,
        "keeps": keeps_indicators(request.user, county.pk),
        "place": PLACE,
    }
    return render(request, "plans/triage/detail.html", context)


@require_http_methods(["GET", "POST"])
def triage_edit(request: HttpRequest, pk: int) -> HttpResponse:
    indicator, county = _to_judge(request, pk)
    triage = _found(indicator, county) or Triage(indicator=indicator, county=county)
    form = TriageForm(sent(request), instance=triage, initial=kept_initial(request), on=today())
    return form_page(
        request,
        form,
        lambda: save_triage(form.instance, form.cleaned_data["measures"], by=request.user),
        title=_("Judge the indicator"),
        back=_address(indicator, county),
        done=_("The judgement was saved."),
        template="plans/triage/form.html",
        place=PLACE,
        indicator=indicator,
        county=county,
        triage=triage,
    )


@require_http_methods(["GET", "POST"])
def triage_note(request: HttpRequest, pk: int) -> HttpResponse:
    indicator, county = _to_judge(request, pk)
    triage = _found(indicator, county)
    if not triage:
        messages.error(request, _("Judge the indicator first: then it can have notes."))
        return redirect(_address(indicator, county))
    form = TriageNoteForm(sent(request), instance=TriageNote(triage=triage, on=today()), initial=kept_initial(request))
    return form_page(
        request,
        form,
        lambda: add_triage_note(form.instance, by=request.user),
        title=_("Note what has happened"),
        back=_address(indicator, county),
        done=_("The note was saved."),
        template="plans/triage/form.html",
        place=PLACE,
        indicator=indicator,
        county=county,
    )


@require_http_methods(["GET", "POST"])
def triage_remove(request: HttpRequest, pk: int) -> HttpResponse:
    indicator, county = _to_judge(request, pk)
    triage = _found(indicator, county)
    if not triage:
        return redirect(_address(indicator, county))
    if request.method == "POST":
        remove_triage(triage, by=request.user)
        messages.success(request, _("The judgement was removed."))
        return redirect(_address(indicator, county))
    context = {"place": PLACE, "indicator": indicator, "county": county, "note_count": triage.notes.count()}
    return render(request, "plans/triage/remove.html", context | {"back": _address(indicator, county)})


def _staff_county(request: HttpRequest) -> tuple[Organisation, list[Organisation]]:
    """The county that the address names of those where one is staff, else the first of them; to others there is none."""
    staff = standing_of(request.user).staff_counties
    counties = [each for each in counties_to_choose(request) if each.pk in staff]
    code = request.GET.get(COUNTY_PARAMETER, "")
    asked = [each for each in counties if each.region_code == code] if code else counties
    if not asked:
        raise Http404
    return asked[0], counties


def _to_judge(request: HttpRequest, pk: int) -> tuple[RuleIndicator, Organisation]:
    indicator = get_rule_indicator(request.user, pk)
    county, _counties = _staff_county(request)
    return indicator, get_county_to_keep_indicators(request.user, county.pk)


def _found(indicator: RuleIndicator, county: Organisation) -> Triage | None:
    return Triage.objects.filter(indicator=indicator, county=county).first()


def _address(indicator: RuleIndicator, county: Organisation) -> str:
    return reverse("plans:triage", args=[indicator.pk], query={COUNTY_PARAMETER: county.region_code})
