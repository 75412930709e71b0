"""The doors to what is measured: 404 to a stranger, 403 to somebody inside who may read but not act."""

from django.db.models import Q
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from groups.access import get_county, get_visible, require
from groups.models import Organisation
from groups.permissions import ROLE_TABLE, Permission
from groups.standing import standing_of
from indicators.models import Conclusion, FiguresFile, Indicator, RuleGroup, RuleIndicator, RuleSet, SyncRun
from indicators.queries.rule_sets import with_everything

COUNTY_PARAMETER = "hva"


def get_indicator(user, pk: int) -> Indicator:
    return get_visible(Indicator.objects.select_related("source", "county"), user, pk=pk)


def get_own_indicator_to_keep(user, pk: int) -> Indicator:
    """A county's own indicator, fed by file or by hand."""
    indicator = get_indicator(user, pk)
    require(indicator.county_id is not None and keeps_indicators(user, indicator.county_id))
    return indicator


def get_figures_file(user, pk: int) -> FiguresFile:
    return get_visible(FiguresFile.objects.select_related("county", "indicator"), user, pk=pk)


def get_run(user, pk: int) -> SyncRun:
    return get_visible(SyncRun.objects.select_related("by"), user, pk=pk)


def keeps_indicators(user, county_id: int) -> bool:
    return county_id in standing_of(user).reach(Permission.KEEP_INDICATORS).counties


def keeps_any_indicators(user) -> bool:
    """Whether the user keeps a county's indicators or those that all share: the runs of fetching are common."""
    reach = standing_of(user).reach(Permission.KEEP_INDICATORS)
    return bool(reach.counties or reach.nation)


def get_county_to_keep_indicators(user, pk: int) -> Organisation:
    county = get_county(user, pk)
    require(keeps_indicators(user, county.pk))
    return county


def require_keeping(user) -> None:
    require(keeps_any_indicators(user))


def counties_to_choose(request: HttpRequest) -> list[Organisation]:
    """The counties from whose side indicators can be looked at: one's own first, then the others."""
    own = standing_of(request.user).all_counties
    counties = (
        Organisation.objects.counties().filter(~Q(region_code="") | Q(pk__in=own)).order_by("order", "name_fi", "pk")
    )
    return sorted(counties, key=lambda county: county.pk not in own)


def county_shown(request: HttpRequest, counties: list[Organisation]) -> Organisation | None:
    """The county that the address names by its official code, else the first; a code of no county is taken as none."""
    asked = request.GET.get(COUNTY_PARAMETER, "")
    return next((each for each in counties if asked and each.region_code == asked), next(iter(counties), None))


def get_kept_county(request: HttpRequest) -> Organisation:
    """The county whose indicators the user keeps: the one of the address, else the first; 404 to who keeps another's only."""
    kept = standing_of(request.user).reach(Permission.KEEP_INDICATORS).counties
    require(bool(kept))
    code = request.GET.get(COUNTY_PARAMETER, "")
    counties = [county for county in counties_to_choose(request) if county.pk in kept]
    asked = next((county for county in counties if county.region_code == code), None)
    if code and not asked:
        raise Http404
    return asked or get_county(request.user, min(kept))


def may_take_figures(user, indicator: Indicator) -> bool:
    """Whether the figures may leave in a file: anybody's where the terms let them, else only a county's own staff's."""
    counties = standing_of(user).staff_counties
    return indicator.passes_on or (indicator.county_id in counties if indicator.county_id else bool(counties))


def may_conclude(user, county_id: int) -> bool:
    """Whether the user says in the county what a group concludes: its coordinator, a chair or a secretary."""
    counties = standing_of(user).counties
    return any(
        county_id in counties.get(role, ()) for role, table in ROLE_TABLE.items() if Permission.CONCLUDE in table
    )


def get_county_to_conclude(user, pk: int) -> Organisation:
    county = get_county(user, pk)
    require(may_conclude(user, county.pk))
    return county


def may_edit_conclusion(user, conclusion: Conclusion) -> bool:
    reach = standing_of(user).reach(Permission.CONCLUDE)
    return conclusion.county_id in reach.counties or conclusion.group_id in reach.groups


def get_conclusion_to_edit(user, pk: int) -> Conclusion:
    readable = Conclusion.objects.filter(indicator__in=Indicator.objects.visible_to(user))
    conclusion = get_visible(readable.select_related("indicator", "county", "group"), user, pk=pk)
    require(may_edit_conclusion(user, conclusion))
    return conclusion


def may_keep_rules(user, county_id: int | None) -> bool:
    """Rules of a county by who keeps its indicators, those of all by the national keeper."""
    if county_id is None:
        return standing_of(user).reach(Permission.EDIT_NATIONAL).nation
    return keeps_indicators(user, county_id)


def get_rule_set(user, pk: int) -> RuleSet:
    return get_visible(with_everything(RuleSet.objects), user, pk=pk)


def get_rule_set_to_keep(user, pk: int) -> RuleSet:
    rule_set = get_rule_set(user, pk)
    require(may_keep_rules(user, rule_set.county_id))
    return rule_set


def get_rule_group_to_keep(user, pk: int) -> RuleGroup:
    group = get_object_or_404(RuleGroup.objects.select_related("rule_set"), pk=pk)
    get_rule_set_to_keep(user, group.rule_set_id)
    return group


def get_rule_indicator(user, pk: int) -> RuleIndicator:
    """Of any rules that the user may read."""
    visible = RuleIndicator.objects.filter(group__rule_set__in=RuleSet.objects.visible_to(user))
    return get_object_or_404(visible.select_related("group__rule_set"), pk=pk)


def get_rule_indicator_to_keep(user, pk: int) -> RuleIndicator:
    indicator = get_object_or_404(RuleIndicator.objects.select_related("group__rule_set"), pk=pk)
    get_rule_set_to_keep(user, indicator.group.rule_set_id)
    return indicator


def owners_of(user) -> list[Organisation | None]:
    """Whose calculations and rules of the coefficient the user makes: counties', and None for what all share."""
    standing = standing_of(user)
    kept = standing.reach(Permission.KEEP_INDICATORS).counties
    counties = (
        list(Organisation.objects.counties().filter(pk__in=kept).order_by("order", "name_fi", "pk")) if kept else []
    )
    return counties + ([None] if standing.reach(Permission.EDIT_NATIONAL).nation else [])
