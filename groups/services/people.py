"""People leave: their account and contact details go, what they held is left vacant."""

from datetime import datetime

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from groups.models import Person, PersonalLink, SentNotice
from groups.services.links import revoke_links


@transaction.atomic
def erase_person(person: Person, *, at: datetime, reason: str, by) -> Person:
    """Take away the name, the contact details, the account and the links; seats and other places become vacant.

    The record itself stays, nameless, because history points to it. Raises ValidationError where the reason is missing
    or somebody would erase themselves.
    """
    _refuse(person, reason, by)
    revoke_links(PersonalLink.objects.filter(person=person), at=at)
    leave_places(person, reason=reason, by=by)
    SentNotice.objects.filter(recipient__in=addresses_of(person)).delete()
    if person.user:
        person.user.delete()
    _make_nameless(person, at=at, reason=reason, by=by)
    return person


def leave_places(person: Person, *, reason: str, by) -> None:
    """Leave vacant whatever the person holds, in every app."""
    for field, record in places_of(person):
        setattr(record, field, None)
        record._history_user, record._change_reason = by, reason
        record.save(update_fields=[field])


def places_of(person: Person) -> list[tuple[str, models.Model]]:
    """What the person holds, each as a field and its record: every nullable tie to a person is such a place."""
    ties = [relation for relation in Person._meta.related_objects if relation.field.null]
    return [
        (tie.field.name, record)
        for tie in ties
        for record in tie.related_model._base_manager.filter(**{tie.field.name: person})
    ]


def addresses_of(person: Person) -> set[str]:
    return {address for address in (person.email, person.user and person.user.email) if address}


def removed_name() -> str:
    """What stands in place of an erased name; it is stored, so it is written in the installation's first language."""
    with translation.override("fi"):
        return _("Removed person")


def _refuse(person: Person, reason: str, by) -> None:
    if not reason.strip():
        raise ValidationError({"reason": _("Tell why the person is removed.")})
    if person.user and person.user == by:
        raise ValidationError(_("You can't remove yourself. Ask another coordinator."))


def _make_nameless(person: Person, *, at: datetime, reason: str, by) -> None:
    blank = {"name": removed_name(), "title": "", "email": "", "phone": ""}
    for field, value in blank.items():
        setattr(person, field, value)
    person.user, person.left_on = None, person.left_on or at.date()
    person._history_user, person._change_reason = by, reason
    person.save()
    person.history.update(**blank, user=None)
    logged = LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(Person), object_id=str(person.pk))
    logged.update(object_repr=person.name)
