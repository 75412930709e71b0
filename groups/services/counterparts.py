"""Keeping who works on the same matter in different organisations."""

from django.db import transaction
from django.db.models import Max

from groups.models import Counterpart

OF_THE_MATTER = ("name_fi", "name_sv", "name_en", "order")


@transaction.atomic
def save_counterpart(counterpart: Counterpart, *, by) -> Counterpart:
    """Save a place. The name and order are the matter's: a new place takes them, a changed one carries them to the others."""
    if counterpart.pk is None:
        _join(counterpart)
    else:
        _carry(counterpart, by)
    counterpart._history_user = by
    counterpart.full_clean()
    counterpart.save()
    return counterpart


def _join(counterpart: Counterpart) -> None:
    matter = Counterpart.objects.filter(county=counterpart.county, name_fi=counterpart.name_fi).first()
    for name in OF_THE_MATTER if matter else ():
        setattr(counterpart, name, getattr(matter, name))
    if matter is None:
        last = Counterpart.objects.filter(county=counterpart.county).aggregate(last=Max("order"))["last"]
        counterpart.order = (last or 0) + 1


def _carry(counterpart: Counterpart, by) -> None:
    was = Counterpart.objects.get(pk=counterpart.pk).name_fi
    peers = Counterpart.objects.filter(county=counterpart.county, name_fi=was).exclude(pk=counterpart.pk)
    for peer in peers.select_for_update():
        changed = [name for name in OF_THE_MATTER if getattr(peer, name) != getattr(counterpart, name)]
        for name in changed:
            setattr(peer, name, getattr(counterpart, name))
        if changed:
            peer._history_user = by
            peer.full_clean()
            peer.save()


@transaction.atomic
def remove_counterpart(counterpart: Counterpart, *, by) -> None:
    counterpart._history_user = by
    counterpart.delete()
