"""A seat goes from one holder to the next."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from groups.models import Person, Seat


@transaction.atomic
def hand_over_seat(
    seat: Seat, person: Person | None, *, on: date, deputy: Person | None = None, reason: str, by
) -> Seat:
    """End the seat the day before and go on with a new holder until the same end; without a person it stays vacant.

    The ended seat stays and tells who held it before.
    """
    seat = Seat.objects.select_for_update(of=("self",)).select_related("group", "person").get(pk=seat.pk)
    _refuse(seat, person, on)
    successor = Seat(
        group=seat.group,
        role=seat.role,
        represents=seat.represents,
        person=person,
        deputy=deputy,
        starts_on=on,
        ends_on=seat.ends_on,
        order=seat.order,
    )
    seat.ends_on = on - timedelta(days=1)
    for each in (seat, successor):
        each._history_user, each._change_reason = by, reason
        each.full_clean()
        each.save()
    return successor


def _refuse(seat: Seat, person: Person | None, on: date) -> None:
    if on <= seat.starts_on:
        raise ValidationError({"on": _("The new holder starts after the day on which this seat's term started.")})
    if seat.ends_on and on > seat.ends_on:
        raise ValidationError(
            {"on": _("The seat's term has ended by then. A coordinator adds a seat for the new term.")}
        )
    if person and person.pk == seat.person_id:
        raise ValidationError({"person": _("%(person)s holds the seat already.") % {"person": person}})
