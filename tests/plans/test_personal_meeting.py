"""The page that an invitation's link opens: no account, the meeting's pack, the answer and one's own comments."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from groups.models import Attendance, Meeting, PersonalLink, Seat
from plans.models import AgendaMeasure, Comment
from tests.factories.groups import make_group, make_person, make_seat
from tests.factories.links import make_link, make_meeting_address
from tests.factories.meetings import make_answer, make_comment, make_item, make_meeting, make_memo, make_turn
from tests.factories.plans import make_goal, make_measure, make_section, make_update

pytestmark = pytest.mark.django_db
TODAY = date(2024, 3, 11)


@pytest.fixture(autouse=True)
def _day(settings) -> None:
    settings.HYTE_TODAY = TODAY


@pytest.fixture
def person(personas):
    """Holds a seat and has no account."""
    person = make_person("Jäsen Jokinen", email="jokinen@example.org")
    make_seat(personas.group, person)
    return person


@pytest.fixture
def meeting(personas) -> Meeting:
    return make_meeting(personas.group, title="Maaliskuun kokous", state="called")


@pytest.fixture
def address(meeting, person) -> str:
    return make_meeting_address(meeting, person)


# Links that don't work


def test_links_that_do_not_work_look_all_the_same(personas, meeting, person, address):
    now = timezone.now()
    left = make_person("Lähtenyt", left_on=date(2024, 1, 1))
    make_seat(personas.group, left)
    gone = [
        "/k/tuntematon/",
        "/k/" + "x" * 5000 + "/",
        address.swapcase().replace("/K/", "/k/"),
        make_meeting_address(meeting, person, at=now - timedelta(days=366)),
        make_meeting_address(meeting, make_person("Ei ryhmässä")),
        make_meeting_address(meeting, left),
    ]
    pages = [Client().get(each) for each in gone]
    assert [page.status_code for page in pages] == [404] * len(gone)
    assert not any("Maaliskuun kokous" in page.content.decode() for page in pages)


def test_a_revoked_link_and_one_for_a_measure_do_not_open_the_meeting(meeting, person, address, measure):
    PersonalLink.objects.filter(person=person).update(revoked_at=timezone.now())
    assert Client().get(address).status_code == 404
    of_measure = make_link(measure).replace("/t/", "/k/")
    assert Client().get(of_measure).status_code == 404


def test_whoever_has_lost_the_seat_is_not_let_in(meeting, person, address):
    Seat.objects.filter(person=person).update(ends_on=meeting.on - timedelta(days=1))
    assert Client().get(address).status_code == 404


def test_a_secretary_by_turns_and_a_deputy_who_was_sent_are_let_in(personas, meeting, person):
    writer, deputy = make_person("Kirjuri"), make_person("Sijainen")
    make_turn(meeting, writer)
    make_answer(meeting, Seat.objects.get(person=person), "deputy", deputy=deputy)
    for each in (writer, deputy):
        assert Client().get(make_meeting_address(meeting, each)).status_code == 200


def test_page_stays_between_reader_and_server(address):
    page = Client().get(address)
    assert (page["Cache-Control"], page["Referrer-Policy"]) == ("no-store, private", "same-origin")
    assert page["X-Robots-Tag"] == "noindex, nofollow"


def test_the_page_speaks_the_persons_language(person, address):
    person.language = "en"
    person.save()
    page = Client().get(address)
    assert page["Content-Language"] == "en" and "Your answer to the invitation" in page.content.decode()


# The answer


def test_the_invitation_is_answered_and_the_answer_shown(meeting, person, address):
    assert Client().post(address, {"act": "answer", "answer": "coming"}).status_code == 302
    assert Attendance.objects.get(seat__person=person).answer == "coming"
    assert re.search(r'value="coming"[^>]* checked', Client().get(address).content.decode())


@pytest.mark.parametrize("data", [{}, {"answer": "ehkä"}, {"answer": "deputy", "deputy": "999999"}])
def test_a_wrong_answer_is_told_and_not_saved(address, data):
    assert Client().post(address, {"act": "answer"} | data).status_code == 422
    assert not Attendance.objects.exists()


@pytest.mark.parametrize("change", [{"state": "cancelled", "cancel_reason": "Sairaus"}, {"state": "held"}])
def test_a_meeting_that_is_over_or_cancelled_takes_no_answer(meeting, address, change):
    Meeting.objects.filter(pk=meeting.pk).update(**change)
    assert Client().post(address, {"act": "answer", "answer": "coming"}).status_code == 422
    page = Client().get(address)
    assert page.status_code == 200 and not Attendance.objects.exists()
    assert ("Sairaus" in page.content.decode()) == ("cancel_reason" in change)


# Comments


def test_a_comment_by_the_link_keeps_the_person_and_no_copy_of_the_name(meeting, person, address):
    item = make_item(meeting)
    answer = Client().post(address, {"act": "comment", "target": f"item-{item.pk}", "text": "Sopii."})
    assert answer.status_code == 302
    comment = Comment.objects.get()
    assert (comment.item, comment.person, comment.by, comment.writer) == (item, person, None, "Jäsen Jokinen")


def test_own_comments_are_shown_with_what_came_of_them_and_others_are_not(personas, meeting, person, address):
    item = make_item(meeting)
    make_comment(item, "Minun", person=person, state="answered", answer="Vastaus minulle")
    make_comment(item, "Toisen huomio", by=personas.member)
    text = Client().get(address).content.decode()
    assert "Minun" in text and "Vastaus minulle" in text and "Toisen huomio" not in text
    assert "/kommentit/" not in text


def test_a_comment_that_does_not_hold_is_kept_in_the_form(meeting, address):
    item = make_item(meeting)
    answer = Client().post(address, {"act": "comment", "target": "item-999", "text": "Kirjoitin tämän"})
    assert answer.status_code == 422 and "Kirjoitin tämän" in answer.content.decode()
    assert not Comment.objects.exists() and item.title in answer.content.decode()


# What the page tells


def test_a_member_reads_the_own_sections_unpublished_status_but_no_internal_note(meeting, measure, address):
    """``measure`` is of the group's section; its newest update isn't published and has an internal note."""
    measure.updates.filter(on__gt=TODAY).update(on=TODAY)
    AgendaMeasure.objects.create(item=make_item(meeting), measure=measure)
    text = Client().get(address).content.decode()
    assert "Julkaisematon teksti" in text
    assert "Sisäinen huomio" not in text and "Työteksti salassa" not in text


def test_of_another_groups_section_only_what_is_published_is_told(personas, plan, person):
    other = make_group(personas.county)
    measure = make_measure(make_goal(make_section(plan, "muu", other), "M1"))
    make_update(measure, date(2024, 1, 10), public_text_fi="Julkinen teksti")
    make_update(measure, date(2024, 2, 10), public_text_fi="Julkaisematon toinen", published=False)
    joint = make_meeting(personas.group, other)
    AgendaMeasure.objects.create(item=make_item(joint), measure=measure)
    text = Client().get(make_meeting_address(joint, person)).content.decode()
    assert "Julkinen teksti" in text and "Julkaisematon toinen" not in text


def test_a_measure_of_another_groups_internal_plan_is_not_told(personas, plan, person):
    other = make_group(personas.county)
    measure = make_measure(make_goal(make_section(plan, "muu", other), "M1"), wording_fi="Sisäinen toimenpide")
    type(plan).objects.filter(pk=plan.pk).update(publication="internal")
    joint = make_meeting(personas.group, other)
    AgendaMeasure.objects.create(item=make_item(joint), measure=measure)
    address = make_meeting_address(joint, person)
    assert "Sisäinen toimenpide" not in Client().get(address).content.decode()
    answer = Client().post(address, {"act": "comment", "target": f"measure-{measure.pk}", "text": "Huomio"})
    assert answer.status_code == 422 and "Sisäinen toimenpide" not in answer.content.decode()


def test_the_draft_of_the_memo_is_read_and_commented_on_by_the_link(meeting, person, address, settings):
    make_item(meeting, "Asia", discussion="Puhuttiin pitkään.")
    memo = make_memo(meeting)
    assert "Puhuttiin" not in Client().get(f"{address}?osa=muistio").content.decode()  # the meeting is still ahead
    settings.HYTE_TODAY = meeting.on
    assert "Puhuttiin pitkään." in Client().get(f"{address}?osa=muistio").content.decode()
    Client().post(f"{address}?osa=muistio", {"act": "comment", "target": "memo", "text": "Nimi on väärin."})
    assert Comment.objects.get().memo == memo


def test_the_page_can_be_opened_again_and_again_and_changes_nothing(meeting, address):
    for _time in range(2):
        assert Client().get(address).status_code == 200
    assert Client().get(address + "?kohde=roska&osa=roska").status_code == 200
    assert not Attendance.objects.exists() and PersonalLink.objects.get().last_used_at is not None


def test_the_packs_pages_need_an_account(meeting):
    for name in ("meeting-pack", "meeting-pack-pdf", "meeting-agenda"):
        answer = Client().get(reverse(f"plans:{name}", args=[meeting.pk]))
        assert (answer.status_code, "/accounts/login/" in answer.get("Location", "")) == (302, True)
