"""Following measures, goals and groups, and what is told of them."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from plans.models import Follow, WordingVersion
from plans.queries.follow import changes_followed, followed_by
from plans.services.follow import set_follow
from tests.factories.groups import make_group, make_person, make_seat
from tests.factories.meetings import at, make_meeting, make_memo
from tests.factories.plans import at_noon, make_goal, make_measure, make_update

SINCE = at(date(2025, 1, 1), 0)
JANUARY = date(2025, 1, 20)


@pytest.fixture(autouse=True)
def _demo_day(settings) -> None:
    settings.HYTE_TODAY = date(2025, 1, 31)


def follow_url(kind: str, thing) -> str:
    return reverse("plans:follow", args=[kind, thing.pk])


def told(user) -> list[tuple[str, str]]:
    return [(change.kind, change.title) for change in changes_followed(user, SINCE)]


def test_the_button_follows_and_stops(client, measure, personas):
    client.force_login(personas.unrelated)
    response = client.post(follow_url("measure", measure), {"seuraa": "1"})
    assert response.url == measure.get_absolute_url()
    assert Follow.objects.get().measure == measure
    assert 'name="seuraa" value="0"' in client.get(measure.get_absolute_url()).text
    client.post(follow_url("measure", measure), {"seuraa": "0"})
    assert not Follow.objects.exists()


def test_pressing_twice_changes_nothing(client, measure, personas):
    client.force_login(personas.reader)
    for _time in range(2):
        client.post(follow_url("measure", measure), {"seuraa": "1"})
    assert Follow.objects.count() == 1


def test_without_a_word_it_turns_to_the_other(client, measure, personas):
    client.force_login(personas.reader)
    client.post(follow_url("goal", measure.goal))
    client.post(follow_url("goal", measure.goal))
    assert not Follow.objects.exists()


def test_htmx_gets_the_button_alone(client, measure, personas):
    client.force_login(personas.reader)
    response = client.post(follow_url("measure", measure), {"seuraa": "1"}, headers={"hx-request": "true"})
    assert response.text.startswith("<form") and 'value="0"' in response.text and "csrfmiddlewaretoken" in response.text


def test_stopping_on_the_list_leads_back_to_it(client, measure, personas):
    client.force_login(personas.reader)
    set_follow(personas.reader, measure, follows=True)
    response = client.post(follow_url("measure", measure), {"seuraa": "0", "takaisin": "seuratut"})
    assert response.url == reverse("plans:followed")


@pytest.mark.parametrize(("kind", "status"), [("plan", 404), ("measure", 302), ("goal", 302), ("group", 302)])
def test_what_can_be_followed(client, measure, personas, kind, status):
    client.force_login(personas.secretary)
    things = {"measure": measure, "goal": measure.goal, "group": personas.group, "plan": measure.plan}
    assert client.post(follow_url(kind, things[kind])).status_code == status


def test_what_one_does_not_see_is_not_followed(client, measure, plan, personas):
    plan.publication = "internal"
    plan.save()
    client.force_login(personas.unrelated)
    assert client.post(follow_url("measure", measure)).status_code == 404
    assert client.post(follow_url("group", personas.group)).status_code == 404
    assert not Follow.objects.exists()


def test_the_public_has_no_button(client, measure):
    assert "/seuraa/" not in client.get(measure.get_absolute_url()).text


def test_the_page_of_a_group_has_the_button(client, personas):
    client.force_login(personas.member)
    assert follow_url("group", personas.group) in client.get(personas.group.get_absolute_url()).text


def test_an_update_of_a_followed_measure_and_of_a_followed_goals_measure(personas, measure, sibling):
    set_follow(personas.reader, measure.goal, follows=True)
    make_update(sibling, JANUARY, recorded_at=at_noon(JANUARY))
    make_update(measure, date(2024, 12, 31), recorded_at=at_noon(date(2024, 12, 31)))
    assert told(personas.reader) == [("status", str(sibling))]


def test_the_staff_hear_at_once_and_others_when_it_is_published(personas, measure):
    for user in (personas.reader, personas.unrelated):
        set_follow(user, measure, follows=True)
    update = make_update(measure, JANUARY, published=False, public_text_fi="Salainen vielä")
    assert told(personas.reader) == [("status", str(measure))] and told(personas.unrelated) == []
    update.published_at = at_noon(date(2025, 1, 30))
    update.save()
    assert [change.at for change in changes_followed(personas.unrelated, SINCE)] == [update.published_at]
    assert len(told(personas.reader)) == 1


def test_an_old_update_that_is_published_now_is_news_to_outsiders(personas, measure):
    set_follow(personas.unrelated, measure, follows=True)
    written = date(2024, 11, 1)
    make_update(measure, written, recorded_at=at_noon(written), published_at=at_noon(JANUARY))
    assert told(personas.unrelated) == [("status", str(measure))]


def test_notes_are_never_told(personas, measure):
    set_follow(personas.coordinator, measure, follows=True)
    make_update(measure, JANUARY, internal_note="Sisäinen huomio")
    assert "Sisäinen" not in str(changes_followed(personas.coordinator, SINCE))


def test_a_new_wording_is_told(personas, measure, plan):
    set_follow(personas.reader, measure, follows=True)
    WordingVersion.objects.create(
        measure=measure, wording_fi="Vanha", superseded_by=plan.approval, superseded_on=JANUARY
    )
    assert told(personas.reader) == [("wording", str(measure))]


def test_meetings_and_approved_memos_of_a_followed_group(personas, in_english):
    set_follow(personas.member, personas.group, follows=True)
    held = make_meeting(personas.group, on=date(2025, 1, 13), state="held", title="Tammikuu")
    make_memo(held, state="approved", approved_at=at(date(2025, 1, 17)), content={})
    make_meeting(
        personas.group, on=date(2025, 2, 10), state="called", title="Helmikuu", called_at=at(date(2025, 1, 21))
    )
    off = {"state": "cancelled", "cancel_reason": "Loma", "changed_at": at(date(2025, 1, 22))}
    make_meeting(personas.group, on=date(2025, 2, 24), title="Peruttu", **off)
    make_meeting(personas.group, on=date(2025, 3, 10), title="Vasta suunniteltu")
    make_memo(make_meeting(personas.group, on=date(2025, 1, 27), title="Luonnos"))
    kinds = [(kind, title.split()[0]) for kind, title in told(personas.member)]
    assert kinds == [("cancelled", "Peruttu"), ("called", "Helmikuu"), ("memo", "Tammikuu")]


def test_losing_the_right_hides_it_and_getting_it_back_shows_it_again(client, personas, measure, plan):
    member, seat = personas.member, personas.group.seats.get(role="member")
    for thing in (personas.group, measure):
        set_follow(member, thing, follows=True)
    make_update(measure, JANUARY)
    plan.publication = "internal"
    plan.save()
    assert followed_by(member).groups and told(member)
    seat.ends_on = date(2024, 12, 31)
    seat.save()
    del_standing(member)
    assert not followed_by(member) and told(member) == []
    client.force_login(member)
    assert str(measure.wording_fi) not in client.get(reverse("plans:followed")).text
    seat.ends_on = None
    seat.save()
    del_standing(member)
    assert followed_by(member).measures == [measure]


def del_standing(user) -> None:
    """The account's standing is kept for a request; here the next one begins."""
    vars(user).pop("_standing", None)


