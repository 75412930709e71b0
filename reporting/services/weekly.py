"""The weekly mail of what somebody follows, to those who have chosen it."""

from datetime import date, datetime, time, timedelta

from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from groups.models import NoticeItem, NoticeKind, SentNotice, User
from groups.services.mail import queue_mail
from plans.queries.follow import FollowedChange, changes_followed
from reporting.services.reminders import MONDAY, QUIET_MONTH, absolute

WEEK = timedelta(days=7)
KEY = "weekly"


def send_weekly_mails(on: date) -> list[SentNotice]:
    """Store a mail for each who wants it and for whom something has changed in the past week; on Mondays, not in July."""
    if on.weekday() != MONDAY or on.month == QUIET_MONTH:
        return []
    told = NoticeItem.objects.filter(key=KEY, due_on=on).values("recipient")
    wanting = User.objects.filter(weekly_mail=True, is_active=True).exclude(email__in=told).order_by("pk")
    sent = [_send(user, on) for user in wanting]
    return [notice for notice in sent if notice]


def _send(user: User, on: date) -> SentNotice | None:
    since = timezone.make_aware(datetime.combine(on - WEEK, time()))
    with translation.override(user.language):
        changes = changes_followed(user, since)
        if not changes:
            return None
        try:
            with transaction.atomic():
                notice = _store(user, changes)
                NoticeItem.objects.create(notice=notice, recipient=user.email, key=KEY, stage=KEY, due_on=on, on=on)
        except IntegrityError:  # another run has told the same week meanwhile
            return None
    return notice


def _store(user: User, changes: list[FollowedChange]) -> SentNotice:
    context = {
        "user": user,
        "changes": [{"change": change, "address": absolute(change.address)} for change in changes],
        "settings_address": absolute(reverse("groups:my-settings")),
    }
    return queue_mail(
        recipient=user.email,
        person=getattr(user, "person", None),
        kind=NoticeKind.WEEKLY,
        subject=_("What has changed in what you follow"),
        text=render_to_string("reporting/mail/weekly.txt", context),
        html=render_to_string("reporting/mail/weekly.html", context),
    )
