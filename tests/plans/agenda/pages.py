"""Addresses of the agenda's pages, and what they and the proposal tell."""

from datetime import date

from django.urls import reverse

from groups.models import Meeting
from plans.queries.agenda_proposal import ProposedItem, proposal_of

TODAY = date(2024, 4, 10)


def page(meeting: Meeting, name: str = "meeting-agenda", *args) -> str:
    return reverse(f"plans:{name}", args=[meeting.pk, *args])


def titles(meeting: Meeting) -> list[str]:
    return [item.title for item in meeting.agenda_items.all()]


def proposed(meeting: Meeting, user) -> dict[str, ProposedItem]:
    return {each.key: each for each in proposal_of(Meeting.objects.get(pk=meeting.pk), user, TODAY)}
