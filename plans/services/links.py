"""Personal links to the short form of one measure."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from groups.models import LinkPurpose, Person, PersonalLink, SentNotice
from groups.services.links import create_link, find_link, revoke_links
from groups.services.mail import queue_mail
from plans.models import Measure, MeasureLink

VALID_FOR = timedelta(days=30)


@transaction.atomic
def send_link(measure: Measure, person: Person, *, at: datetime, by) -> SentNotice:
    """Make a new link and queue the mail that carries it; earlier ones of the same person and measure stop working."""
    _refuse_unreachable(measure, person, at)
    revoke_measure_links(measure, person, at=at)
    link, address = _make_link(measure, person, at=at, by=by)
    with translation.override(person.language):
        subject = _subject(measure)
        # An earlier mail that still waits for the mail server would come last and bring a link that doesn't work.
        SentNotice.objects.filter(recipient=person.email, subject=subject, sent_at=None).delete()
        return queue_mail(recipient=person.email, subject=subject, text=_text(measure, link, address, by))


@transaction.atomic
def make_measure_link(measure: Measure, person: Person, *, at: datetime, by) -> str:
    """Make a link for a mail that tells of several measures; return its address on the site. Earlier ones go on working."""
    return _make_link(measure, person, at=at, by=by)[1]


def _make_link(measure: Measure, person: Person, *, at: datetime, by) -> tuple[PersonalLink, str]:
    link, token = create_link(person, LinkPurpose.STATUS, valid_for=VALID_FOR, at=at, by=by)
    MeasureLink.objects.create(link=link, measure=measure)
    return link, reverse("plans:personal-report", args=[token])


def revoke_measure_links(measure: Measure, person: Person, *, at: datetime) -> int:
    """Revoke the person's links to the measure; return how many were in use."""
    return revoke_links(PersonalLink.objects.filter(person=person, measure_link__measure=measure), at=at)


def find_measure_link(token: str, *, at: datetime) -> MeasureLink | None:
    """Return what the secret opens.

    None where it is unknown, altered, expired or revoked, and where the measure has another contact person by now.
    """
    link = find_link(token, LinkPurpose.STATUS, at=at)
    ties = MeasureLink.objects.select_related("link__person", "measure__plan__county", "measure__goal__section")
    tie = ties.filter(link=link).first() if link else None
    if tie is None or not answers_for(link.person, tie.measure):
        return None
    return tie


def answers_for(person: Person, measure: Measure) -> bool:
    return person.pk in (measure.contact_person_id, measure.deputy_id)


def _refuse_unreachable(measure: Measure, person: Person, at: datetime) -> None:
    if not answers_for(person, measure):
        raise ValidationError(_("%(person)s isn't the contact person of this measure."), params={"person": person})
    if not person.email:
        raise ValidationError(
            _("%(person)s has no e-mail address. Add it to the person first, then send the link."),
            params={"person": person},
        )
    if person.left_on and person.left_on <= at.date():
        raise ValidationError(_("%(person)s has left. Choose another contact person first."), params={"person": person})


def _subject(measure: Measure) -> str:
    return _("Tell how the measure goes: %(measure)s") % {"measure": Truncator(measure).chars(80)}


def _text(measure: Measure, link: PersonalLink, address: str, by) -> str:
    context = {"measure": measure, "link": link, "address": settings.BASE_URL.rstrip("/") + address, "by": by}
    return render_to_string("plans/mail/personal_link.txt", context)
