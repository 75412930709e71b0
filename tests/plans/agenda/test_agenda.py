"""The agenda: edited, ordered and timed, until the meeting is over."""

import re
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from groups.models import AgendaItem, Meeting
from groups.services.agenda import add_item
from plans.models import AgendaMeasure
from plans.queries.agenda import agenda_of
from plans.services.agenda import take_proposal
from tests.factories.meetings import at, make_assignment, make_comment, make_item, make_meeting, make_memo
from tests.factories.plans import make_goal, make_measure, make_section, make_update
from tests.plans.agenda.pages import TODAY, page, titles

pytestmark = pytest.mark.django_db


# Editing


def test_an_own_item_goes_before_the_end(client, secretary, meeting):
    take_proposal(meeting, None, on=TODAY, by=secretary)
    data = {"title": "Vierailija", "minutes": "15", "link": "example.org/aineisto"}
    client.post(page(meeting, "agenda-item-add"), data)
    item = meeting.agenda_items.get(title="Vierailija")
    assert titles(meeting)[1] == "Vierailija"
    assert (item.minutes, item.link, item.kind) == (15, "https://example.org/aineisto", "other")
    assert item.history.first().history_user == secretary


@pytest.mark.parametrize(
    "wrong",
    [{"title": ""}, {"minutes": "0"}, {"minutes": "481"}, {"minutes": "viisi"}, {"link": "javascript:alert(1)"}],
)
def test_a_wrong_item_is_not_saved_and_stays_in_the_form(client, secretary, meeting, wrong):
    answer = client.post(page(meeting, "agenda-item-add"), {"title": "Asia", "text": "Tausta"} | wrong)
    assert (answer.status_code, titles(meeting)) == (422, [])
    assert "Tausta" in answer.content.decode()


def test_measures_under_an_item_are_chosen_and_removed(client, secretary, meeting, section):
    goal = make_goal(section, "T5")
    kept, gone, new = (make_measure(goal) for _number in range(3))
    item = make_item(meeting)
    AgendaMeasure.objects.create(item=item, measure=kept, reason="late")
    AgendaMeasure.objects.create(item=item, measure=gone, reason="not_updated")
    client.post(page(meeting, "agenda-item-edit", item.pk), {"title": "Asia", "measures": [kept.pk, new.pk]})
    ties = AgendaMeasure.objects.filter(item=item).order_by("order")
    assert [(tie.measure, tie.reason) for tie in ties] == [(kept, "late"), (new, "chosen")]


def test_a_measure_of_another_section_cannot_be_chosen(client, secretary, meeting, plan):
    foreign = plan.measures.get(identifier="L1.1")
    answer = client.post(page(meeting, "agenda-item-add"), {"title": "Asia", "measures": [foreign.pk]})
    assert (answer.status_code, titles(meeting)) == (422, [])


def seen_in(answer) -> str:
    return re.search(r'name="seen" value="([^"]*)"', answer.content.decode())[1]


def test_a_colleagues_newer_save_is_shown_and_nothing_is_lost(client, secretary, meeting, section):
    measure = make_measure(make_goal(section, "T5"))
    item = make_item(meeting, "Asia", minutes=10)
    address = page(meeting, "agenda-item-edit", item.pk)
    seen = seen_in(client.get(address))
    client.post(address, {"title": "Kollegan otsikko", "minutes": "10", "measures": [measure.pk], "seen": seen})
    answer = client.post(address, {"title": "Asia", "minutes": "10", "text": "Minun taustani", "seen": seen})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Kollegan otsikko" in text and "Minun taustani" in text and measure.identifier in text
    item.refresh_from_db()
    assert (item.title, item.text) == ("Kollegan otsikko", "")
    assert AgendaMeasure.objects.filter(item=item).count() == 1


def test_items_move_up_and_down_and_stop_at_the_ends(client, secretary, meeting):
    items = [make_item(meeting, title) for title in "ABC"]
    for item, direction, expected in [
        (items[2], "up", "ACB"),
        (items[2], "up", "CAB"),
        (items[2], "up", "CAB"),
        (items[0], "down", "CBA"),
        (items[0], "down", "CBA"),
    ]:
        client.post(page(meeting, "agenda-item-move", item.pk), {"direction": direction})
        assert "".join(titles(meeting)) == expected


def test_removing_tells_what_goes_with_it_and_takes_it_away(client, secretary, meeting, measure):
    item = make_item(meeting)
    AgendaMeasure.objects.create(item=item, measure=measure)
    make_comment(item, by=secretary)
    task = make_assignment(meeting.groups.get(), item=item, meeting=meeting)
    asked = client.get(page(meeting, "agenda-item-remove", item.pk)).content.decode()
    for told in ("1 measure leaves", "1 comment on the item is deleted", "1 task that was agreed under it stays"):
        assert told in asked
    client.post(page(meeting, "agenda-item-remove", item.pk))
    task.refresh_from_db()
    assert (titles(meeting), task.item) == ([], None)


