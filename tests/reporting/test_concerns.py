"""What the front page tells somebody who is signed in: only what there is, by role."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from groups.models import Person, SentNotice, User
from indicators.models import SyncItem
from plans.models import Measure, Plan
from plans.services.follow import set_follow
from reporting.concerns import Concerns, concerns_of
from tests.factories.groups import make_group, make_seat
from tests.factories.indicators import adopt, make_run, make_synced_indicator
from tests.factories.meetings import (
    at,
    make_answer,
    make_assignment,
    make_comment,
    make_item,
    make_meeting,
    make_memo,
    make_round,
    make_turn,
)
from tests.factories.plans import at_noon, make_bare_plan, make_goal, make_measure, make_section, make_update

TODAY = date(2025, 1, 31)
HOME = reverse("home")


@pytest.fixture(autouse=True)
def _demo_day(settings) -> None:
    settings.HYTE_TODAY = TODAY


@pytest.fixture
def plan(personas) -> Plan:
    return make_bare_plan(personas.county)


@pytest.fixture
def measure(plan, personas) -> Measure:
    """The contact person's, in the section of the personas' group."""
    goal = make_goal(make_section(plan, group=personas.group))
    return make_measure(goal, contact_person=personas.contact.person)


def concerns(user: User) -> Concerns:
    vars(user).pop("_standing", None)
    return concerns_of(User.objects.get(pk=user.pk), TODAY)


def in_days(days: int) -> date:
    return TODAY + timedelta(days=days)


def front_page(client, user) -> str:
    client.force_login(user)
    response = client.get(HOME)
    assert response.status_code == 200
    return response.text


def january_round(plan, **changes):
    days = {"opened_on": date(2025, 1, 2), "deadline": date(2025, 2, 7), "instructions": "Kertokaa vaikutuksista."}
    return make_round(plan, "Tammikuun kierros", **(days | changes))


def test_nothing_is_shown_where_there_is_nothing(client, personas):
    for user in (personas.unrelated, personas.member, personas.reader):  # of a coordinator the law asks something
        assert 'class="concern"' not in front_page(client, user)


def test_the_contact_person_sees_what_the_round_asks(client, personas, plan, measure):
    january_round(plan)
    page = front_page(client, personas.contact)
    assert "Tammikuun kierros" in page and "7.2.2025" in page and "Kertokaa vaikutuksista." in page
    assert measure.get_report_url() in page.split('class="concern"')[1]


def test_an_answer_takes_it_away(personas, plan, measure, client):
    january_round(plan)
    make_update(measure, date(2025, 1, 20))
    assert 'class="concern"' not in front_page(client, personas.contact)


def test_a_measure_is_not_listed_twice(client, personas, plan, measure):
    """What the round asks isn't told again as one that hasn't been updated for four months."""
    january_round(plan)
    page = front_page(client, personas.contact)
    assert page.count(f'href="{measure.get_report_url()}"') == 1


@pytest.mark.parametrize(
    ("persona", "asked"),
    [("contact", 1), ("secretary", 2), ("chair", 2), ("lead", 0), ("member", 0), ("coordinator", 0)],
)
def test_of_whom_a_round_asks(personas, plan, measure, persona, asked):
    make_measure(measure.goal)
    make_measure(make_goal(make_section(plan, "lapset"), "L1"))
    january_round(plan)
    found = concerns(getattr(personas, persona)).waiting
    assert sum(len(each.waiting) for each in found) == asked


def test_ones_own_come_first(personas, plan, measure):
    own = make_measure(measure.goal, contact_person=personas.secretary.person)
    january_round(plan)
    asks = concerns(personas.secretary).waiting[0].waiting
    assert [(ask.measure, ask.is_own) for ask in asks] == [(own, True), (measure, False)]


@pytest.mark.parametrize("changes", [{"opened_on": date(2025, 2, 1)}, {"sections": []}])
def test_a_round_that_has_not_opened_or_is_of_other_sections_asks_nothing(personas, plan, measure, changes):
    sections = changes.pop("sections", None)
    made = january_round(plan, **changes)
    if sections is not None:
        made.sections.clear()
    assert concerns(personas.contact).rounds == []


def test_my_measures_tells_what_is_asked(client, personas, plan, measure):
    january_round(plan)
    client.force_login(personas.contact)
    page = client.get(reverse("plans:my-measures")).text
    assert "Tammikuun kierros" in page and "Kertokaa vaikutuksista." in page and page.count("7.2.2025") == 2
    make_update(measure, date(2025, 1, 20))
    assert "Kertokaa vaikutuksista." not in client.get(reverse("plans:my-measures")).text


def test_the_coordinator_sees_how_far_the_rounds_are(client, personas, plan, measure):
    make_measure(measure.goal)
    make_update(measure, date(2025, 1, 20))
    january_round(plan)
    make_round(make_bare_plan(personas.other_county, "muu"), "Toisten kierros")
    (state,) = concerns(personas.coordinator).states
    assert (state.count.asked, state.count.answered) == (2, 1)
    assert "Toisten kierros" not in front_page(client, personas.coordinator)


def test_what_a_round_asks_of_others_is_not_the_coordinators_to_update(client, personas, plan, measure):
    assert measure.get_report_url() in front_page(client, personas.coordinator)
    january_round(plan)
    assert measure.get_report_url() not in front_page(client, personas.coordinator)


def test_the_next_meeting_with_whose_turn_it_is(client, personas):
    meeting = make_meeting(personas.group, on=in_days(10), title="Helmikuun kokous")
    make_turn(meeting, personas.secretary.person)
    make_meeting(personas.group, on=in_days(-10), title="Pidetty jo", state="held")
    make_meeting(personas.group, on=in_days(12), title="Peruttu", state="cancelled", cancel_reason="Loma")
    (mine,), (theirs,) = concerns(personas.secretary).meetings, concerns(personas.member).meetings
    assert mine.is_mine and mine.runs and not theirs.is_mine and not theirs.runs
    assert theirs.writers == [personas.secretary.person]
    page = front_page(client, personas.member)
    assert "Helmikuun kokous" in page and "Pidetty jo" not in page and "Peruttu" not in page


def test_a_meeting_of_today_is_still_to_come(personas):
    make_meeting(personas.group, on=TODAY, hour=9)
    assert len(concerns(personas.member).meetings) == 1


def test_a_called_meeting_asks_for_an_answer_until_there_is_one(personas):
    meeting = make_meeting(personas.group, on=in_days(5), state="called", called_at=at(in_days(-1)))
    assert concerns(personas.member).meetings[0].asks_answer
    assert not concerns(personas.secretary).meetings[0].asks_answer  # of the pool, not a member
    make_answer(meeting, personas.group.seats.get(role="member"))
    assert not concerns(personas.member).meetings[0].asks_answer


def test_a_seat_whose_term_is_over_by_then_asks_nothing(personas):
    make_meeting(personas.group, on=in_days(5), state="called", called_at=at(in_days(-1)))
    personas.group.seats.filter(role="member").update(ends_on=in_days(3))
    assert not concerns(personas.member).meetings[0].asks_answer


def test_a_memo_waits_for_its_secretary_and_then_for_the_chair(personas):
    meeting = make_meeting(personas.group, on=in_days(-4), state="held")
    make_turn(meeting, personas.secretary.person)
    assert concerns(personas.secretary).memos_to_write == [meeting]
    memo = make_memo(meeting, state="sent", sent_at=at(in_days(-1)))
    assert concerns(personas.secretary).memos_to_write == []
    assert concerns(personas.chair).memos_to_approve == [memo]
    assert concerns(personas.member).memos_to_approve == []


def test_a_memo_that_no_chair_can_approve_waits_for_the_coordinator(personas):
    memo = make_memo(make_meeting(personas.group, on=in_days(-4)), state="sent", sent_at=at(in_days(-1)))
    assert concerns(personas.coordinator).memos_to_approve == []
    Person.objects.filter(user=personas.chair).update(user=None)
    assert concerns(personas.coordinator).memos_to_approve == [memo]


def test_a_memo_of_another_group_is_not_the_chairs(personas):
    other = make_group(personas.county)
    make_memo(make_meeting(other, on=in_days(-4)), state="sent", sent_at=at(TODAY))
    assert concerns(personas.chair).memos_to_approve == []


def test_own_open_tasks_the_late_one_first(client, personas):
    make_assignment(personas.group, "Myöhemmin", person=personas.contact.person, due_on=in_days(10))
    make_assignment(personas.group, "Jo myöhässä", person=personas.contact.person, due_on=in_days(-3))
    make_assignment(personas.group, "Toisen", person=personas.member.person)
    ended = {"state": "done", "ended_on": in_days(-1)}
    make_assignment(personas.group, "Tehty", person=personas.contact.person, **ended)
    assert [task.what for task in concerns(personas.contact).tasks] == ["Jo myöhässä", "Myöhemmin"]
    assert "Jo myöhässä" in front_page(client, personas.contact)


def test_meetings_for_which_nobody_is_known_to_write(personas):
    without = make_meeting(personas.group, on=in_days(20), title="Ilman")
    other = make_group(personas.county)
    both = make_meeting(personas.group, other, on=in_days(21), title="Toiselta puuttuu")
    make_turn(both, personas.secretary.person, personas.group)
    make_turn(make_meeting(personas.group, on=in_days(22)), personas.secretary.person)
    make_meeting(personas.group, on=in_days(90), title="Ehtii vielä")
    assert concerns(personas.coordinator).without_secretary == [without, both]
    assert concerns(personas.other_coordinator).without_secretary == []
    assert concerns(personas.secretary).without_secretary == []


def test_a_permanent_secretary_needs_no_turn(personas):
    group = make_group(personas.county)
    make_seat(group, personas.contact.person, "secretary")
    make_meeting(group, on=in_days(20))
    assert concerns(personas.coordinator).without_secretary == []


def test_mails_that_have_not_arrived(client, personas):
    contact = personas.contact.person
    facts = {"recipient": contact.email, "person": contact, "attempts": 1, "is_refused": True}
    SentNotice.objects.create(subject="Kutsu kokoukseen", **facts)
    assert "Kutsu kokoukseen" in front_page(client, personas.coordinator)
    for user in (personas.other_coordinator, personas.secretary):
        assert "Kutsu kokoukseen" not in front_page(client, user)


def test_changes_in_what_is_followed(client, personas, measure):
    set_follow(personas.unrelated, measure, follows=True)
    day = in_days(-3)
    make_update(measure, day, recorded_at=at_noon(day), public_text_fi="Tuore kuulumien")
    page = front_page(client, personas.unrelated)
    assert "Tuore kuulumien" in page and reverse("plans:followed") in page
    old = in_days(-20)
    measure.updates.update(recorded_at=at_noon(old), published_at=at_noon(old))
    assert 'class="concern"' not in front_page(client, personas.unrelated)


def test_whose_turn_is_next_sees_the_comments_that_wait(client, personas, measure):
    meeting = make_meeting(personas.group, on=in_days(10))
    make_turn(meeting, personas.secretary.person)
    waiting = make_comment(measure, "Puuttuuko tästä jotain?")
    make_comment(make_item(meeting), "Hoidettu jo", state="closed")
    assert concerns(personas.secretary).comments == [waiting]
    assert concerns(personas.member).comments == []
    assert "Puuttuuko tästä jotain?" in front_page(client, personas.secretary)


# Indicators


def tried(indicator, state: str, **fields) -> SyncItem:
    """What became of an indicator in a run of its own, newer than those before."""
    return SyncItem.objects.create(run=make_run(job_state="done"), indicator=indicator, state=state, **fields)


def test_a_coordinator_hears_of_new_titles_of_what_the_county_uses(personas, client):
    own, others = make_synced_indicator("Oma"), make_synced_indicator("Muiden")
    adopt(own, personas.county)
    for each in (own, others):
        each.title_changed_at = at_noon(TODAY)
        each.save()
    assert concerns(personas.coordinator).retitled == [own]
    assert concerns(personas.secretary).retitled == []
    assert reverse("indicators:indicator-title", args=[own.pk]) in front_page(client, personas.coordinator)


def test_a_coordinator_hears_of_figures_that_could_not_be_fetched(personas, client):
    failing, mended = make_synced_indicator("Ei haettu"), make_synced_indicator("Haettu")
    for each in (failing, mended):
        adopt(each, personas.county)
        tried(each, "failed", problem="broken")
    tried(mended, "unchanged")
    tried(failing, "waiting")  # another try is under way
    assert [item.indicator for item in concerns(personas.coordinator).unfetched] == [failing]
    assert concerns(personas.secretary).unfetched == []
    page = front_page(client, personas.coordinator)
    assert f"#i-{failing.pk}" in page and "Haettu" not in page


def test_failures_of_others_indicators_are_theirs(personas):
    tried(make_synced_indicator(), "failed", problem="broken")
    assert concerns(personas.coordinator).unfetched == []
