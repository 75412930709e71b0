"""The memo's pages: written item by item, alone and with a colleague, over an expired login, read by members."""

import re
from datetime import date
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.urls import reverse

from groups.models import Meeting, Memo, SentNotice
from tests.factories.groups import PASSWORD, make_person, make_seat
from tests.factories.meetings import make_item, make_meeting, make_memo
from tests.factories.plans import make_update

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day(settings) -> None:
    settings.HYTE_TODAY = date(2024, 3, 20)


@pytest.fixture
def meeting(personas) -> Meeting:
    return make_meeting(personas.group)


@pytest.fixture
def item(meeting):
    return make_item(meeting, "Avaus")


@pytest.fixture
def secretary(client, personas):
    client.force_login(personas.secretary)
    return client


def address(name: str, *args) -> str:
    return reverse(f"plans:{name}", args=args)


def notes_of(client, meeting, item) -> dict:
    """What the form of the item holds when it is opened."""
    form = client.get(address("memo-item", meeting.pk, item.pk)).context["form"]
    return {"seen": form.initial["seen"], "discussion": form["discussion"].value(), "decided": form["decided"].value()}


def send_ready(client, meeting, item) -> None:
    """Write, mark everybody and send."""
    client.post(address("memo-item", meeting.pk, item.pk), {"decided": "Sovittiin."})
    client.post(address("memo-attendance", meeting.pk), {"rest": "present"})
    client.post(address("memo-send", meeting.pk))


def test_notes_are_saved_item_by_item(secretary, meeting, item):
    notes = notes_of(secretary, meeting, item) | {"discussion": "Puhuttiin.", "decided": "Sovittiin."}
    answer = secretary.post(address("memo-item", meeting.pk, item.pk), notes)
    assert answer.url == f"{address('memo-edit', meeting.pk)}#item-{item.pk}"
    item.refresh_from_db()
    assert (item.discussion, item.decided) == ("Puhuttiin.", "Sovittiin.")
    assert "Sovittiin." in secretary.get(address("meeting-memo", meeting.pk)).content.decode()


def test_htmx_gets_the_items_own_part_and_word_that_it_was_saved(secretary, meeting, item):
    notes = notes_of(secretary, meeting, item) | {"discussion": "Puhuttiin."}
    url = address("memo-item", meeting.pk, item.pk)
    answer = secretary.post(url, notes, headers={"HX-Request": "true"})
    page = answer.content.decode()
    assert answer.status_code == 200 and page.lstrip().startswith(f'<section class="memo__part" id="item-{item.pk}"')
    assert url in answer.headers["HX-Trigger"]
    again = secretary.post(
        url, notes_of(secretary, meeting, item) | {"decided": "Uusi"}, headers={"HX-Request": "true"}
    )
    assert again.status_code == 200


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_a_colleagues_newer_notes_answer_409_and_both_texts_are_there(secretary, personas, meeting, item, headers):
    mine = notes_of(secretary, meeting, item) | {"discussion": "Minun tekstini"}
    item.discussion = "Kollegan teksti"
    item.save()
    answer = secretary.post(address("memo-item", meeting.pk, item.pk), mine, headers=headers)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Minun tekstini" in page and "Kollegan teksti" in page
    item.refresh_from_db()
    assert item.discussion == "Kollegan teksti"


def test_two_who_begin_the_same_memo_see_each_other(secretary, meeting):
    url = address("memo-edit", meeting.pk)
    form = secretary.get(url).context["form"]
    make_memo(meeting, summary="Kollegan tiivistelmä")
    answer = secretary.post(url, {"seen": form.initial["seen"], "summary": "Oma tiivistelmä", "guests": ""})
    assert answer.status_code == 409
    assert "Oma tiivistelmä" in answer.content.decode() and "Kollegan tiivistelmä" in answer.content.decode()
    assert Memo.objects.get().summary == "Kollegan tiivistelmä"


