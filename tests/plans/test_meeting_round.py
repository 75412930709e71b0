"""Going through a meeting's measures: who answers, what an answer is, and what happens when something is in the way."""

from datetime import date

import pytest
from django.utils import timezone

from groups.models import Meeting
from plans.models import AgendaMeasure, Measure, StatusUpdate
from tests.factories.groups import make_group, make_person, make_seat
from tests.factories.meeting_round import MEETING_DAY, answer_data, answer_url, round_url, unchanged_data
from tests.factories.meetings import make_item, make_meeting, make_memo
from tests.factories.plans import make_goal, make_measure, make_section, make_update
from tests.factories.status import TODAY

BY_SCRIPT = {"HTTP_HX_REQUEST": "true"}
IDENTIFIERS = ["T1.1", "T1.2"]


@pytest.fixture(autouse=True)
def _demo_day(settings) -> None:
    settings.HYTE_TODAY = TODAY


@pytest.fixture
def meeting(personas, measure, sibling) -> Meeting:
    """Of the personas' group, which looks after T1.1 and T1.2; L1.1 is another group's."""
    return make_meeting(personas.group, on=MEETING_DAY, state="called")


@pytest.fixture
def secretary(client, personas):
    client.force_login(personas.secretary)
    return client


@pytest.fixture
def foreign(plan) -> Measure:
    return plan.measures.get(identifier="L1.1")


def answered(meeting: Meeting, measure: Measure) -> list[StatusUpdate]:
    return list(measure.updates.filter(meeting=meeting).order_by("pk"))


def shown(response) -> list[str]:
    return [row.measure.identifier for row in response.context["round"].shown]


def approve(meeting: Meeting) -> None:
    make_memo(meeting, state="approved", approved_at=timezone.now(), content={})


def test_an_answer_is_the_meetings_own_and_internal(secretary, personas, meeting, measure):
    secretary.post(answer_url(meeting, measure), answer_data(measure, internal_note="Vain meille"))
    [update] = answered(meeting, measure)
    assert (update.on, update.by, update.status) == (MEETING_DAY, personas.secretary, "in_progress")
    assert (update.public_text_fi, update.internal_note) == ("Kokouksen teksti", "Vain meille")
    assert not update.is_published


def test_saving_goes_on_to_the_next_measure_of_the_same_view(secretary, meeting, measure, sibling):
    page = f"{answer_url(meeting, measure)}?nayta=vastaamatta"
    following = secretary.get(page).context["next"].measure
    response = secretary.post(page, answer_data(measure, next=following.pk))
    assert response.url == f"{answer_url(meeting, sibling)}?nayta=vastaamatta"


def test_after_the_last_one_the_page_tells_how_far_it_is(secretary, meeting, sibling):
    response = secretary.post(answer_url(meeting, sibling), answer_data(sibling), follow=True)
    assert response.redirect_chain == [(round_url(meeting), 302)]
    assert (response.context["round"].answered, response.context["round"].total) == (1, 2)


def test_the_next_address_is_only_ever_of_the_round(secretary, meeting, measure):
    response = secretary.post(answer_url(meeting, measure), answer_data(measure, next="//example.com/"))
    assert response.url == round_url(meeting)


def test_no_change_says_the_last_report_again(secretary, meeting, measure):
    before = measure.updates.order_by("-pk").first()
    secretary.post(answer_url(meeting, measure), unchanged_data(measure) | {"no_change": "1"})
    [update] = answered(meeting, measure)
    assert (update.status, update.public_text_fi) == (before.status, before.public_text_fi)
    assert update.on == MEETING_DAY
    assert update.internal_note == ""


@pytest.mark.parametrize("changes", [{"public_text_fi": "Muutettu"}, {"internal_note": "Huomio"}])
def test_no_change_is_refused_over_what_has_been_typed(secretary, meeting, measure, changes):
    data = unchanged_data(measure) | changes | {"no_change": "1"}
    response = secretary.post(answer_url(meeting, measure), data)
    assert response.status_code == 422
    [name], [text] = zip(*changes.items(), strict=True)
    assert response.context["panel"].form[name].value() == text
    assert answered(meeting, measure) == []


