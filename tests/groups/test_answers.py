"""Answers to invitations: one for all seats of a person, until the meeting's day is over."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from groups.models import Attendance, Meeting, Person
from groups.queries.answers import answers_of, own_answer
from groups.services.answers import answer_meeting
from tests.factories.groups import make_county, make_group, make_organisation, make_person, make_seat
from tests.factories.meetings import DAY, make_answer, make_meeting, make_turn

pytestmark = pytest.mark.django_db
BEFORE = DAY - timedelta(days=7)


@pytest.fixture
def meeting() -> Meeting:
    return make_meeting(make_group(make_county(), "Työikäiset"))


@pytest.fixture
def person(meeting) -> Person:
    person = make_person("Meri Jäsen", email="meri@example.org")
    make_seat(meeting.groups.get(), person)
    return person


def answer(meeting: Meeting, person: Person, what: str, on: date = BEFORE, **fields) -> list[Attendance]:
    return answer_meeting(meeting, person, what, on=on, at=timezone.now(), **fields)


def refusal(*args, **fields) -> str:
    with pytest.raises(ValidationError) as refused:
        answer(*args, **fields)
    assert not Attendance.objects.exclude(answer="").exists()
    return " ".join(refused.value.messages)


def test_one_answer_is_for_all_seats_of_the_person(meeting, person):
    other = make_group(meeting.county, "Lapset ja nuoret")
    meeting.groups.add(other)
    make_seat(other, person, "expert")
    make_seat(make_group(meeting.county, "Muu ryhmä"), person)
    assert len(answer(meeting, person, "coming")) == 2
    answers = answers_of(meeting)
    assert (answers.coming, answers.silent, [row.answer for row in answers.rows]) == (1, 0, ["coming", "coming"])


def test_later_answer_replaces_the_earlier(meeting, person):
    answer(meeting, person, "coming")
    answer(meeting, person, "not_coming")
    assert [(each.answer, each.deputy) for each in Attendance.objects.all()] == [("not_coming", None)]


def test_deputy_of_the_seat_comes_unless_another_is_chosen(meeting, person):
    own, chosen = make_person("Nimetty Varalla"), make_person("Valittu Kollega")
    person.seats.update(deputy=own)
    assert answer(meeting, person, "deputy")[0].deputy == own
    assert answer(meeting, person, "deputy", deputy=chosen)[0].deputy == chosen
    assert answers_of(meeting).deputy == 1


def test_deputy_must_be_somebody(in_english, meeting, person):
    assert refusal(meeting, person, "deputy") == "Choose who comes in your place."


def test_nobody_is_the_own_deputy(in_english, meeting, person):
    assert refusal(meeting, person, "deputy", deputy=person).startswith("Nobody is a deputy of oneself")


def test_deputy_who_has_left_is_not_sent(in_english, meeting, person):
    gone = make_person("Lähtenyt Kollega", left_on=DAY - timedelta(days=30))
    assert refusal(meeting, person, "deputy", deputy=gone) == "Lähtenyt Kollega has left. Choose somebody else."


def test_answers_end_with_the_day_of_the_meeting(in_english, meeting, person):
    told = "The meeting has been held, so it is too late to answer."
    assert refusal(meeting, person, "coming", on=DAY + timedelta(days=1)) == told
    assert answer(meeting, person, "coming", on=DAY)
    Attendance.objects.all().delete()
    Meeting.objects.update(state="held")
    assert refusal(meeting, person, "coming", on=DAY) == told


def test_cancelled_meeting_takes_no_answers(in_english, meeting, person):
    Meeting.objects.update(state="cancelled", cancel_reason="Sairastapaus")
    assert refusal(meeting, person, "coming") == "The meeting has been cancelled, so no answer is needed."


def test_word_that_is_no_answer_is_refused(in_english, meeting, person):
    assert refusal(meeting, person, "maybe") == refusal(meeting, person, "") == "Choose whether you come."


def test_only_who_has_a_seat_on_the_day_answers(in_english, meeting, person):
    person.seats.update(ends_on=DAY - timedelta(days=1))
    assert refusal(meeting, person, "coming").startswith("You have no seat in this meeting")


def test_deputy_of_a_vacant_seat_answers_for_it(meeting):
    deputy = make_person("Varalla Oleva")
    make_seat(meeting.groups.get(), None, deputy=deputy)
    answer(meeting, deputy, "coming")
    assert [(row.person, row.answer) for row in answers_of(meeting).rows] == [(deputy, "coming")]


def test_deputy_confirms_or_declines_the_seat_that_was_passed_on(meeting, person):
    deputy = make_person("Sijainen Saija")
    answer(meeting, person, "deputy", deputy=deputy)
    answer(meeting, deputy, "coming")
    assert [(each.answer, each.deputy) for each in Attendance.objects.all()] == [("deputy", deputy)]
    answer(meeting, deputy, "not_coming")
    assert [(each.answer, each.deputy) for each in Attendance.objects.all()] == [("not_coming", None)]


def test_named_deputy_does_not_answer_for_a_holder_who_comes(in_english, meeting, person):
    deputy = make_person("Nimetty Varalla")
    person.seats.update(deputy=deputy)
    assert refusal(meeting, deputy, "not_coming").startswith("You have no seat in this meeting")


def test_secretaries_by_turns_stand_there_only_in_their_turn(meeting, person):
    first, second = make_person("Ensin Vuorossa"), make_person("Toinen Vuorossa")
    for each in (first, second):
        make_seat(meeting.groups.get(), each, "secretary_pool")
    make_turn(meeting, first)
    assert {row.person for row in answers_of(meeting).rows} == {person, first}
    assert (own_answer(meeting, first, BEFORE).answer, own_answer(meeting, second, BEFORE)) == ("", None)


def test_counts_are_of_people_and_vacant_seats_are_apart(meeting, person):
    group = meeting.groups.get()
    for answered in ("coming", "not_coming", "deputy", ""):
        seat = make_seat(group, make_person())
        make_answer(meeting, seat, answered, deputy=make_person() if answered == "deputy" else None)
    make_seat(group, None)
    answers = answers_of(meeting)
    assert (answers.coming, answers.not_coming, answers.deputy, answers.silent, answers.vacant) == (1, 1, 1, 2, 1)


def test_colleagues_can_be_sent_and_strangers_not(meeting, person):
    division = make_organisation("Palvelut", parent=meeting.county)
    Person.objects.filter(pk=person.pk).update(organisation=division)
    colleague = make_person("Kollega Kalle", organisation=division)
    make_person("Lähtenyt Kollega", organisation=division, left_on=date(2023, 5, 1))
    make_person("Muualla Oleva", organisation=make_organisation("Muu", parent=meeting.county))
    own = own_answer(meeting, Person.objects.get(pk=person.pk), BEFORE)
    assert list(own.deputies) == [colleague]


# The signed-in page


def sign_in_member(client, personas, settings, on: date = BEFORE) -> Meeting:
    settings.HYTE_TODAY = on
    client.force_login(personas.member)
    return make_meeting(personas.group)


def test_member_answers_on_the_page(in_english, client, personas, settings):
    meeting = sign_in_member(client, personas, settings)
    response = client.post(reverse("groups:meeting-answer", args=[meeting.pk]), {"answer": "coming"})
    assert (response.status_code, response.url) == (302, meeting.get_absolute_url())
    record = Attendance.objects.get()
    assert (record.seat.person, record.answer) == (personas.member.person, "coming")


def test_member_sends_a_colleague_but_nobody_else(client, personas, settings):
    meeting = sign_in_member(client, personas, settings)
    address = reverse("groups:meeting-answer", args=[meeting.pk])
    stranger = make_person("Vieras", organisation=make_organisation("Muu", parent=personas.other_county))
    client.post(address, {"answer": "deputy", "deputy": stranger.pk})
    assert not Attendance.objects.exists()
    client.post(address, {"answer": "deputy", "deputy": personas.chair.person.pk})
    assert Attendance.objects.get().deputy == personas.chair.person


def test_page_tells_why_an_answer_was_not_saved(client, personas, settings):
    client.cookies["django_language"] = "en"
    meeting = sign_in_member(client, personas, settings, on=DAY + timedelta(days=1))
    address = reverse("groups:meeting-answer", args=[meeting.pk])
    page = client.post(address, {"answer": "coming"}, follow=True).content.decode()
    assert "it is too late to answer" in page
    assert "Choose whether you come." in client.post(address, {}, follow=True).content.decode()
    assert not Attendance.objects.exists()
