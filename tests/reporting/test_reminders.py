"""Reminders: who is told of what and when, and what a broken-off run leaves behind."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from groups.models import NoticeItem, NoticeKind, Person, PersonalLink, SentNotice
from groups.tasks import deliver_mail
from hyte.lib.due import DueThing, Stage
from reporting.services import reminders
from reporting.services.reminders import Words, plan_reminders, send_reminders, store_mail
from tests.factories.groups import make_person, make_seat
from tests.factories.meetings import make_assignment, make_meeting, make_memo, make_round, make_turn
from tests.factories.plans import make_bare_plan, make_goal, make_measure, make_section, make_update

pytestmark = pytest.mark.django_db

OPENED, DEADLINE = date(2024, 9, 2), date(2024, 9, 30)
AT = timezone.now()


def thing(**changes) -> DueThing:
    values = {"key": "task:1", "county": 1, "people": (), "since": OPENED, "due_on": DEADLINE}
    return DueThing(**(values | {"title": "", "what": "", "address": ""} | changes))


@pytest.mark.parametrize(
    ("on", "stage"),
    [
        (date(2024, 9, 1), None),
        (date(2024, 9, 2), Stage.FIRST),
        (date(2024, 9, 22), Stage.FIRST),
        (date(2024, 9, 23), Stage.WEEK),
        (date(2024, 9, 30), Stage.WEEK),
        (date(2024, 10, 1), Stage.LATE),
        (date(2024, 10, 13), Stage.LATE),
        (date(2024, 10, 14), Stage.VERY_LATE),
    ],
)
def test_a_thing_reaches_its_stages_by_its_day(on, stage) -> None:
    assert thing().stage(on) is stage


@pytest.fixture
def contact(personas) -> Person:
    """Has an account and a work e-mail."""
    return personas.contact.person


@pytest.fixture
def measure(personas, contact):
    section = make_section(make_bare_plan(personas.county), group=personas.group)
    return make_measure(make_goal(section), contact_person=contact)


@pytest.fixture
def asked(measure):
    """An open round that asks of the measure."""
    return make_round(measure.plan, opened_on=OPENED, deadline=DEADLINE)


def recipients(on: date) -> list[str]:
    return [notice.recipient for notice in send_reminders(on, at=AT)]


def test_everything_of_a_person_comes_in_one_mail_in_the_persons_language(measure, asked, contact, personas) -> None:
    make_measure(measure.goal, contact_person=contact)
    make_assignment(personas.group, "Kutsua kaupungit", person=contact, due_on=DEADLINE)
    contact.language = "sv"
    contact.save()
    [notice] = send_reminders(timezone.localdate(), at=AT)
    assert notice.kind == NoticeKind.REMINDER and notice.person == contact
    assert "Hej" in notice.text and "Kutsua kaupungit" in notice.text
    assert notice.text.count(asked.name) == 2
    assert 'lang="sv"' in notice.html and "Kutsua kaupungit" in notice.html
    assert notice.items.count() == 3


def test_each_stage_is_told_once(measure, asked) -> None:
    days = [OPENED + timedelta(days=number) for number in range(60)]
    told = [on for on in days if recipients(on)]
    assert told == [OPENED, date(2024, 9, 23), date(2024, 10, 1), date(2024, 10, 14)]


def test_a_missed_morning_is_made_up_for(measure, asked) -> None:
    """The server was down on the first day, and on the day before the week."""
    assert recipients(date(2024, 9, 4)) == ["yhteys@example.org"]
    assert recipients(date(2024, 9, 26)) == ["yhteys@example.org"]


def test_the_same_thing_is_not_told_again_within_five_days(measure, asked) -> None:
    send_reminders(date(2024, 9, 20), at=AT)
    assert recipients(date(2024, 9, 24)) == []
    assert recipients(date(2024, 9, 25)) == ["yhteys@example.org"]


def test_july_is_quiet_and_august_tells(measure) -> None:
    make_round(measure.plan, opened_on=date(2024, 6, 20), deadline=date(2024, 7, 10))
    assert [recipients(date(2024, 7, day)) for day in (1, 3, 11, 31)] == [[], [], [], []]
    assert recipients(date(2024, 8, 1)) == ["yhteys@example.org"]
    assert set(NoticeItem.objects.values_list("stage", flat=True)) == {Stage.VERY_LATE.value}


def test_what_has_been_reported_is_not_asked(measure, asked) -> None:
    make_update(measure, date(2024, 9, 5))
    assert recipients(date(2024, 9, 24)) == []


def refuse(address: str) -> None:
    SentNotice.objects.create(recipient=address, subject="Kutsu", is_refused=True)


@pytest.mark.parametrize("how", ["no address", "left", "refused"])
def test_who_cannot_be_reached_is_stood_in_for(measure, asked, contact, how) -> None:
    deputy = make_person("Varahenkilö", email="vara@example.org")
    measure.deputy = deputy
    measure.save()
    if how == "no address":
        contact.email = ""
    elif how == "left":
        contact.left_on = date(2024, 8, 1)
    else:
        refuse(contact.email)
    contact.save()
    [notice] = send_reminders(OPENED, at=AT)
    assert notice.recipient == "vara@example.org"
    assert contact.name in notice.text and contact.name in notice.html


def test_after_the_deputy_come_the_secretary_in_turn_and_the_coordinator(measure, asked, contact, personas) -> None:
    Person.objects.filter(pk=contact.pk).update(email="")
    secretary, in_turn = personas.secretary.person, make_person("Vuorossa", email="vuorossa@example.org")
    Person.objects.filter(pk=secretary.pk).update(email="sihteeri@example.org")
    make_turn(make_meeting(personas.group, on=date(2024, 9, 16)), in_turn)
    assert sorted(mail.addressee.email for mail in plan_reminders(OPENED)) == ["vuorossa@example.org"]
    refuse("vuorossa@example.org")
    assert [mail.addressee.email for mail in plan_reminders(OPENED)] == ["sihteeri@example.org"]
    refuse("sihteeri@example.org")
    assert [mail.addressee.email for mail in plan_reminders(OPENED)] == ["coordinator@example.org"]


def test_who_wants_none_gets_none_and_the_deputy_hears_when_it_is_late(measure, asked, contact) -> None:
    measure.deputy = make_person("Varahenkilö", email="vara@example.org")
    measure.save()
    Person.objects.filter(pk=contact.pk).update(reminders=Person.Reminders.NEVER)
    assert recipients(OPENED) == []
    assert recipients(DEADLINE) == []
    assert recipients(DEADLINE + timedelta(days=1)) == ["vara@example.org"]


def test_weekly_ones_come_on_mondays(measure, contact) -> None:
    wednesday = date(2024, 9, 4)
    make_round(measure.plan, opened_on=wednesday, deadline=DEADLINE)
    Person.objects.filter(pk=contact.pk).update(reminders=Person.Reminders.WEEKLY)
    told = [on for on in (wednesday + timedelta(days=number) for number in range(7)) if recipients(on)]
    assert told == [date(2024, 9, 9)]


def test_a_run_broken_off_neither_repeats_nor_skips(measure, asked, contact, monkeypatch) -> None:
    other = make_person("Toinen", email="zz@example.org")
    make_measure(measure.goal, contact_person=other)
    render, written = reminders.render_to_string, []

    def power_cut(template: str, context: dict) -> str:
        written.append(template)
        if len(written) == 4:  # the second person's HTML
            raise KeyboardInterrupt
        return render(template, context)

    monkeypatch.setattr(reminders, "render_to_string", power_cut)
    with pytest.raises(KeyboardInterrupt):
        send_reminders(OPENED, at=AT)
    monkeypatch.undo()
    assert recipients(OPENED) == ["zz@example.org"]
    sent = SentNotice.objects.order_by("recipient").values_list("recipient", flat=True)
    assert list(sent) == ["yhteys@example.org", "zz@example.org"]


def test_two_runs_at_once_tell_once(measure, asked) -> None:
    [planned] = plan_reminders(OPENED)
    assert recipients(OPENED) == ["yhteys@example.org"]
    assert store_mail(planned, Words(OPENED), OPENED, AT) is None
    assert SentNotice.objects.count() == 1


def test_a_rehearsal_tells_what_the_run_then_sends(measure, asked, capsys) -> None:
    call_command("send_reminders", "--on", "2024-09-02", "--rehearse")
    told = capsys.readouterr().out
    assert "yhteys@example.org" in told and measure.identifier in told
    assert not SentNotice.objects.exists() and not PersonalLink.objects.exists()
    call_command("send_reminders", "--on", "2024-09-02")
    assert [notice.recipient for notice in SentNotice.objects.all()] == ["yhteys@example.org"]


def test_without_an_account_the_mail_brings_a_personal_link(client, measure, asked, settings) -> None:
    person = make_person("Yhdistyksen edustaja", email="yhdistys@example.org")
    measure.contact_person = person
    measure.save()
    [notice] = send_reminders(OPENED, at=AT)
    [address] = [word for word in notice.text.split() if "/t/" in word]
    page = client.get(address.removeprefix(settings.BASE_URL.rstrip("/")))
    assert page.status_code == 200 and measure.wording_fi in page.content.decode()


def test_with_an_account_the_mail_leads_to_the_page(measure, asked) -> None:
    [notice] = send_reminders(OPENED, at=AT)
    assert measure.get_report_url() in notice.text and "/t/" not in notice.text


def test_the_choice_of_how_often_works_from_the_mail_without_an_account(client, measure, asked, settings) -> None:
    person = make_person("Yhdistyksen edustaja", email="yhdistys@example.org")
    measure.contact_person = person
    measure.save()
    [notice] = send_reminders(OPENED, at=AT)
    address = notice.text.split()[-1].removeprefix(settings.BASE_URL.rstrip("/"))
    assert client.get(address).status_code == 200
    assert client.post(address, {"reminders": "never", "language": "fi"}).status_code == 302
    person.refresh_from_db()
    assert person.reminders == Person.Reminders.NEVER


def test_turns_are_told_two_weeks_before(personas) -> None:
    person = make_person("Vuorossa", email="vuorossa@example.org")
    make_turn(make_meeting(personas.group, on=date(2024, 9, 30)), person)
    make_turn(
        make_meeting(personas.group, on=date(2024, 9, 30), title="Peruttu", state="cancelled", cancel_reason="x"),
        person,
    )
    assert recipients(date(2024, 9, 15)) == []
    [notice] = send_reminders(date(2024, 9, 16), at=AT)
    assert "Ryhmän kokous" in notice.text and "Peruttu" not in notice.text


def test_an_unfinished_memo_is_asked_of_the_secretary_and_a_sent_one_of_the_chair(personas) -> None:
    person = make_person("Vuorossa", email="vuorossa@example.org")
    meeting = make_meeting(personas.group, on=date(2024, 9, 30))
    make_turn(meeting, person)
    assert recipients(date(2024, 10, 1)) == ["vuorossa@example.org"]
    Person.objects.filter(user=personas.chair).update(email="pj@example.org")
    make_memo(meeting, state="sent", sent_at=timezone.make_aware(timezone.datetime(2024, 10, 7, 12)))
    assert recipients(date(2024, 10, 8)) == ["pj@example.org"]
    meeting.memo.delete()
    make_memo(meeting, state="approved", approved_at=AT, content={})
    assert recipients(date(2024, 10, 22)) == []


def test_a_task_is_told_from_its_meeting_on_where_the_day_is_held_still(personas) -> None:
    """The demo's day is far behind the clock that stamps the rows."""
    person = make_person(email="tekija@example.org")
    meeting = make_meeting(personas.group, on=date(2024, 9, 2))
    make_assignment(personas.group, person=person, meeting=meeting, due_on=DEADLINE)
    assert recipients(date(2024, 9, 1)) == []
    assert recipients(date(2024, 9, 3)) == ["tekija@example.org"]
    assert recipients(date(2024, 10, 1)) == ["tekija@example.org"]


