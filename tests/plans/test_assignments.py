"""Tasks: added in the memo or in the list, changed, done, dropped, taken up again."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from groups.models import Assignment
from groups.queries.assignments import open_tasks_of, people_of_group
from groups.services.assignments import end_assignment, reopen_assignment, save_assignment
from tests.factories.groups import make_group, make_organisation, make_person, make_seat
from tests.factories.meetings import make_assignment, make_item, make_meeting

pytestmark = pytest.mark.django_db
TODAY = date(2024, 3, 20)


@pytest.fixture(autouse=True)
def _day(settings) -> None:
    settings.HYTE_TODAY = TODAY


@pytest.fixture
def task(personas) -> Assignment:
    return make_assignment(personas.group, person=personas.member.person)


def address(name: str, *args) -> str:
    return reverse(f"plans:{name}", args=args)


def test_open_tasks_come_by_urgency_and_ended_ones_not_at_all(personas):
    person = personas.member.person
    make_assignment(personas.group, "Ei päivää", person=person)
    make_assignment(personas.group, "Myöhempi", person=person, due_on=date(2024, 5, 1))
    make_assignment(personas.group, "Ensin", person=person, due_on=date(2024, 4, 1))
    make_assignment(personas.group, "Tehty", person=person, state="done", ended_on=TODAY)
    make_assignment(personas.group, "Toisen", person=personas.chair.person)
    assert [task.what for task in open_tasks_of(person)] == ["Ensin", "Myöhempi", "Ei päivää"]


def test_who_can_take_a_task(personas):
    group = make_group(personas.county)
    outside = make_organisation("Kaupunki", kind="municipality", parent=personas.other_county)
    guest, deputy, stranger = (make_person(organisation=outside) for _time in range(3))
    make_seat(group, guest, deputy=deputy)
    left = make_person(organisation=personas.division, left_on=date(2024, 1, 1))
    people = set(people_of_group(group, TODAY))
    assert {guest, deputy, personas.contact.person} <= people
    assert people.isdisjoint({stranger, left})


def test_the_secretary_adds_a_task_under_an_item_and_comes_back_to_it(client, personas):
    meeting = make_meeting(personas.group)
    item = make_item(meeting)
    client.force_login(personas.secretary)
    url = f"{address('assignment-add', personas.group.pk)}?kohta={item.pk}"
    typed = {"what": "Kutsu asiantuntija", "person": personas.member.person.pk, "due_on": "2024-05-01"}
    answer = client.post(url, typed)
    task = Assignment.objects.get()
    assert (task.what, task.person, task.item, task.meeting) == (typed["what"], personas.member.person, item, meeting)
    assert answer.url == f"{address('memo-edit', meeting.pk)}#item-{item.pk}"


def test_an_item_of_another_group_isnt_taken_from_the_address(client, personas):
    item = make_item(make_meeting(make_group(personas.county)))
    client.force_login(personas.secretary)
    client.post(f"{address('assignment-add', personas.group.pk)}?kohta={item.pk}&kokous=999", {"what": "Tehtävä"})
    task = Assignment.objects.get()
    assert (task.item, task.meeting) == (None, None)


@pytest.mark.parametrize("typed", [{"what": ""}, {"what": "x" * 501}, {"what": "T", "due_on": "2024-02-31"}])
def test_bad_input_comes_back_with_what_was_typed(client, personas, typed):
    client.force_login(personas.secretary)
    answer = client.post(address("assignment-add", personas.group.pk), typed)
    assert answer.status_code == 422 and not Assignment.objects.exists()
    assert answer.context["form"]["what"].value() == typed["what"]


def test_a_task_isnt_due_before_the_meeting_that_agreed_it(personas):
    task = Assignment(group=personas.group, meeting=make_meeting(personas.group), what="T", due_on=date(2024, 3, 17))
    with pytest.raises(ValidationError):
        save_assignment(task, by=personas.secretary)


def test_a_task_of_a_group_that_doesnt_meet_is_refused(personas):
    meeting = make_meeting(make_group(personas.county))
    with pytest.raises(ValidationError):
        save_assignment(Assignment(group=personas.group, meeting=meeting, what="T"), by=personas.secretary)


def test_the_assignee_marks_the_own_task_done_and_says_what_came_of_it(client, personas, task):
    client.force_login(personas.member)
    answer = client.post(address("assignment-done", task.pk), {"outcome": "Asiantuntija tulee."})
    task.refresh_from_db()
    assert (task.state, task.ended_on, task.outcome) == ("done", TODAY, "Asiantuntija tulee.")
    assert answer.url == address("my-assignments")
    assert task.history.first().history_user == personas.member


def test_another_member_cant_and_the_assignee_cant_drop_it(client, personas, task):
    client.force_login(personas.member)
    assert client.post(address("assignment-drop", task.pk), {"outcome": "En ehdi"}).status_code == 403
    task.person = None
    task.save()
    assert client.post(address("assignment-done", task.pk)).status_code == 403


def test_dropping_needs_a_reason(client, personas, task):
    client.force_login(personas.secretary)
    assert client.post(address("assignment-drop", task.pk), {"outcome": " "}).status_code == 422
    with pytest.raises(ValidationError):
        end_assignment(task, "dropped", outcome="", on=TODAY, by=personas.secretary)
    client.post(address("assignment-drop", task.pk), {"outcome": "Ei tarvita."})
    task.refresh_from_db()
    assert (task.state, task.outcome) == ("dropped", "Ei tarvita.")


def test_a_task_ends_once_and_can_be_taken_up_again(personas, task):
    end_assignment(task, "done", outcome="", on=TODAY, by=personas.secretary)
    with pytest.raises(ValidationError):
        end_assignment(task, "dropped", outcome="Syy", on=TODAY, by=personas.secretary)
    ended = Assignment.objects.get(pk=task.pk)
    with pytest.raises(ValidationError):
        save_assignment(ended, by=personas.secretary)
    assert reopen_assignment(ended, by=personas.secretary).state == "open"
    assert list(Assignment.objects.open()) == [task]


def test_a_colleagues_change_of_a_task_answers_409(client, personas, task):
    client.force_login(personas.secretary)
    form = client.get(address("assignment-edit", task.pk)).context["form"]
    Assignment.objects.update(what="Kollegan sanoin")
    typed = {"what": "Omin sanoin", "person": task.person_id, "seen": form.initial["seen"]}
    answer = client.post(address("assignment-edit", task.pk), typed)
    assert answer.status_code == 409
    assert "Kollegan sanoin" in answer.content.decode() and "Omin sanoin" in answer.content.decode()


def test_lists_of_the_group_and_of_oneself(client, personas, task):
    make_assignment(personas.group, "Toisen tehtävä", person=personas.chair.person, due_on=date(2024, 1, 1))
    client.force_login(personas.member)
    own, all_of_them = address("my-assignments"), address("group-assignments", personas.group.pk)
    own_page, group_page = (client.get(url).content.decode() for url in (own, all_of_them))
    assert task.what in own_page and "Toisen tehtävä" not in own_page
    assert task.what in group_page and "Toisen tehtävä" in group_page
    assert address("assignment-edit", task.pk) not in group_page


def test_an_account_without_a_person_is_told_so(client, personas):
    client.force_login(personas.reader)
    assert client.get(address("my-assignments")).status_code == 200