def test_line_ends_of_the_browser_are_no_change(secretary, meeting, measure):
    make_update(measure, date(2025, 1, 10), public_text_fi="Yksi.\nKaksi.", public_text_sv="Ett.")
    data = unchanged_data(measure) | {"public_text_fi": "Yksi.\r\nKaksi."}
    secretary.post(answer_url(meeting, measure), data | {"no_change": "1"})
    secretary.post(
        answer_url(meeting, measure), data | {"seen": measure.updates.latest("pk").pk, "progress": "delayed"}
    )
    assert [(each.public_text_fi, each.public_text_sv) for each in answered(meeting, measure)] == [
        ("Yksi.\nKaksi.", "Ett.")
    ] * 2


def test_a_swedish_text_of_the_earlier_status_is_left_out(secretary, meeting, measure):
    make_update(measure, date(2025, 1, 10), public_text_fi="Alussa.", public_text_sv="I början.")
    data = unchanged_data(measure) | {"public_text_fi": "Valmis."}
    response = secretary.post(answer_url(meeting, measure), data, follow=True)
    assert answered(meeting, measure)[0].public_text_sv == ""
    assert len(str(next(iter(response.context["messages"])))) > len("T1.1: vastaus tallennettiin.")


def test_answering_again_adds_to_the_history_and_the_page_shows_the_newest(secretary, meeting, measure):
    for text in ("Ensin", "Sitten"):
        secretary.post(answer_url(meeting, measure), answer_data(measure, public_text_fi=text))
    assert [each.public_text_fi for each in answered(meeting, measure)] == ["Ensin", "Sitten"]
    response = secretary.get(answer_url(meeting, measure))
    assert response.context["panel"].said.here.public_text_fi == "Sitten"
    assert response.context["panel"].said.before.public_text_fi == "Julkaisematon teksti"
    assert response.context["row"].answer.public_text_fi == "Sitten"


def test_merging_takes_the_identifier_of_the_other_measure(secretary, meeting, measure, sibling):
    address = answer_url(meeting, measure)
    assert secretary.post(address, answer_data(measure, status="merged", merged_into="T9.9")).status_code == 422
    assert secretary.post(address, answer_data(measure, status="merged", merged_into="T1.1")).status_code == 422
    secretary.post(address, answer_data(measure, status="merged", merged_into="T1.2"))
    assert answered(meeting, measure)[0].merged_into == sibling
    assert secretary.get(address).context["panel"].form["merged_into"].value() == "T1.2"


def test_discontinuing_asks_for_the_reason_and_keeps_what_was_typed(secretary, meeting, measure):
    response = secretary.post(answer_url(meeting, measure), answer_data(measure, status="discontinued"))
    assert response.status_code == 422
    assert "reason" in response.context["panel"].form.errors
    assert response.context["panel"].form["public_text_fi"].value() == "Kokouksen teksti"


def test_a_colleague_who_was_faster_is_shown_beside_and_both_texts_stay(secretary, personas, meeting, measure):
    data = answer_data(measure, public_text_fi="Toisen")
    make_update(measure, MEETING_DAY, by=personas.chair, meeting=meeting, public_text_fi="Ensimmäisen")
    response = secretary.post(answer_url(meeting, measure), data)
    assert response.status_code == 409
    assert "Ensimmäisen" in response.text
    form = response.context["panel"].form
    assert form["public_text_fi"].value() == "Toisen"
    secretary.post(answer_url(meeting, measure), data | {"seen": form["seen"].value()})
    assert [each.public_text_fi for each in answered(meeting, measure)] == ["Ensimmäisen", "Toisen"]


def test_an_answer_sent_again_after_a_lost_connection_is_not_doubled(secretary, meeting, measure):
    make_update(measure, date(2025, 1, 10), public_text_fi="Alussa.", public_text_sv="I början.")
    changed = unchanged_data(measure) | {"public_text_fi": "Valmis.", "internal_note": "Huomio"}
    for _try in range(2):
        assert secretary.post(answer_url(meeting, measure), changed, **BY_SCRIPT).status_code == 200
    assert len(answered(meeting, measure)) == 1
    again = unchanged_data(measure) | {"no_change": "1"}
    for _try in range(2):
        assert secretary.post(answer_url(meeting, measure), again, **BY_SCRIPT).status_code == 200
    assert len(answered(meeting, measure)) == 2


