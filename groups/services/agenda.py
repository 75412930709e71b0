"""The agenda: items added, changed, ordered and removed, until the meeting is cancelled or its memo approved."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from groups.models import AgendaItem, Meeting
from groups.services.memo import refuse_after_approval

Kind = AgendaItem.Kind


@transaction.atomic
def add_item(item: AgendaItem, *, by) -> AgendaItem:
    """Save a new item: the opening comes first, the next meeting last, everything else before what closes the meeting."""
    refuse_closed(item.meeting)
    item.full_clean()
    items = list(item.meeting.agenda_items.all())
    _save(item, by)
    items.insert(_place_of(item, items), item)
    _number(items, by)
    return item


@transaction.atomic
def save_item(item: AgendaItem, *, by) -> AgendaItem:
    """Save what the agenda tells of an item; its notes and its place stay as they are stored."""
    refuse_closed(item.meeting)
    item.full_clean()
    item._history_user = by
    item.save(update_fields=["title", "text", "minutes", "presenter", "link"])
    return item


@transaction.atomic
def move_item(item: AgendaItem, direction: str, *, by) -> None:
    """Change places with the item above ("up") or below ("down"); at the end of the list nothing happens."""
    refuse_closed(item.meeting)
    items = list(item.meeting.agenda_items.select_for_update())
    place = items.index(item)
    other = place - 1 if direction == "up" else place + 1
    if 0 <= other < len(items):
        items[place], items[other] = items[other], items[place]
        _number(items, by)


@transaction.atomic
def remove_item(item: AgendaItem, *, by) -> None:
    """Remove an item with the comments on it; its tasks stay. One under which something was written stays, too."""
    refuse_closed(item.meeting)
    if item.discussion or item.decided:
        raise ValidationError(
            _("Notes have been written under this item, so it stays on the agenda. Empty them in the memo first.")
        )
    item._history_user = by
    item.delete()


def refuse_closed(meeting: Meeting) -> None:
    """Raise ValidationError where the agenda doesn't change any more; called inside the transaction of every change."""
    state = Meeting.objects.values_list("state", flat=True).get(pk=meeting.pk)
    if state == Meeting.State.CANCELLED:
        raise ValidationError(_("The meeting was cancelled, so its agenda doesn't change any more."), code="cancelled")
    refuse_after_approval(meeting)


def _place_of(item: AgendaItem, items: list[AgendaItem]) -> int:
    if item.kind == Kind.OPENING:
        return 0
    closes = bool(items) and items[-1].kind == Kind.NEXT and item.kind != Kind.NEXT
    return len(items) - 1 if closes else len(items)


def _number(items: list[AgendaItem], by) -> None:
    for order, item in enumerate(items, start=1):
        if item.order != order:
            item.order = order
            _save(item, by)


def _save(item: AgendaItem, by) -> None:
    item._history_user = by
    item.save()