def test_an_item_with_notes_is_not_removed(client, secretary, meeting):
    item = make_item(meeting, discussion="Puhuttiin.")
    assert client.post(page(meeting, "agenda-item-remove", item.pk)).status_code == 422
    assert titles(meeting) == ["Asiakohta"]


def test_an_item_of_another_meeting_is_not_found(client, secretary, meeting, before):
    item = make_item(before)
    for name in ("agenda-item-edit", "agenda-item-remove"):
        assert client.get(page(meeting, name, item.pk)).status_code == 404
    assert client.post(page(meeting, "agenda-item-move", item.pk)).status_code == 404


# Clock times


def test_clock_times_come_of_the_minutes(personas, meeting):
    for minutes in (5, None, 30):
        make_item(meeting, minutes=minutes)
    agenda = agenda_of(meeting, personas.secretary, TODAY)
    starts = [row.starts_at for row in agenda.rows]
    assert starts == [at(meeting.on, 14), at(meeting.on, 14, 5), at(meeting.on, 14, 5)]
    assert [row.ends_at for row in agenda.rows] == [at(meeting.on, 14, 5), None, at(meeting.on, 14, 35)]
    assert (agenda.minutes, agenda.length, agenda.minutes_over, agenda.untimed) == (35, 110, 0, 1)


def test_clock_times_run_over_the_end_of_summer_time(personas):
    """At 3.00 the clock shows 3.00 again: an hour of minutes later it is still 3.00."""
    meeting = make_meeting(personas.group, on=date(2024, 10, 27), hour=2, ends_at=at(date(2024, 10, 27), 6))
    for _number in range(3):
        make_item(meeting, minutes=60)
    agenda = agenda_of(Meeting.objects.get(pk=meeting.pk), personas.secretary, TODAY)
    assert [timezone.localtime(row.starts_at).hour for row in agenda.rows] == [2, 3, 3]
    assert agenda.length == 300


def test_too_many_minutes_are_warned_of(client, secretary, meeting):
    make_item(meeting, minutes=110)
    assert "minutes more than the meeting lasts" not in client.get(page(meeting)).content.decode()
    make_item(meeting, minutes=15)
    assert "The items take 15 minutes more than the meeting lasts" in client.get(page(meeting)).content.decode()


# Closed agendas


@pytest.fixture(params=["cancelled", "approved"])
def closed(request, meeting) -> Meeting:
    if request.param == "cancelled":
        Meeting.objects.filter(pk=meeting.pk).update(state="cancelled", cancel_reason="Sairaus")
    else:
        make_memo(meeting, state="approved", approved_at=timezone.now(), content={})
    return meeting


def test_a_cancelled_meeting_and_an_approved_memo_refuse_changes(client, secretary, closed):
    first, second = make_item(closed, "Eka"), make_item(closed, "Toka")
    client.post(page(closed, "agenda-propose"), {"keys": ["opening"]})
    client.post(page(closed, "agenda-item-add"), {"title": "Uusi"})
    client.post(page(closed, "agenda-item-edit", first.pk), {"title": "Muutettu"})
    client.post(page(closed, "agenda-item-move", second.pk), {"direction": "up"})
    client.post(page(closed, "agenda-item-remove", second.pk))
    assert titles(closed) == ["Eka", "Toka"]
    text = client.get(page(closed)).content.decode()
    assert page(closed, "agenda-item-add") not in text


def test_an_approval_between_opening_and_saving_is_noticed(secretary, meeting):
    """The form was open while the chair approved: the service looks again."""
    item = AgendaItem(meeting=meeting, title="Myöhässä")
    make_memo(meeting, state="approved", approved_at=timezone.now(), content={})
    with pytest.raises(ValidationError):
        add_item(item, by=secretary)


# Who sees


def test_a_member_reads_and_does_not_edit(client, personas, meeting):
    make_item(meeting, "Asia")
    client.force_login(personas.member)
    text = client.get(page(meeting)).content.decode()
    assert "Asia" in text
    assert page(meeting, "agenda-propose") not in text and "agenda-item" not in text


def test_another_sections_unpublished_status_is_not_told_to_a_member(client, personas, plan):
    other = plan.sections.get(slug="lapset")
    other.group = personas.group.__class__.objects.create(county=personas.county, name_fi="Lapset", kind="age_group")
    other.save()
    measure = make_measure(make_goal(make_section(plan, "muu", other.group), "M1"))
    make_update(measure, date(2024, 1, 10), "starting")
    make_update(measure, date(2024, 3, 1), "discontinued", published=False, reason="Salaisuus")
    joint = make_meeting(personas.group, other.group, on=date(2024, 4, 15))
    AgendaMeasure.objects.create(item=make_item(joint), measure=measure)
    statuses = {}
    for name in ("member", "secretary"):
        agenda = agenda_of(Meeting.objects.get(pk=joint.pk), getattr(personas, name), TODAY)
        statuses[name] = [each.row.status for each in agenda.measures]
    assert statuses == {"member": ["starting"], "secretary": ["discontinued"]}