def test_another_text_of_ones_own_over_a_stale_page_is_told_too(secretary, meeting, measure):
    data = answer_data(measure)
    secretary.post(answer_url(meeting, measure), data)
    response = secretary.post(answer_url(meeting, measure), data | {"public_text_fi": "Toinen ikkuna"})
    assert response.status_code == 409


def test_a_measure_of_no_section_of_the_meeting_is_not_found(secretary, client, personas, meeting, foreign):
    assert secretary.get(answer_url(meeting, foreign)).status_code == 404
    assert secretary.post(answer_url(meeting, foreign), answer_data(foreign)).status_code == 404
    client.force_login(personas.coordinator)
    assert client.post(answer_url(meeting, foreign), answer_data(foreign)).status_code == 404


@pytest.mark.parametrize(
    ("persona", "status"), [("coordinator", 302), ("chair", 302), ("member", 403), ("reader", 403), ("unrelated", 404)]
)
def test_who_may_answer(client, personas, meeting, measure, persona, status):
    client.force_login(getattr(personas, persona))
    assert client.post(answer_url(meeting, measure), answer_data(measure)).status_code == status
    assert len(answered(meeting, measure)) == (status == 302)


def test_a_secretary_answers_only_the_own_groups_measures_of_a_joint_meeting(secretary, personas, plan, meeting):
    other = make_group(personas.county)
    theirs = make_measure(make_goal(make_section(plan, "muut", other), "M1"))
    meeting.groups.add(other)
    assert secretary.post(answer_url(meeting, theirs), answer_data(theirs)).status_code == 403
    response = secretary.get(answer_url(meeting, theirs))
    assert response.status_code == 200
    assert b"data-round-form" not in response.content
    seen = secretary.get(round_url(meeting)).context["round"]
    assert ([row.measure.identifier for row in seen.own], seen.total) == (IDENTIFIERS, 2)
    assert "M1.1" in [row.measure.identifier for row in seen.rows]


def test_whoever_writes_in_the_turn_answers(client, personas, meeting, measure):
    make_seat(personas.group, make_person(user=personas.unrelated), "secretary")
    client.force_login(personas.unrelated)
    assert client.post(answer_url(meeting, measure), answer_data(measure)).status_code == 302


def test_members_read_the_answers_but_no_internal_notes(client, personas, meeting, measure):
    make_update(measure, MEETING_DAY, meeting=meeting, internal_note="Ei jäsenille", published=False)
    client.force_login(personas.member)
    response = client.get(round_url(meeting))
    assert [row.answer is not None for row in response.context["round"].rows] == [True, False]
    assert "Ei jäsenille" not in response.text
    assert "data-round-go" not in response.text


@pytest.mark.parametrize("closing", ["cancelled", "approved"])
def test_a_closed_round_is_read_only_and_what_was_typed_is_still_there(secretary, meeting, measure, closing):
    if closing == "approved":
        approve(meeting)
    else:
        Meeting.objects.filter(pk=meeting.pk).update(state="cancelled", cancel_reason="Sairaana")
    assert "data-round-form" not in secretary.get(answer_url(meeting, measure)).text
    response = secretary.post(answer_url(meeting, measure), answer_data(measure))
    assert response.status_code == 409
    assert "Kokouksen teksti" in response.text
    assert answered(meeting, measure) == []


def test_an_answer_before_the_meeting_tells_of_the_day_it_was_given(secretary, personas, measure):
    coming = make_meeting(personas.group, on=date(2025, 3, 10))
    secretary.post(answer_url(coming, measure), answer_data(measure))
    assert [each.on for each in answered(coming, measure)] == [TODAY]


def test_an_answer_to_a_past_meeting_starts_from_what_held_then(secretary, meeting, measure):
    newer = make_update(measure, date(2025, 1, 30), "completed", public_text_fi="Uudempi")
    panel = secretary.get(answer_url(meeting, measure)).context["panel"]
    assert (panel.said.later, panel.form["public_text_fi"].value()) == (newer, "Julkaisematon teksti")
    assert panel.form["seen"].value() == newer.pk


