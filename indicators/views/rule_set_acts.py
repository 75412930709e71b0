"""Acts on the coefficient's rules that are asked about once: confirming, archiving, removing."""

from collections.abc import Callable, Sequence

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hyte.lib.clock import today
from indicators.access import get_rule_group_to_keep, get_rule_indicator_to_keep, get_rule_set_to_keep
from indicators.models import RuleSet
from indicators.services.rule_sets import (
    archive_rule_set,
    confirm_rule_set,
    delete_rule_set,
    lacks_of,
    remove_rule_group,
    remove_rule_indicator,
)


@require_http_methods(["GET", "POST"])
def rule_group_remove(request: HttpRequest, pk: int) -> HttpResponse:
    group = get_rule_group_to_keep(request.user, pk)
    return _act(
        request,
        group.rule_set,
        lambda: remove_rule_group(group, by=request.user),
        title=_("Remove the group of indicators"),
        text=_("“%(name)s” and its indicators are removed from the rules.") % {"name": group},
        done=_("The group was removed."),
    )


@require_http_methods(["GET", "POST"])
def rule_indicator_remove(request: HttpRequest, pk: int) -> HttpResponse:
    indicator = get_rule_indicator_to_keep(request.user, pk)
    return _act(
        request,
        indicator.group.rule_set,
        lambda: remove_rule_indicator(indicator, by=request.user),
        title=_("Remove the indicator"),
        text=_("“%(name)s” is removed from the rules.") % {"name": indicator},
        done=_("The indicator was removed."),
    )


@require_http_methods(["GET", "POST"])
def rule_set_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    rule_set = get_rule_set_to_keep(request.user, pk)
    return _act(
        request,
        rule_set,
        lambda: confirm_rule_set(rule_set, on=today(), by=request.user),
        title=_("Confirm the rules"),
        text=_("After this nobody can change them: what is different next year is changed in a copy."),
        done=_("The rules were confirmed."),
        is_danger=False,
        lacks=lacks_of(rule_set) if rule_set.is_open else (),
    )


@require_http_methods(["GET", "POST"])
def rule_set_archive(request: HttpRequest, pk: int) -> HttpResponse:
    rule_set = get_rule_set_to_keep(request.user, pk)
    return _act(
        request,
        rule_set,
        lambda: archive_rule_set(rule_set, by=request.user),
        title=_("Archive the rules"),
        text=_("They are no longer offered for new calculations. What was calculated by them stays."),
        done=_("The rules were archived."),
        is_danger=False,
    )


@require_http_methods(["GET", "POST"])
def rule_set_delete(request: HttpRequest, pk: int) -> HttpResponse:
    rule_set = get_rule_set_to_keep(request.user, pk)
    return _act(
        request,
        rule_set,
        lambda: delete_rule_set(rule_set, by=request.user),
        title=_("Delete the rules"),
        text=_("The draft with its groups and indicators is deleted. A draft by which something was calculated stays."),
        done=_("The draft was deleted."),
        then=reverse("indicators:rule-set-list"),
    )


def _act(
    request: HttpRequest,
    rule_set: RuleSet,
    act: Callable[[], object],
    *,
    title: str,
    text: str,
    done: str,
    is_danger: bool = True,
    lacks: Sequence[str] = (),
    then: str = "",
) -> HttpResponse:
    """Ask once, then do it; what the service refuses is told on the page of the rules."""
    if request.method == "POST":
        try:
            act()
        except ValidationError as error:
            for told in error.messages:
                messages.error(request, told)
            return redirect(rule_set)
        messages.success(request, done)
        return redirect(then or rule_set)
    context = {"rule_set": rule_set, "title": title, "text": text, "is_danger": is_danger, "lacks": lacks}
    return render(request, "indicators/rule_set_act.html", context)
