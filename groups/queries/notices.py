"""Mails that don't reach their readers, for the coordinator."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q

from groups.models import Organisation, Person, SentNotice

TOLD = timedelta(days=30)


@dataclass(frozen=True)
class Undelivered:
    """``given_up`` never went and nobody has mended it since; ``delayed`` are tried again: the mail server may be down."""

    given_up: list[SentNotice]
    delayed: list[SentNotice]

    def __bool__(self) -> bool:
        return bool(self.given_up or self.delayed)


def undelivered(county: Organisation, *, at: datetime) -> Undelivered:
    """Mails of the last 30 days to people of the county, the newest of each address and kind; two queries."""
    notices = (
        _of_county(county).filter(created_at__gte=at - TOLD).select_related("person").order_by("-created_at", "-pk")
    )
    return Undelivered(list(_unmended(notices.given_up())), list(notices.delayed()))


def _of_county(county: Organisation):
    """A mail knows no county: it is that of its person, else of whoever has the address."""
    people = Person.objects.of_county(county)
    by_address = Q(person=None, recipient__in=people.exclude(email="").values("email"))
    return SentNotice.objects.filter(Q(person__in=people.values("pk")) | by_address)


def _unmended(notices):
    """Without those whose person has another address by now or has left, and addresses to which a later mail has gone."""
    later = SentNotice.objects.filter(recipient=OuterRef("recipient"), sent_at__gt=OuterRef("created_at"))
    mended = Q(person__isnull=False) & (~Q(person__email=F("recipient")) | Q(person__left_on__isnull=False))
    return notices.exclude(mended).exclude(Exists(later))