def test_only_what_is_on_the_agenda_or_unanswered_is_shown_when_asked(secretary, meeting, measure, sibling):
    AgendaMeasure.objects.create(item=make_item(meeting, kind="measures"), measure=sibling)
    make_update(sibling, MEETING_DAY, meeting=meeting)
    assert shown(secretary.get(round_url(meeting))) == IDENTIFIERS
    assert shown(secretary.get(round_url(meeting) + "?nayta=esityslistalla")) == ["T1.2"]
    assert shown(secretary.get(round_url(meeting) + "?nayta=vastaamatta")) == ["T1.1"]
    assert shown(secretary.get(round_url(meeting) + "?nayta=roskaa")) == IDENTIFIERS


def test_a_meeting_without_sections_says_so(secretary, personas, plan):
    empty = make_meeting(make_group(personas.county), on=MEETING_DAY)
    secretary.force_login(personas.coordinator)
    response = secretary.get(round_url(empty))
    assert response.context["round"].rows == []
    assert "empty" in response.text


def test_the_list_is_sent_only_when_there_is_something_new(secretary, personas, meeting, measure):
    version = secretary.get(round_url(meeting)).context["round"].version
    address = f"{round_url(meeting)}?versio={version}"
    assert secretary.get(address, **BY_SCRIPT).status_code == 204
    make_update(measure, MEETING_DAY, meeting=meeting, by=personas.chair, status="completed")
    response = secretary.get(address, **BY_SCRIPT)
    assert (response.status_code, response.context["round"].answered) == (200, 1)
    assert "chair" in response.text
    assert "<html" not in response.text
    changed = response.context["round"].version
    approve(meeting)
    assert secretary.get(f"{round_url(meeting)}?versio={changed}", **BY_SCRIPT).status_code == 200


def test_a_page_of_somebody_who_logged_out_saves_nothing_in_anothers_name(secretary, personas, meeting, measure):
    headers = BY_SCRIPT | {"HTTP_X_WRITER": str(personas.chair.pk)}
    response = secretary.post(answer_url(meeting, measure), answer_data(measure), **headers)
    assert (response.status_code, response.headers["HX-Redirect"]) == (204, "/accounts/login/")
    assert secretary.get(round_url(meeting), **headers).status_code == 204
    assert answered(meeting, measure) == []


def test_shortcuts_are_switched_on_and_off_for_the_account(secretary, personas, meeting, measure):
    response = secretary.post(round_url(meeting), {"shortcuts": "off", "measure": measure.pk})
    assert response.url == answer_url(meeting, measure)
    personas.secretary.refresh_from_db()
    assert personas.secretary.uses_shortcuts is False
    assert 'data-shortcuts="off"' in secretary.get(answer_url(meeting, measure)).text
    secretary.post(round_url(meeting), {"shortcuts": "on"})
    personas.secretary.refresh_from_db()
    assert personas.secretary.uses_shortcuts is True


def test_two_hundred_measures_make_a_page_of_a_readable_size(secretary, personas, plan, meeting, measure):
    Measure.objects.bulk_create(
        Measure(
            plan=plan,
            goal=measure.goal,
            identifier=f"T1.{number}",
            wording_fi="Vahvistamme yhteistyötä kuntien ja järjestöjen kanssa arjen tuessa " * 2,
            in_force_from=plan.valid_from,
            order=number,
        )
        for number in range(10, 208)
    )
    response = secretary.get(answer_url(meeting, measure), HTTP_ACCEPT_ENCODING="gzip")
    assert len(response.context["round"].rows) == 200
    assert len(response.content) < 20_000


@pytest.mark.parametrize("unknown", [0, 999_999, 10**30])
def test_a_meeting_or_a_measure_that_does_not_exist_is_not_found(secretary, meeting, measure, unknown):
    assert secretary.get(f"/kokoukset/{unknown}/kierros/").status_code == 404
    for address in (f"/kokoukset/{unknown}/kierros/{measure.pk}/", f"/kokoukset/{meeting.pk}/kierros/{unknown}/"):
        assert secretary.get(address).status_code == 404
        assert secretary.post(address, answer_data(measure)).status_code == 404
