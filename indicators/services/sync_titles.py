"""Accepting the new title of an indicator that Sotkanet has given another one."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from indicators.models import Indicator
from indicators.sotkanet import clean_text

CODES = ("fi", "sv", "en")


def told_titles(indicator: Indicator) -> dict[str, str]:
    """The titles that Sotkanet's document tells now, by language."""
    titles = indicator.metadata.get("title") or {}
    return {code: clean_text(titles.get(code) or "")[:300] for code in CODES}


@transaction.atomic
def accept_title(indicator: Indicator, *, seen: str, by) -> Indicator:
    """Take Sotkanet's titles as ours, so that the figures are fetched again. ``seen`` is the Finnish one that was in sight."""
    found = Indicator.objects.select_for_update(of=("self",)).get(pk=indicator.pk)
    told = told_titles(found)
    if not found.title_changed_at:
        raise ValidationError(_("The new title has already been accepted."))
    if seen != told["fi"]:
        raise ValidationError(_("The title has changed once more meanwhile. Look at it again."))
    for code in CODES:
        setattr(found, f"title_{code}", told[code])
    found.title_changed_at = found.data_updated_on = None
    found._history_user, found._change_reason = by, "Sotkanet"
    found.save()
    return found
