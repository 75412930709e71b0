"""Drafts of the coefficient's rules: copied and changed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from groups.access import require
from hyte.lib.form_pages import form_page, sent
from hyte.lib.forms_again import kept_initial
from indicators.access import (
    get_rule_group_to_keep,
    get_rule_indicator_to_keep,
    get_rule_set,
    get_rule_set_to_keep,
    owners_of,
)
from indicators.forms.rule_sets import RuleGroupForm, RuleIndicatorForm, RuleSetCopyForm, RuleSetForm
from indicators.models import RuleGroup, RuleIndicator, RuleSet
from indicators.services.rule_sets import (
    copy_rule_set,
    save_rule_group,
    save_rule_indicator,
    save_rule_set,
)

TEMPLATE = "indicators/rule_set_form.html"


@require_http_methods(["GET", "POST"])
def rule_set_copy(request: HttpRequest, pk: int) -> HttpResponse:
    original = get_rule_set(request.user, pk)
    owners = owners_of(request.user)
    require(bool(owners))
    copy = RuleSet(year=original.year + 1, name_fi=original.name_fi, name_sv=original.name_sv, name_en=original.name_en)
    form = RuleSetCopyForm(sent(request), instance=copy, initial=kept_initial(request), owners=owners)

    def make() -> None:
        form.instance.county = form.county
        copy_rule_set(original, form.instance, by=request.user)

    return form_page(
        request,
        form,
        make,
        title=_("Copy the rules"),
        back=original.get_absolute_url(),
        then=lambda: form.instance.get_absolute_url(),
        done=_("The copy is a draft. Change what is different and confirm it."),
        template=TEMPLATE,
        rule_set=original,
        submit=_("Make the copy"),
    )


@require_http_methods(["GET", "POST"])
def rule_set_edit(request: HttpRequest, pk: int) -> HttpResponse:
    rule_set = get_rule_set_to_keep(request.user, pk)
    if not rule_set.is_open:
        return _closed(request, rule_set)
    form = RuleSetForm(sent(request), instance=rule_set, initial=kept_initial(request))
    return _form(request, form, lambda: save_rule_set(form.instance, by=request.user), rule_set, _("Change the rules"))


@require_http_methods(["GET", "POST"])
def rule_group_create(request: HttpRequest, pk: int) -> HttpResponse:
    rule_set = get_rule_set_to_keep(request.user, pk)
    return _edit_group(request, RuleGroup(rule_set=rule_set), _("New group of indicators"))


@require_http_methods(["GET", "POST"])
def rule_group_edit(request: HttpRequest, pk: int) -> HttpResponse:
    group = get_rule_group_to_keep(request.user, pk)
    return _edit_group(request, group, _("Change the group of indicators"))


def _edit_group(request: HttpRequest, group: RuleGroup, title: str) -> HttpResponse:
    if not group.rule_set.is_open:
        return _closed(request, group.rule_set)
    form = RuleGroupForm(sent(request), instance=group, initial=kept_initial(request))
    return _form(
        request,
        form,
        lambda: save_rule_group(form.instance, by=request.user),
        group.rule_set,
        title,
        remove=_address("rule-group-remove", group),
    )


@require_http_methods(["GET", "POST"])
def rule_indicator_create(request: HttpRequest, pk: int) -> HttpResponse:
    group = get_rule_group_to_keep(request.user, pk)
    return _edit_indicator(request, RuleIndicator(group=group), _("New indicator in the rules"))


@require_http_methods(["GET", "POST"])
def rule_indicator_edit(request: HttpRequest, pk: int) -> HttpResponse:
    indicator = get_rule_indicator_to_keep(request.user, pk)
    return _edit_indicator(request, indicator, _("Change the indicator in the rules"))


def _edit_indicator(request: HttpRequest, indicator: RuleIndicator, title: str) -> HttpResponse:
    rule_set = indicator.group.rule_set
    if not rule_set.is_open:
        return _closed(request, rule_set)
    form = RuleIndicatorForm(sent(request), instance=indicator, initial=kept_initial(request), user=request.user)
    return _form(
        request,
        form,
        lambda: save_rule_indicator(form.instance, by=request.user),
        rule_set,
        title,
        remove=_address("rule-indicator-remove", indicator),
    )


def _address(name: str, record: RuleGroup | RuleIndicator) -> str:
    return reverse(f"indicators:{name}", args=[record.pk]) if record.pk else ""


def _form(request: HttpRequest, form, save, rule_set: RuleSet, title: str, remove: str = "") -> HttpResponse:
    return form_page(
        request,
        form,
        save,
        title=title,
        back=rule_set.get_absolute_url(),
        done=_("The rules were saved."),
        template=TEMPLATE,
        rule_set=rule_set,
        remove=remove,
    )


def _closed(request: HttpRequest, rule_set: RuleSet) -> HttpResponse:
    messages.error(request, _("Confirmed rules don't change any more. Make a copy and change that."))
    return redirect(rule_set)
