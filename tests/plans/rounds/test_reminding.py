"""Reminding those who haven't answered: shown before it is sent, one mail per person, not again within five days."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from groups.models import NoticeItem, SentNotice
from plans.queries.rounds import thing_key
from plans.services.round_reminders import plan_round_reminders, send_round_reminders
from plans.services.rounds import close_round
from tests.factories.groups import make_person
from tests.factories.plans import make_measure, make_update

from .conftest import TODAY


@pytest.fixture
def people(update_round, measure, sibling, personas):
    """The contact person has T1.1 and T1.2, a second one L1.1."""
    contact = personas.contact.person
    sibling.contact_person = contact
    sibling.save()
    other = update_round.plan.measures.get(identifier="L1.1")
    other.contact_person = make_person("Toinen Vastaaja", email="toinen@example.org", language="sv")
    other.save()
    return contact, other.contact_person


def address(update_round) -> str:
    return reverse("plans:update-round-remind", args=[update_round.pk])


def send(update_round, by, on: date = TODAY) -> list[SentNotice]:
    return send_round_reminders(update_round, on=on, at=timezone.now(), by=by)


def planned(update_round, on: date = TODAY) -> dict[str, list[str]]:
    reminders = plan_round_reminders(update_round, on).reminders
    return {each.person.email: [line.row.identifier for line in each.lines] for each in reminders}


def test_the_page_shows_who_gets_what_and_sends_nothing(client, update_round, people, personas):
    client.force_login(personas.coordinator)
    page = client.get(address(update_round)).text
    assert "yhteys@example.org" in page and "toinen@example.org" in page
    assert not SentNotice.objects.exists()
    assert planned(update_round) == {"yhteys@example.org": ["T1.1", "T1.2"], "toinen@example.org": ["L1.1"]}


def test_one_mail_per_person_with_a_row_for_each_measure(client, update_round, people, personas, mailoutbox):
    client.force_login(personas.coordinator)
    client.post(address(update_round))
    notices = SentNotice.objects.order_by("recipient")
    assert [(each.recipient, each.kind) for each in notices] == [
        ("toinen@example.org", "round"),
        ("yhteys@example.org", "round"),
    ]
    assert NoticeItem.objects.filter(recipient="yhteys@example.org").count() == 2
    assert {each.due_on for each in NoticeItem.objects.all()} == {update_round.deadline}


def test_the_mail_has_the_deadline_the_instructions_and_the_short_form(update_round, people, personas):
    update_round.instructions = "Kertokaa lyhyesti."
    update_round.save()
    notice = send(update_round, personas.coordinator)[0]
    for text in (notice.text, notice.html):
        assert "30.9.2024" in text and "Kertokaa lyhyesti." in text and "/tilanne/" in text
        assert "T1.1" in text and "T1.2" in text and "L1.1" not in text


def test_whoever_has_no_account_gets_personal_links(client, update_round, people, personas):
    notice = next(each for each in send(update_round, personas.coordinator) if each.recipient == "toinen@example.org")
    path = next(line for line in notice.text.splitlines() if line.startswith("http")).split("/", 3)[3]
    page = client.get(f"/{path}")
    assert page.status_code == 200 and "L1.1" in page.text


def test_whoever_has_answered_or_has_nothing_left_gets_nothing(update_round, people, measure, sibling):
    make_update(measure, date(2024, 9, 5))
    make_update(sibling, date(2024, 9, 6), "completed")
    assert planned(update_round) == {"toinen@example.org": ["L1.1"]}


def test_not_twice_within_five_days(client, update_round, people, personas):
    client.force_login(personas.coordinator)
    assert len(send(update_round, personas.coordinator)) == 2
    assert send(update_round, personas.coordinator) == []
    assert send(update_round, personas.coordinator, TODAY + timedelta(days=4)) == []
    told = client.get(address(update_round)).context["planned"].told_lately
    assert [line.row.identifier for line in told] == ["T1.1", "T1.2", "L1.1"]
    assert len(send(update_round, personas.coordinator, TODAY + timedelta(days=5))) == 2


def test_what_the_morning_reminded_of_counts(update_round, people, measure):
    notice = SentNotice.objects.create(recipient="yhteys@example.org", subject="x")
    facts = {"stage": "first", "due_on": update_round.deadline, "on": TODAY - timedelta(days=2)}
    NoticeItem.objects.create(notice=notice, recipient=notice.recipient, key=thing_key(update_round, measure), **facts)
    assert planned(update_round)["yhteys@example.org"] == ["T1.2"]


def test_the_deputy_and_then_the_secretary_get_it_where_mail_does_not_reach(update_round, people, measure, personas):
    contact = people[0]
    measure.deputy = make_person("Varalla", email="varalla@example.org")
    measure.save()
    contact.email = ""
    contact.save()
    personas.secretary.person.email = "sihteeri@example.org"
    personas.secretary.person.save()
    reached = planned(update_round)
    assert reached["varalla@example.org"] == ["T1.1"] and reached["sihteeri@example.org"] == ["T1.2"]


def test_an_address_that_the_server_has_refused_is_not_written_to(update_round, people):
    SentNotice.objects.create(recipient="yhteys@example.org", subject="x", is_refused=True)
    assert "yhteys@example.org" not in planned(update_round)


def test_who_has_left_gets_nothing(update_round, people):
    people[0].left_on = TODAY
    people[0].save()
    plan = plan_round_reminders(update_round, TODAY)
    assert [line.row.identifier for line in plan.unreachable] == ["T1.1", "T1.2"]


def test_who_wants_no_reminders_is_left_in_peace_until_the_deadline(update_round, people, personas):
    contact = people[0]
    contact.reminders = "never"
    contact.save()
    personas.secretary.person.email = "sihteeri@example.org"
    personas.secretary.person.save()
    plan = plan_round_reminders(update_round, TODAY)
    assert [(line.row.identifier, person) for line, person in plan.unwilling] == [("T1.1", contact), ("T1.2", contact)]
    late = planned(update_round, update_round.deadline + timedelta(days=1))
    assert late["sihteeri@example.org"] == ["T1.1", "T1.2"]


def test_two_people_of_one_address_get_one_mail(update_round, people, measure):
    make_measure(measure.goal, "T1.5", contact_person=make_person(email="Yhteys@example.org"))
    assert planned(update_round)["yhteys@example.org"] == ["T1.1", "T1.2", "T1.5"]


def test_the_mail_is_in_the_recipients_language(update_round, people, personas):
    update_round.name_sv = "Höstrundan"
    update_round.save()
    subjects = {each.recipient: each.subject for each in send(update_round, personas.coordinator)}
    assert "Höstrundan" in subjects["toinen@example.org"] and "Syksyn kierros" in subjects["yhteys@example.org"]


def test_nobody_to_remind_is_told(client, update_round, personas):
    client.force_login(personas.coordinator)
    update_round.plan.measures.update(contact_person=None)
    assert client.post(address(update_round), follow=True).status_code == 200
    assert not SentNotice.objects.exists()


def test_a_closed_round_reminds_nobody(update_round, people, personas):
    close_round(update_round, on=TODAY, at=timezone.now(), by=personas.coordinator)
    with pytest.raises(ValidationError):
        send(update_round, personas.coordinator)


def test_the_plan_of_mails_takes_the_same_queries_at_any_size(update_round, people, measure, django_assert_num_queries):
    with django_assert_num_queries(8):
        plan_round_reminders(update_round, TODAY)
    for number in range(30):
        make_measure(measure.goal, f"T1.{number + 20}", contact_person=make_person(email=f"a{number}@example.org"))
    with django_assert_num_queries(8):
        assert len(plan_round_reminders(update_round, TODAY).reminders) == 32
