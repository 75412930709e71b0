"""Answering the invitation to a meeting."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from groups.models import Attendance, Meeting, Person, Seat
from groups.queries.answers import is_open_for_answers, seats_to_answer

Answer = Attendance.Answer


@transaction.atomic
def answer_meeting(
    meeting: Meeting, person: Person, answer: str, *, deputy: Person | None = None, on: date, at: datetime
) -> list[Attendance]:
    """Store the person's answer for all of the person's seats in the meeting; a later answer replaces it.

    A deputy who comes is the one named, else the seat's own. Raises ValidationError after the meeting's day (``on`` is
    today), of a cancelled meeting, and where somebody has no seat. The caller goes on with
    ``groups.services.invitations.invite_deputies``.
    """
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    _refuse(meeting, answer, on)
    seats = seats_to_answer(meeting, person)
    if not seats:
        raise ValidationError(_("You have no seat in this meeting, so there is nothing to answer."), code="no_seat")
    deputies = _deputies(seats, person, deputy, meeting) if answer == Answer.DEPUTY else {}
    return [_store(meeting, seat, person, answer, deputies.get(seat.pk), at) for seat in seats]


def _refuse(meeting: Meeting, answer: str, on: date) -> None:
    if meeting.is_cancelled:
        raise ValidationError(_("The meeting has been cancelled, so no answer is needed."), code="cancelled")
    if not is_open_for_answers(meeting, on):
        raise ValidationError(_("The meeting has been held, so it is too late to answer."), code="over")
    if answer not in Answer.values:
        raise ValidationError({"answer": _("Choose whether you come.")}, code="answer")


def _deputies(seats: list[Seat], person: Person, chosen: Person | None, meeting: Meeting) -> dict[int, Person]:
    """Who comes, by seat."""
    own = next((seat.deputy for seat in seats if seat.deputy and seat.deputy != person), None)
    named = {seat.pk: chosen or (seat.deputy if seat.deputy != person else None) or own for seat in seats}
    for deputy in named.values():
        _refuse_deputy(deputy, person, meeting)
    return named


def _refuse_deputy(deputy: Person | None, person: Person, meeting: Meeting) -> None:
    if deputy is None:
        raise ValidationError({"deputy": _("Choose who comes in your place.")}, code="deputy")
    if deputy == person:
        raise ValidationError({"deputy": _("Nobody is a deputy of oneself. Choose somebody else.")}, code="oneself")
    if deputy.left_on and deputy.left_on <= meeting.on:
        told = _("%(person)s has left. Choose somebody else.")
        raise ValidationError({"deputy": told % {"person": deputy}}, code="left")


def _store(
    meeting: Meeting, seat: Seat, person: Person, answer: str, deputy: Person | None, at: datetime
) -> Attendance:
    record, _made = Attendance.objects.select_for_update().get_or_create(meeting=meeting, seat=seat)
    if answer == Answer.COMING and record.answer == Answer.DEPUTY and record.deputy_id == person.pk:
        return record  # a deputy who comes: the seat's answer is still that a deputy comes
    record.answer, record.deputy, record.answered_at = answer, deputy, at
    record.save(update_fields=["answer", "deputy", "answered_at"])
    return record
