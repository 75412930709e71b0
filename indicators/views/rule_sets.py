"""The rules of the coefficient: all sets, one set, two side by side."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from hyte.lib.decorators import public_page
from indicators.access import get_rule_set, may_keep_rules, owners_of
from indicators.forms.rule_sets import CompareForm
from indicators.models import Calculation, RuleSet
from indicators.queries.rule_sets import (
    compare_rule_sets,
    listed_rule_sets,
    rule_in_words,
    settings_of,
    with_everything,
)
from indicators.services.rule_sets import lacks_of


@require_GET
@public_page
def rule_set_list(request: HttpRequest) -> HttpResponse:
    sets = list(listed_rule_sets(request.user))
    used = [each for each in sets if each.status != RuleSet.Status.ARCHIVED]
    context = {"rule_sets": used, "archived": [each for each in sets if each not in used]}
    form = CompareForm(rule_sets=RuleSet.objects.visible_to(request.user))
    return render(
        request, "indicators/rule_set_list.html", context | {"form": form, "may_copy": bool(owners_of(request.user))}
    )


@require_GET
@public_page
def rule_set_detail(request: HttpRequest, pk: int) -> HttpResponse:
    rule_set = get_rule_set(request.user, pk)
    keeps = may_keep_rules(request.user, rule_set.county_id)
    groups = [
        (group, [(each, rule_in_words(each)) for each in group.indicators.all()]) for group in rule_set.groups.all()
    ]
    context = {
        "rule_set": rule_set,
        "settings": settings_of(rule_set),
        "groups": groups,
        "calculations": Calculation.objects.visible_to(request.user)
        .filter(rule_set=rule_set)
        .defer("frozen", "sources"),
        "keeps": keeps,
        "may_change": keeps and rule_set.is_open,
        "may_copy": bool(owners_of(request.user)),
        "lacks": lacks_of(rule_set) if keeps and rule_set.is_open else [],
    }
    return render(request, "indicators/rule_set_detail.html", context)


@require_GET
@public_page
def rule_sets_compare(request: HttpRequest) -> HttpResponse:
    """``?a=&b=``; without them, or with what isn't there, the form to choose them."""
    visible = RuleSet.objects.visible_to(request.user)
    form = CompareForm(request.GET if {"a", "b"} & request.GET.keys() else None, rule_sets=visible)
    context = {"form": form}
    if form.is_bound and form.is_valid():
        first, second = (with_everything(visible).get(pk=form.cleaned_data[name].pk) for name in ("a", "b"))
        parts = compare_rule_sets(first, second)
        same = sum(not part.differs for part in parts)
        context |= {"first": first, "second": second, "parts": parts, "same": same}
    return render(request, "indicators/rule_sets_compare.html", context)