def test_the_list_shows_what_is_followed_and_the_changes(client, personas, measure):
    client.force_login(personas.reader)
    for thing in (measure, measure.goal, personas.group):
        set_follow(personas.reader, thing, follows=True)
    make_update(measure, JANUARY, public_text_fi="Tuore teksti")
    page = client.get(reverse("plans:followed")).text
    assert "Tuore teksti" in page and page.count('name="takaisin"') == 3


def test_an_empty_list_tells_how_to_follow(client, personas):
    client.force_login(personas.unrelated)
    assert 'class="empty"' in client.get(reverse("plans:followed")).text


def test_the_queries_stay_the_same_at_any_size(personas, measure, plan, django_assert_num_queries):
    def grow(count: int) -> None:
        for number in range(count):
            each = make_measure(measure.goal, f"X{Follow.objects.count()}.{number}")
            set_follow(personas.reader, each, follows=True)
            make_update(each, JANUARY)
            WordingVersion.objects.create(
                measure=each, wording_fi="Vanha", superseded_by=plan.approval, superseded_on=JANUARY
            )
            set_follow(personas.reader, make_goal(measure.goal.section, f"G{each.pk}"), follows=True)
            group = make_group(personas.county)
            set_follow(personas.reader, group, follows=True)
            make_seat(group, make_person())
            make_memo(make_meeting(group, state="held"), state="approved", approved_at=at(JANUARY), content={})

    for size, changes in ((3, 9), (27, 90)):
        grow(size)
        del_standing(personas.reader)
        with django_assert_num_queries(11):
            assert len(changes_followed(personas.reader, SINCE)) == changes


def test_a_thing_is_followed_once(personas, measure):
    Follow.objects.create(user=personas.reader, measure=measure)
    with pytest.raises(IntegrityError), transaction.atomic():
        Follow.objects.create(user=personas.reader, measure=measure)
