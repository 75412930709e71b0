"""Mails to the parties: invited once, asked once more, told of changes, and nobody left out in silence."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from groups.models import Meeting, SentNotice
from negotiations.models import Party, Representative
from negotiations.services.invitations import ask_parties, invite, send_memo_links, tell_change
from tests.factories.groups import make_person
from tests.factories.negotiations import (
    DAY,
    make_negotiation_memo,
    make_party,
    make_point,
    make_representative,
)

pytestmark = pytest.mark.django_db
ON = date(2024, 2, 1)


@pytest.fixture(autouse=True)
def _before_the_day(settings) -> None:
    settings.HYTE_TODAY = ON


@pytest.fixture
def representative(party) -> Representative:
    return make_representative(party)


def told(negotiation, personas) -> dict:
    negotiation.meeting.refresh_from_db()
    return {"on": ON, "at": timezone.now(), "by": personas.coordinator}


class TestInviting:
    def test_a_mail_with_the_calendar_and_a_personal_link(self, negotiation, representative, personas):
        mailed = invite(negotiation, **told(negotiation, personas))
        notice = mailed.notices[0]
        assert (notice.recipient, notice.person) == (representative.person.email, representative.person)
        assert "METHOD:REQUEST" in notice.calendar
        assert "/n/" in notice.text
        assert "/n/" not in notice.calendar
        assert Representative.objects.get().invited_at is not None
        meeting = Meeting.objects.get(pk=negotiation.meeting_id)
        assert (meeting.state, meeting.sequence) == ("called", 1)

    def test_whoever_was_invited_isnt_invited_again(self, negotiation, representative, personas):
        invite(negotiation, **told(negotiation, personas))
        newcomer = make_representative(make_party(negotiation))
        mailed = invite(negotiation, **told(negotiation, personas))
        assert [each.person for each in mailed.notices] == [newcomer.person]
        with pytest.raises(ValidationError):
            invite(negotiation, **told(negotiation, personas))

    def test_whom_mail_doesnt_reach_is_told(self, client, negotiation, party, personas):
        make_representative(party, make_person("Osoitteeton", email=""))
        client.force_login(personas.coordinator)
        answer = client.post(reverse("negotiations:invite", args=[negotiation.pk]), follow=True)
        assert "Osoitteeton" in answer.content.decode()
        assert Representative.objects.get().invited_at is None

    def test_not_the_withdrawn_nor_the_conveners_own(self, negotiation, convener, party, representative, personas):
        make_representative(convener)
        gone = make_party(negotiation, withdrawn_on=ON, withdrawn_reason="Syy")
        make_representative(gone)
        mailed = invite(negotiation, **told(negotiation, personas))
        assert [each.person for each in mailed.notices] == [representative.person]

    @pytest.mark.parametrize("state", ["held", "cancelled"])
    def test_not_when_it_is_over(self, negotiation, representative, personas, state):
        Meeting.objects.filter(pk=negotiation.meeting_id).update(state=state, cancel_reason="Syy")
        with pytest.raises(ValidationError):
            invite(negotiation, **told(negotiation, personas))
        assert SentNotice.objects.count() == 0

    def test_in_the_persons_language(self, negotiation, party, personas):
        make_representative(party, make_person("Företrädaren", email="f@example.org", language="sv"))
        invite(negotiation, **told(negotiation, personas))
        assert SentNotice.objects.get().subject.startswith("Kallelse")


class TestAsking:
    def test_each_party_that_has_told_nothing(self, negotiation, representative, personas):
        told_already = make_party(negotiation)
        make_representative(told_already)
        make_point(told_already)
        mailed = ask_parties(negotiation, **told(negotiation, personas))
        assert [each.person for each in mailed.notices] == [representative.person]
        assert Party.objects.get(pk=representative.party_id).asked_at is not None
        assert Party.objects.get(pk=told_already.pk).asked_at is None

    def test_not_after_the_rounds_day(self, negotiation, representative, personas):
        negotiation.round.answers_by = ON - timedelta(days=1)
        negotiation.round.save()
        with pytest.raises(ValidationError):
            ask_parties(negotiation, **told(negotiation, personas))


class TestTelling:
    def test_of_a_change_only_those_who_were_invited(self, client, negotiation, representative, personas):
        invite(negotiation, **told(negotiation, personas))
        make_representative(make_party(negotiation))
        SentNotice.objects.all().delete()
        client.force_login(personas.coordinator)
        sent = {"title": "Uusi nimi", "form": "all", "on": "2024-03-06", "starts": "13:00", "ends": "16:00"}
        assert client.post(reverse("negotiations:negotiation-edit", args=[negotiation.pk]), sent).status_code == 302
        assert [each.person for each in SentNotice.objects.all()] == [representative.person]

    def test_of_nothing_when_nothing_in_calendars_changed(self, client, negotiation, representative, personas):
        invite(negotiation, **told(negotiation, personas))
        SentNotice.objects.all().delete()
        client.force_login(personas.coordinator)
        form = client.get(reverse("negotiations:negotiation-edit", args=[negotiation.pk])).context["form"]
        sent = {name: form[name].value() or "" for name in ("title", "form", "place", "link")}
        times = {"on": "2024-03-05", "starts": "14:00", "ends": "15:50", "programme": "13.00 Avaus"}
        assert (
            client.post(reverse("negotiations:negotiation-edit", args=[negotiation.pk]), sent | times).status_code
            == 302
        )
        assert SentNotice.objects.count() == 0

    def test_of_a_cancellation(self, client, negotiation, representative, personas):
        invite(negotiation, **told(negotiation, personas))
        client.force_login(personas.coordinator)
        client.post(reverse("negotiations:negotiation-cancel", args=[negotiation.pk]), {"reason": "Sairastuminen"})
        notice = SentNotice.objects.order_by("pk").last()
        assert "METHOD:CANCEL" in notice.calendar
        assert "Sairastuminen" in notice.text
        assert "/n/" not in notice.text

    def test_nobody_when_nobody_was_invited(self, negotiation, representative, personas):
        assert tell_change(negotiation, at=timezone.now(), by=personas.coordinator) == []


def test_the_memo_goes_to_those_whose_party_is_silent(negotiation, party, representative, personas):
    memo = make_negotiation_memo(negotiation, state="sent", version=1, content={}, approve_by=DAY)
    answered = make_representative(make_party(negotiation))
    memo.answers.create(
        party=answered.party, version=1, verdict="approved", person_name="x", answered_at=timezone.now()
    )
    mailed = send_memo_links(memo, at=timezone.now(), by=personas.coordinator)
    assert [each.person for each in mailed.notices] == [representative.person]


def test_the_calendar_file(client, negotiation, personas):
    client.force_login(personas.reader)
    answer = client.get(reverse("negotiations:calendar-file", args=[negotiation.pk]))
    assert b"BEGIN:VEVENT" in answer.content
    assert negotiation.meeting.title.encode() in answer.content