def test_a_chair_without_an_account_is_not_asked_to_approve(personas) -> None:
    Person.objects.filter(user=personas.chair).update(email="pj@example.org", user=None)
    meeting = make_meeting(personas.group, on=date(2024, 9, 30))
    make_turn(meeting, personas.secretary.person)
    make_memo(meeting, state="sent", sent_at=timezone.make_aware(timezone.datetime(2024, 10, 1, 12)))
    assert recipients(date(2024, 10, 2)) == [personas.coordinator.email]


def test_planning_asks_the_same_number_of_questions_at_3_and_30(
    measure, asked, personas, django_assert_max_num_queries
) -> None:
    def grow(count: int) -> None:
        for _ in range(count):
            person = make_person(email=f"p{Person.objects.count()}@example.org")
            make_seat(personas.group, person)
            make_measure(measure.goal, contact_person=person)
            make_assignment(personas.group, person=person, due_on=DEADLINE)
            make_turn(make_meeting(personas.group, on=date(2024, 9, 30)), person)

    grow(3)
    on = max(timezone.localdate(), DEADLINE)
    with django_assert_max_num_queries(20) as few:
        assert len(plan_reminders(on)) >= 3
    grow(27)
    with django_assert_max_num_queries(len(few.captured_queries)):
        assert len(plan_reminders(on)) >= 30


def test_the_mail_that_goes_has_both_forms(measure, asked) -> None:
    [notice] = send_reminders(OPENED, at=AT)
    deliver_mail(notice.pk)
    [sent] = mail.outbox
    assert [kind for _content, kind in sent.alternatives] == ["text/html"]
    notice.refresh_from_db()
    assert notice.text == notice.html == "" and notice.sent_at


def test_my_settings_are_saved(client, personas) -> None:
    client.force_login(personas.contact)
    answer = client.post(reverse("groups:my-settings"), {"reminders": "weekly", "language": "sv", "weekly_mail": "on"})
    assert answer.status_code == 302
    personas.contact.refresh_from_db()
    person = Person.objects.get(user=personas.contact)
    assert (person.reminders, person.language) == ("weekly", "sv")
    assert personas.contact.weekly_mail and not personas.contact.uses_shortcuts
