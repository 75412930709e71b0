"""Rounds of negotiations and their highlights."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from negotiations.models import Highlight, NegotiationRound
from negotiations.services.records import remove_record, save_record


def save_round(round_: NegotiationRound, *, by) -> NegotiationRound:
    if round_.scope == NegotiationRound.Scope.YEAR:
        round_.last_year = round_.first_year
    return save_record(round_, by=by)


def remove_round(round_: NegotiationRound, *, by) -> None:
    """Remove a round in which nothing has been negotiated."""
    if round_.negotiations.exists():
        raise ValidationError(_("The round has negotiations, so it stays."), code="in_use")
    remove_record(round_, by=by)


@transaction.atomic
def save_highlight(highlight: Highlight, *, by) -> Highlight:
    """A new one becomes the last of its theme."""
    if highlight.pk is None:
        highlight.order = Highlight.objects.filter(round=highlight.round, theme=highlight.theme).count() + 1
    return save_record(highlight, by=by)


@transaction.atomic
def copy_highlights(source: NegotiationRound, target: NegotiationRound, *, by) -> int:
    """Copy the highlights of an earlier round to be worked on; those whose words are there already stay alone.

    Figures of indicators follow the newest value in the new round. Returns how many were copied.
    """
    there = set(target.highlights.values_list("theme", "text_fi"))
    copies = [each for each in source.highlights.all() if (each.theme_id, each.text_fi) not in there]
    for each in copies:
        each.pk, each.round, each.year = None, target, None
        each._state.adding = True
        save_highlight(each, by=by)
    return len(copies)
