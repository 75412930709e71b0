"""Copying, changing and confirming the rules of the coefficient. What is confirmed or archived never changes any more."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from indicators.models import RuleGroup, RuleIndicator, RuleSet

NAMES = ("name_fi", "name_sv", "name_en")
Status = RuleSet.Status


@transaction.atomic
def copy_rule_set(original: RuleSet, copy: RuleSet, *, by) -> RuleSet:
    """Make a draft of the same rules. The unsaved ``copy`` tells its name, year and county."""
    for field in RuleSet._meta.concrete_fields:
        if field.name not in {"id", "year", "county", "shipped_as", "status", "copied_from", *NAMES} and field.editable:
            setattr(copy, field.attname, getattr(original, field.attname))
    copy.copied_from, copy.status = original, Status.DRAFT
    _save(copy, by)
    for group in original.groups.prefetch_related("indicators"):
        indicators = list(group.indicators.all())
        copied = _again(group, by, rule_set=copy)
        for each in indicators:
            _again(each, by, group=copied)
    return copy


def _again(record: models.Model, by, **owner) -> models.Model:
    values = {field.attname: getattr(record, field.attname) for field in record._meta.concrete_fields}
    del values["id"]
    again = type(record)(**values)
    for name, value in owner.items():
        setattr(again, name, value)
    return _save(again, by)


@transaction.atomic
def save_rule_set(rule_set: RuleSet, *, by) -> RuleSet:
    _refuse_closed(rule_set.pk)
    return _save(rule_set, by)


@transaction.atomic
def save_rule_group(group: RuleGroup, *, by) -> RuleGroup:
    _refuse_closed(group.rule_set_id)
    return _save(_at_the_end(group, group.rule_set.groups), by)


@transaction.atomic
def save_rule_indicator(indicator: RuleIndicator, *, by) -> RuleIndicator:
    rule_set = indicator.group.rule_set_id
    _refuse_closed(rule_set)
    same = RuleIndicator.objects.filter(group__rule_set=rule_set, key=indicator.key).exclude(pk=indicator.pk)
    if same.exists():
        raise ValidationError({"key": _("Another indicator of these rules has this key.")})
    return _save(_at_the_end(indicator, indicator.group.indicators), by)


def _at_the_end(record: RuleGroup | RuleIndicator, siblings: models.QuerySet) -> RuleGroup | RuleIndicator:
    if record.pk is None:
        last = siblings.aggregate(last=models.Max("order"))["last"]
        record.order = 0 if last is None else last + 1
    return record


@transaction.atomic
def remove_rule_group(group: RuleGroup, *, by) -> None:
    """With its indicators."""
    _refuse_closed(group.rule_set_id)
    _delete(group, by)


@transaction.atomic
def remove_rule_indicator(indicator: RuleIndicator, *, by) -> None:
    _refuse_closed(indicator.group.rule_set_id)
    _delete(indicator, by)


@transaction.atomic
def confirm_rule_set(rule_set: RuleSet, *, on, by) -> RuleSet:
    """Close the draft: from now on it only counts. Raises ValidationError where it lacks something."""
    _refuse_closed(rule_set.pk)
    if lacks := lacks_of(rule_set):
        raise ValidationError(lacks)
    rule_set.status, rule_set.confirmed_on, rule_set.confirmed_by = Status.CONFIRMED, on, by
    return _save(rule_set, by)


@transaction.atomic
def archive_rule_set(rule_set: RuleSet, *, by) -> RuleSet:
    """Put it away: what was calculated by it stays."""
    rule_set.status = Status.ARCHIVED
    return _save(rule_set, by)


@transaction.atomic
def delete_rule_set(rule_set: RuleSet, *, by) -> None:
    """Delete a draft by which nothing has been calculated."""
    _refuse_closed(rule_set.pk)
    if rule_set.calculations.exists() or rule_set.published.exists():
        raise ValidationError(_("There are calculations by these rules. Archive them instead of deleting."))
    _delete(rule_set, by)


def lacks_of(rule_set: RuleSet) -> list[str]:
    """What keeps the rules from being confirmed, in words. Rules without groups take ready coefficients only."""
    lacks = []
    if not rule_set.is_complete:
        lacks.append(_("The rules are marked incomplete. Fill in what is missing and mark them complete."))
    if rule_set.price is None and rule_set.pot is None:
        lacks.append(_("There is neither a price for a resident nor a sum to share."))
    for group in rule_set.groups.prefetch_related("indicators"):
        if group.weight is None:
            lacks.append(_("The weight of “%(name)s” is missing.") % {"name": group})
        if not group.indicators.all():
            lacks.append(_("“%(name)s” has no indicators.") % {"name": group})
        for each in group.indicators.all():
            if not each.basis:
                lacks.append(_("What is scaled of “%(name)s” is not told.") % {"name": each})
    return lacks


def _refuse_closed(rule_set_id: int | None) -> None:
    """Nobody confirms it while it is being changed: the row is locked."""
    stands = RuleSet.objects.select_for_update().filter(pk=rule_set_id).first()
    if stands and not stands.is_open:
        raise ValidationError(_("Confirmed rules don't change any more. Make a copy and change that."))


def _save(record: models.Model, by) -> models.Model:
    record._history_user = by
    record.full_clean()
    record.save()
    return record


def _delete(record: models.Model, by) -> None:
    record._history_user = by
    try:
        record.delete()
    except models.ProtectedError:
        raise ValidationError(_("A county has judged an indicator of it: remove the triage first.")) from None
