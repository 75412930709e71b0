"""Meetings as events of a calendar, in the active language."""

from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from groups.models import Meeting, MeetingTopic
from hyte.lib.ics import CANCELLED, CONFIRMED, TENTATIVE, CalendarEvent

STATUS = {Meeting.State.PLANNED: TENTATIVE, Meeting.State.CANCELLED: CANCELLED}


def event_of(
    meeting: Meeting, *, attendee: tuple[str, str] | None = None, stamp: datetime | None = None, writes: bool = False
) -> CalendarEvent:
    """The meeting as an event; no query where its county, groups and topics are fetched.

    The organizer is always our own address: calendars refuse a change that seems to come from somebody else.
    """
    return CalendarEvent(
        uid=str(meeting.uid),
        sequence=meeting.sequence,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        title=_title(meeting),
        changed_at=meeting.changed_at,
        status=STATUS.get(meeting.state, CONFIRMED),
        description="\n".join(_description(meeting, writes)),
        place=meeting.place or meeting.link,
        url=settings.BASE_URL.rstrip("/") + meeting.get_absolute_url(),
        organizer=(meeting.county.name, settings.DEFAULT_FROM_EMAIL),
        attendee=attendee,
        stamp=stamp,
    )


def _title(meeting: Meeting) -> str:
    """Many calendars don't show the state of a cancelled event, so the title says it."""
    return _("Cancelled: %(meeting)s") % {"meeting": meeting} if meeting.is_cancelled else meeting.title


def _description(meeting: Meeting, writes: bool) -> list[str]:
    lines = []
    if meeting.is_cancelled:
        lines.append(_("Why it was cancelled: %(reason)s") % {"reason": meeting.cancel_reason})
    if groups := [group.name for group in meeting.groups.all()]:
        lines.append(_("Groups: %(groups)s") % {"groups": ", ".join(groups)})
    if topics := [told_topic(topic) for topic in meeting.topics.all()]:
        lines.append(_("Themes: %(themes)s") % {"themes": "; ".join(topics)})
    if writes:
        lines.append(_("It is your turn to be the secretary."))
    if meeting.link:
        lines.append(_("Video meeting: %(link)s") % {"link": meeting.link})
    return lines


def told_topic(topic: MeetingTopic) -> str:
    return _("%(theme)s (to be confirmed)") % {"theme": topic.name} if topic.to_be_confirmed else topic.name