def test_notes_typed_over_an_expired_login_come_back_in_their_own_form(client, personas, meeting, item):
    other = make_item(meeting, "Toinen")
    page = address("memo-edit", meeting.pk)
    typed = {"part": f"item-{item.pk}", "discussion": "Kirjautuminen vanheni", "seen": ""}
    login = client.post(
        address("memo-item", meeting.pk, item.pk), typed, headers={"referer": f"http://testserver{page}"}
    )
    carried = {"carried": login.context["carried"], "login": personas.secretary.email, "password": PASSWORD}
    give_verified_address(personas.secretary)
    answer = client.post(reverse("account_login"), carried | {"next": login.context["redirect_field_value"]})
    assert urlsplit(answer.url).path == page
    forms = {row["item"].pk: row["form"] for row in client.get(answer.url).context["rows"]}
    assert forms[item.pk]["discussion"].value() == "Kirjautuminen vanheni"
    assert forms[other.pk]["discussion"].value() == ""


def give_verified_address(user) -> None:
    from allauth.account.models import EmailAddress

    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)


def test_attendance_is_marked_in_one_go(secretary, meeting, personas):
    seats = list(personas.group.seats.order_by("pk"))
    answer = secretary.post(
        address("memo-attendance", meeting.pk), {f"place-{seats[0].pk}": "absent", "rest": "present", "seen": ""}
    )
    assert answer.status_code == 302
    marks = dict(meeting.attendance.values_list("seat", "attended"))
    assert marks == {seats[0].pk: "absent", seats[1].pk: "present", seats[2].pk: "present"}


def test_a_colleagues_other_mark_answers_409_and_keeps_mine_in_the_form(secretary, meeting, personas):
    seat = personas.group.seats.first()
    url = address("memo-attendance", meeting.pk)
    seen = secretary.get(url).context["attendance"].initial["seen"]
    secretary.post(url, {f"place-{seat.pk}": "absent"})
    answer = secretary.post(url, {f"place-{seat.pk}": "present", "seen": seen})
    assert answer.status_code == 409
    form = answer.context["attendance"]
    assert form[f"place-{seat.pk}"].value() == "present"
    again = secretary.post(url, {f"place-{seat.pk}": "present", "seen": form["seen"].value()})
    assert (again.status_code, meeting.attendance.get(seat=seat).attended) == (302, "present")


def test_a_wrong_mark_is_refused_beside_the_person(secretary, meeting, personas):
    seat = personas.group.seats.first()
    answer = secretary.post(address("memo-attendance", meeting.pk), {f"place-{seat.pk}": "hämärä"})
    assert answer.status_code == 422
    assert not meeting.attendance.exists()


def test_from_the_secretary_through_the_chair_to_everybody(client, personas, meeting, item, measure):
    make_update(measure, meeting.on, meeting=meeting, published=False, internal_note="Salaisuus")
    client.force_login(personas.secretary)
    send_ready(client, meeting, item)
    client.force_login(personas.chair)
    mark = client.get(address("meeting-memo", meeting.pk)).context["mark"]
    client.post(address("memo-approve", meeting.pk), {"seen": mark})
    assert Memo.objects.get().state == "approved"
    client.force_login(personas.member)
    page = client.get(address("meeting-memo", meeting.pk)).content.decode()
    assert "Sovittiin." in page and "Salaisuus" not in page


def test_mails_go_out(client, personas, meeting, item, django_capture_on_commit_callbacks):
    personas.chair.person.email = "pj@example.org"
    personas.chair.person.save()
    client.force_login(personas.secretary)
    with django_capture_on_commit_callbacks(execute=True):
        send_ready(client, meeting, item)
    [message] = mail.outbox
    assert message.to == ["pj@example.org"] and address("meeting-memo", meeting.pk) in message.body


def test_a_memo_changed_meanwhile_is_shown_again_with_409(client, personas, meeting, item):
    client.force_login(personas.secretary)
    send_ready(client, meeting, item)
    client.force_login(personas.chair)
    answer = client.post(address("memo-approve", meeting.pk), {"seen": "vanha"})
    assert answer.status_code == 409 and Memo.objects.get().state == "sent"


