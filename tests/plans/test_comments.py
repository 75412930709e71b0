"""Comments: written on measures, agenda items and draft memos, answered or closed, and the writer told."""

from datetime import date

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from groups.models import SentNotice
from plans.models import AgendaMeasure, Comment
from plans.services.comments import add_comment
from plans.services.people import erase_from_plans
from tests.factories.groups import make_person, make_seat
from tests.factories.meetings import make_comment, make_item, make_meeting, make_memo

pytestmark = pytest.mark.django_db
TODAY = date(2024, 3, 20)


@pytest.fixture(autouse=True)
def _day(settings) -> None:
    settings.HYTE_TODAY = TODAY


@pytest.fixture
def meeting(personas):
    return make_meeting(personas.group)


@pytest.fixture
def item(meeting):
    return make_item(meeting, "Asia")


def signed_in(user) -> Client:
    """A browser in which English has been chosen."""
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    client.force_login(user)
    return client


def comment_on(meeting, user, target: str, text: str = "Huomio"):
    address = reverse("plans:meeting-comment-add", args=[meeting.pk])
    return signed_in(user).post(address, {"target": target, "text": text})


def end(comment, user, answer: str | None = None):
    name = "comment-close" if answer is None else "comment-answer"
    return signed_in(user).post(reverse(f"plans:{name}", args=[comment.pk]), {"answer": answer or ""})


# Writing


def test_a_member_comments_on_an_item_a_measure_and_a_draft(personas, meeting, item, measure):
    AgendaMeasure.objects.create(item=item, measure=measure)
    memo = make_memo(meeting)
    for target in (f"item-{item.pk}", f"measure-{measure.pk}", "memo"):
        assert comment_on(meeting, personas.member, target).status_code == 302
    found = Comment.objects.order_by("pk")
    assert [each.target for each in found] == [item, measure, memo]
    assert {each.by for each in found} == {personas.member}


@pytest.mark.parametrize("target", ["item-999999", "measure-1", "memo", "", "muu", "item-1' OR 1=1"])
def test_what_is_not_on_the_agenda_is_not_commented_on(personas, meeting, item, target):
    assert comment_on(meeting, personas.member, target).status_code == 422
    assert not Comment.objects.exists()


def test_an_item_of_another_meeting_is_not_commented_on(personas, meeting):
    foreign = make_item(make_meeting(personas.group, on=date(2024, 4, 15)))
    assert comment_on(meeting, personas.member, f"item-{foreign.pk}").status_code == 422


def test_after_approval_nothing_of_the_meeting_is_commented_on(personas, meeting, item):
    make_memo(meeting, state="approved", approved_at=timezone.now(), content={})
    for target in (f"item-{item.pk}", "memo"):
        assert comment_on(meeting, personas.member, target).status_code == 422


def test_an_approval_while_the_form_was_open_is_noticed(personas, meeting, item):
    memo = make_memo(meeting, state="approved", approved_at=timezone.now(), content={})
    for target in (item, memo):
        with pytest.raises(ValidationError):
            add_comment(target, "Myöhässä", by=personas.member)


def test_nothing_is_offered_to_be_commented_on_after_approval(personas, meeting, item):
    address = reverse("plans:meeting-pack", args=[meeting.pk])
    form = f'action="{reverse("plans:meeting-comment-add", args=[meeting.pk])}"'
    assert form in signed_in(personas.member).get(address).content.decode()
    make_memo(meeting, state="approved", approved_at=timezone.now(), content={})
    assert form not in signed_in(personas.member).get(address).content.decode()


@pytest.mark.parametrize("text", ["", "   ", "a" * 5001])
def test_an_empty_or_endless_comment_is_refused_and_kept_in_the_form(personas, meeting, item, text):
    answer = comment_on(meeting, personas.member, f"item-{item.pk}", text)
    assert answer.status_code == 422
    assert f'value="item-{item.pk}" selected' in answer.content.decode()


def test_markup_in_a_comment_stays_text(personas, meeting, item):
    comment_on(meeting, personas.member, f"item-{item.pk}", "<script>alert(1)</script>")
    page = signed_in(personas.member).get(reverse("plans:meeting-pack", args=[meeting.pk])).content.decode()
    assert "&lt;script&gt;alert(1)" in page and "<script>alert(1)" not in page


# What came of it


def test_the_secretary_answers_and_the_commenter_sees_it_and_gets_a_mail(personas, meeting, item):
    comment = make_comment(item, "Miksi vasta nyt?", by=personas.member)
    assert end(comment, personas.secretary, "Aineisto valmistui eilen.").status_code == 302
    comment.refresh_from_db()
    assert (comment.state, comment.answer, comment.answered_by) == (
        "answered",
        "Aineisto valmistui eilen.",
        personas.secretary,
    )
    notice = SentNotice.objects.get()
    assert (notice.recipient, notice.kind, notice.person) == (
        personas.member.email,
        "comment",
        personas.member.person,
    )
    page = signed_in(personas.member).get(reverse("plans:meeting-pack", args=[meeting.pk])).content.decode()
    assert "Aineisto valmistui eilen." in page