def test_the_second_approval_is_told_and_changes_nothing(client, personas, meeting, item, in_english):
    client.force_login(personas.secretary)
    send_ready(client, meeting, item)
    for user in (personas.chair, personas.coordinator):
        client.force_login(user)
        client.cookies["django_language"] = "en"
        answer = client.post(address("memo-approve", meeting.pk), follow=True)
    assert "approved already by chair" in answer.content.decode()
    assert Memo.objects.get().approved_by == personas.chair


def test_a_returned_memo_shows_the_reason_to_the_writer_and_not_to_members(client, personas, meeting, item):
    client.force_login(personas.secretary)
    send_ready(client, meeting, item)
    client.force_login(personas.chair)
    assert client.post(address("memo-return", meeting.pk), {"return_reason": ""}).status_code == 422
    client.post(address("memo-return", meeting.pk), {"return_reason": "Lisää päätös kohtaan 1."})
    pages = {}
    for name in ("secretary", "member"):
        client.force_login(getattr(personas, name))
        pages[name] = client.get(address("meeting-memo", meeting.pk)).content.decode()
    assert "Lisää päätös kohtaan 1." in pages["secretary"]
    assert "Lisää päätös kohtaan 1." not in pages["member"]


def test_an_approved_memo_has_no_writing_page_and_refuses_what_is_sent_to_it(secretary, personas, item):
    meeting = item.meeting
    send_ready(secretary, meeting, item)
    secretary.force_login(personas.chair)
    secretary.post(address("memo-approve", meeting.pk))
    assert secretary.get(address("memo-edit", meeting.pk)).status_code == 302
    answer = secretary.post(address("memo-item", meeting.pk, item.pk), {"decided": "Muutettu"})
    assert answer.status_code == 422 and "Muutettu" in answer.content.decode()
    item.refresh_from_db()
    assert item.decided == "Sovittiin."


def test_a_cancelled_meeting_tells_that_it_has_no_memo(secretary, personas):
    meeting = make_meeting(personas.group, state="cancelled", cancel_reason="Sairastapaus")
    page = secretary.get(address("meeting-memo", meeting.pk))
    assert page.status_code == 200 and "Sairastapaus" in page.content.decode()
    assert secretary.get(address("memo-edit", meeting.pk)).status_code == 302
    assert secretary.post(address("memo-send", meeting.pk), follow=True).status_code == 200
    assert not Memo.objects.exists()


def test_an_item_of_another_meeting_isnt_found(secretary, personas, meeting):
    other = make_item(make_meeting(personas.group, on=date(2024, 4, 15)))
    assert secretary.get(address("memo-item", meeting.pk, other.pk)).status_code == 404


def test_members_comment_on_the_draft_and_not_on_an_approved_memo(client, personas, meeting, item):
    client.force_login(personas.secretary)
    client.post(address("memo-item", meeting.pk, item.pk), {"decided": "Sovittiin."})
    client.force_login(personas.member)
    client.post(address("meeting-comment-add", meeting.pk), {"target": "memo", "text": "Kirjataanko myös aika?"})
    page = client.get(address("meeting-memo", meeting.pk))
    assert "Kirjataanko myös aika?" in page.content.decode() and page.context["may_comment"]
    Memo.objects.update(state="approved", approved_at=meeting.ends_at, content={})
    assert not client.get(address("meeting-memo", meeting.pk)).context["may_comment"]


def test_whoever_has_no_account_reads_the_memo_by_the_link_of_the_mail(client, personas, meeting, item):
    seat = make_seat(personas.group, make_person("Ilman tiliä", email="ilman@example.org"))
    client.force_login(personas.secretary)
    send_ready(client, meeting, item)
    client.force_login(personas.chair)
    client.post(address("memo-approve", meeting.pk))
    notice = SentNotice.objects.get(recipient=seat.person.email)
    path = re.search(r"(/k/\S+)", notice.text)[1]
    client.logout()
    answer = client.get(path)
    assert answer.status_code == 200 and "Sovittiin." in answer.content.decode()