def test_the_mail_tells_the_comment_and_the_answer_in_the_commenters_language(personas, measure):
    personas.member.language = "en"
    personas.member.save()
    end(make_comment(measure, "Onko rahaa?", by=personas.member), personas.secretary, "On.")
    notice = SentNotice.objects.get()
    for text in (notice.text, notice.html):
        assert "Onko rahaa?" in text and "On." in text and "answers" in text
        assert f"/toimenpiteet/{measure.pk}/#comments" in text
    assert notice.subject == f"Your comment was answered: {measure}"


def test_a_comment_is_closed_without_an_answer_and_the_commenter_told(personas, measure):
    comment = make_comment(measure, by=personas.member)
    end(comment, personas.contact)
    comment.refresh_from_db()
    assert (comment.state, comment.answer, SentNotice.objects.count()) == ("closed", "", 1)


def test_of_two_who_answer_only_the_first_is_mailed(personas, measure):
    comment = make_comment(measure, by=personas.member)
    end(comment, personas.secretary, "Ensimmäinen.")
    second = end(comment, personas.coordinator, "Toinen.")
    comment.refresh_from_db()
    assert (second.status_code, comment.answer, SentNotice.objects.count()) == (422, "Ensimmäinen.", 1)
    assert "taken care of already by secretary" in second.content.decode()
    assert "Toinen." in second.content.decode()


def test_no_mail_to_oneself_or_to_somebody_without_an_address(personas, measure):
    end(make_comment(measure, by=personas.secretary), personas.secretary, "Itselleni.")
    end(make_comment(measure, person=personas.secretary.person), personas.secretary, "Itselleni.")
    end(make_comment(measure, person=make_person()), personas.secretary, "Kiitos.")
    end(make_comment(measure), personas.secretary, "Kiitos.")
    assert not SentNotice.objects.exists()


def test_an_empty_answer_is_not_sent(personas, measure):
    comment = make_comment(measure, by=personas.member)
    assert end(comment, personas.secretary, " ").status_code == 422
    assert comment.state == "open" and not SentNotice.objects.exists()


def test_the_measures_page_shows_who_answered_and_the_buttons_to_those_who_may(personas, measure):
    done = make_comment(measure, "Eka", by=personas.member, state="answered", answer="Vastaus tähän")
    waits = make_comment(measure, "Toka", by=personas.member)
    shown = {}
    for name in ("secretary", "member", "reader"):
        page = signed_in(getattr(personas, name)).get(measure.get_absolute_url()).content.decode()
        assert "Vastaus tähän" in page
        shown[name] = [f"/kommentit/{each.pk}/vastaa/" in page for each in (done, waits)]
    assert shown == {"secretary": [False, True], "member": [False, False], "reader": [False, False]}


def test_the_public_sees_no_comment(measure):
    make_comment(measure, "Salainen huomio", answer="Salainen vastaus", state="answered")
    page = Client().get(measure.get_absolute_url()).content.decode()
    assert "Salainen" not in page


def test_a_member_of_another_group_does_not_see_a_comment_on_the_measure(personas, meeting, item, measure):
    """In a joint meeting the other group's members see the measure, but not what its own group says of it."""
    AgendaMeasure.objects.create(item=item, measure=measure)
    make_comment(measure, "Ryhmän oma huomio", by=personas.secretary)
    other = personas.group.__class__.objects.create(county=personas.county, name_fi="Lapset", kind="age_group")
    meeting.groups.add(other)
    make_seat(other, make_person("muu jäsen", personas.unrelated))
    address = reverse("plans:meeting-pack", args=[meeting.pk])
    assert "Ryhmän oma huomio" in signed_in(personas.member).get(address).content.decode()
    page = signed_in(personas.unrelated).get(address)
    assert page.status_code == 200 and "Ryhmän oma huomio" not in page.content.decode()


# People who leave


def test_with_the_person_the_name_goes_from_the_comments(personas, measure, item):
    """Of the one by the account nothing is left that tells who wrote it, of the other one a nameless person."""
    person = make_person("Katoava Henkilö", email="katoava@example.org")
    by_link = make_comment(item, person=person)
    by_account = make_comment(measure, by=personas.member)
    for leaving in (person, personas.member.person):
        erase_from_plans(leaving, at=timezone.now(), reason="Lähti", by=personas.coordinator)
    for comment in (by_link, by_account):
        comment = Comment.objects.get(pk=comment.pk)
        assert (comment.by, comment.writer, comment.text) == (None, "Poistettu henkilö", "Huomio")
