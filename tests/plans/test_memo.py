"""The memo: what it says, how it is sent, returned and approved, and that an approved one stays as it is."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from groups.models import Attendance, Meeting, Memo, Person, SentNotice
from groups.services.assignments import end_assignment, save_assignment
from plans.models import Status
from plans.queries.memo import content_of, draft_content, mark_of, memo_of
from plans.queries.memo_content import MemoContent, freeze, thaw
from plans.services.memo import (
    MarkedMeanwhile,
    MemoChanged,
    approve_memo,
    mark_attendance,
    return_memo,
    save_memo,
    save_notes,
    send_memo,
)
from tests.factories.groups import make_group, make_organisation, make_person, make_seat
from tests.factories.meetings import make_answer, make_assignment, make_item, make_meeting, make_turn
from tests.factories.plans import make_update

TODAY = date(2024, 3, 20)


@pytest.fixture
def meeting(personas) -> Meeting:
    return make_meeting(personas.group, place="Kokoushuone")


@pytest.fixture
def written(meeting, personas) -> Memo:
    """A memo that can be sent: notes under an item, and everybody marked present."""
    item = make_item(meeting, "Avaus")
    item.decided = "Edetään suunnitellusti."
    save_notes(item, by=personas.secretary)
    mark_all(meeting, personas)
    return memo_of(Meeting.objects.get(pk=meeting.pk))


@pytest.fixture
def sent_memo(written, personas) -> Memo:
    send(written, by=personas.secretary)
    return fresh(written)


def mark_all(meeting: Meeting, personas, mark: str = "present") -> None:
    marks = {seat.pk: mark for seat in personas.group.seats.all()}
    mark_attendance(meeting, marks, on=TODAY, by=personas.secretary)


def fresh(memo: Memo) -> Memo:
    return Memo.objects.get(meeting=memo.meeting_id)


def send(memo: Memo, *, by) -> list[SentNotice]:
    return send_memo(memo, on=TODAY, at=timezone.now(), by=by)


def approve(memo: Memo, *, by, seen: str = "") -> list[SentNotice]:
    return approve_memo(memo, seen=seen, on=TODAY, at=timezone.now(), by=by)


def draft(meeting: Meeting) -> MemoContent:
    return draft_content(memo_of(Meeting.objects.get(pk=meeting.pk)))


def test_the_memo_drafts_itself_from_the_records(meeting, measure, personas):
    make_turn(meeting, personas.secretary.person)
    item = make_item(meeting, "Toimeenpano", discussion="Puhuttiin.", decided="Päätettiin.")
    make_assignment(personas.group, "Kutsu", meeting=meeting, item=item, person=personas.member.person)
    make_assignment(personas.group, "Muu tehtävä", meeting=meeting)
    make_update(measure, meeting.on, status="completed", meeting=meeting, public_text_fi="Valmista tuli.")
    make_meeting(personas.group, on=date(2024, 4, 15), title="Huhtikuun kokous")
    content = draft(meeting)
    assert (content.title, content.groups, content.place) == (meeting.title, ("Työikäisten ryhmä",), "Kokoushuone")
    assert content.secretaries == ("secretary henkilö",)
    assert [(number, each.decided) for number, each in content.decisions] == [(1, "Päätettiin.")]
    assert [(task.what, task.who) for task in content.tasks] == [("Kutsu", "member henkilö"), ("Muu tehtävä", "")]
    assert [(change.identifier, change.status, change.text) for change in content.changes] == [
        ("T1.1", "completed", "Valmista tuli.")
    ]
    assert content.next_meeting.title == "Huhtikuun kokous"


def test_the_round_shows_what_stood_before_and_only_public_texts(meeting, measure):
    make_update(measure, date(2024, 2, 1), status="not_started")
    said = {"meeting": meeting, "internal_note": "Salaisuus", "obstacles": "Este", "public_text_fi": "Näkyy."}
    make_update(measure, meeting.on, status="in_progress", published=False, **said)
    make_update(measure, date(2024, 5, 1), status="discontinued", reason="Myöhemmin")
    content = draft(meeting)
    [change] = content.changes
    assert change.text == "Näkyy."
    assert "Salaisuus" not in str(freeze(content)) and "Este" not in str(freeze(content))
    with translation.override("fi"):
        assert change.before_label == Status.IN_PROGRESS.label  # of 1 March, neither the older nor the later one


def test_a_measure_answered_twice_stands_once_with_the_later_answer(meeting, measure):
    make_update(measure, meeting.on, status="starting", meeting=meeting)
    later = make_update(measure, meeting.on, status="in_progress", meeting=meeting, public_text_fi="Toinen")
    later.recorded_at += timedelta(seconds=30)
    later.save()
    assert [change.text for change in draft(meeting).changes] == ["Toinen"]


def test_a_corrected_update_is_left_out(meeting, measure):
    wrong = make_update(measure, meeting.on, status="completed", meeting=meeting, public_text_fi="Väärin")
    make_update(measure, meeting.on, status="in_progress", meeting=meeting, public_text_fi="Oikein", replaces=wrong)
    assert [change.text for change in draft(meeting).changes] == ["Oikein"]


def test_attendance_is_prefilled_from_the_answers_and_deputies_stand_in(meeting, personas):
    chair, secretary, member = personas.group.seats.order_by("pk")
    deputy = make_person("Varalla Oleva")
    make_answer(meeting, chair, "coming")
    make_answer(meeting, member, "deputy", deputy=deputy)
    content = draft(meeting)
    assert [(each.name, each.instead_of) for each in content.present] == [
        ("chair henkilö", ""),
        ("Varalla Oleva", "member henkilö"),
    ]
    assert [each.name for each in content.unmarked] == ["secretary henkilö"]
    mark_attendance(meeting, {member.pk: "absent", secretary.pk: "present"}, on=TODAY, by=personas.secretary)
    content = draft(meeting)
    assert [each.name for each in content.absent] == ["member henkilö"]
    assert content.unmarked == ()


def test_who_sits_in_two_groups_is_marked_once(personas):
    other = make_group(personas.county, "Toinen ryhmä", order=5)
    make_seat(other, personas.member.person, "expert")
    meeting = make_meeting(personas.group, other)
    first = personas.group.seats.get(person=personas.member.person)
    mark_attendance(meeting, {first.pk: "present"}, on=TODAY, by=personas.secretary)
    assert Attendance.objects.filter(meeting=meeting, attended="present").count() == 2
    [attendant] = [each for each in draft(meeting).present if each.name == "member henkilö"]
    assert len(attendant.seats) == 2


def test_a_vacant_seat_is_held_by_its_deputy_and_represents_its_organisation(meeting, personas):
    body = make_organisation("Nuorisovaltuusto", kind="advisory_body")
    make_seat(personas.group, None, deputy=make_person("Sijainen"), represents=body, order=9)
    make_seat(personas.group, None, order=10)
    assert [each.name for each in draft(meeting).unmarked][-1] == "Sijainen"
    assert "Nuorisovaltuusto" in draft(meeting).unmarked[-1].seats[0]


def test_a_colleagues_mark_stays_where_the_writer_left_the_person_alone(meeting, personas):
    chair, _secretary, member = personas.group.seats.order_by("pk")
    mark_attendance(meeting, {member.pk: "absent"}, on=TODAY, by=personas.chair)
    seen = {chair.pk: "", member.pk: ""}
    marks = {chair.pk: "present", member.pk: ""}
    mark_attendance(meeting, marks, seen=seen, on=TODAY, by=personas.secretary)
    assert dict(meeting.attendance.values_list("seat", "attended")) == {chair.pk: "present", member.pk: "absent"}


def test_two_who_mark_the_same_person_otherwise_are_told(meeting, personas):
    member = personas.group.seats.get(person=personas.member.person)
    mark_attendance(meeting, {member.pk: "absent"}, on=TODAY, by=personas.chair)
    with pytest.raises(MarkedMeanwhile):
        mark_attendance(meeting, {member.pk: "present"}, seen={member.pk: ""}, on=TODAY, by=personas.secretary)
    assert meeting.attendance.get().attended == "absent"


def test_a_deputy_that_nobody_knows_cant_be_marked(meeting, personas):
    member = personas.group.seats.get(person=personas.member.person)
    with pytest.raises(ValidationError):
        mark_attendance(meeting, {member.pk: "deputy"}, on=TODAY, by=personas.secretary)


def test_sending_mails_the_chair(written, personas):
    make_person_reachable(personas.chair, "pj@example.org")
    [notice] = send(written, by=personas.secretary)
    assert (notice.recipient, notice.kind) == ("pj@example.org", "memo")
    memo = fresh(written)
    assert (memo.state, memo.written_by) == ("sent", personas.secretary)


def test_without_a_reachable_chair_the_coordinators_are_mailed(written, personas):
    [notice] = send(written, by=personas.secretary)
    assert notice.recipient == personas.coordinator.email


def test_a_chair_who_has_no_account_to_approve_with_is_not_mailed(written, personas):
    make_person_reachable(personas.chair, "pj@example.org")
    Person.objects.filter(user=personas.chair).update(user=None)
    [notice] = send(written, by=personas.secretary)
    assert notice.recipient == personas.coordinator.email


def make_person_reachable(user, email: str) -> None:
    user.person.email = email
    user.person.save()


def test_an_empty_memo_is_not_sent(meeting, personas):
    mark_all(meeting, personas)
    with pytest.raises(ValidationError) as refused:
        send(memo_of(Meeting.objects.get(pk=meeting.pk)), by=personas.secretary)
    assert len(refused.value.messages) == 1


def test_a_memo_without_items_goes_with_a_summary(meeting, personas):
    mark_all(meeting, personas)
    memo = fresh_of(meeting)
    memo.summary = "Lyhyt kokous."
    save_memo(memo, by=personas.secretary)
    send(memo, by=personas.secretary)
    assert fresh(memo).state == "sent"


def fresh_of(meeting: Meeting) -> Memo:
    return Memo.objects.get(meeting=meeting)


def test_unmarked_attendance_is_told_before_sending(meeting, personas):
    item = make_item(meeting)
    item.discussion = "Puhuttiin."
    save_notes(item, by=personas.secretary)
    with pytest.raises(ValidationError) as refused:
        send(fresh_of(meeting), by=personas.secretary)
    assert "3" in refused.value.messages[0]


def test_a_future_meeting_can_only_be_prepared(personas):
    meeting = make_meeting(personas.group, on=TODAY + timedelta(days=7))
    item = make_item(meeting)
    item.discussion = "Valmisteltu."
    save_notes(item, by=personas.secretary)
    with pytest.raises(ValidationError):
        mark_all(meeting, personas)
    with pytest.raises(ValidationError):
        send(fresh_of(meeting), by=personas.secretary)
    assert fresh_of(meeting).state == "draft"


def test_a_cancelled_meeting_has_no_memo(personas):
    meeting = make_meeting(personas.group, state="cancelled", cancel_reason="Sairastapaus")
    with pytest.raises(ValidationError, match="Sairastapaus"):
        save_notes(make_item(meeting), by=personas.secretary)
    assert not Memo.objects.exists()


def test_a_memo_that_was_begun_before_the_meeting_was_cancelled_is_not_sent(written, personas):
    Meeting.objects.update(state="cancelled", cancel_reason="Sairastapaus")
    with pytest.raises(ValidationError, match="Sairastapaus"):
        send(fresh(written), by=personas.secretary)


def test_the_chair_returns_with_a_reason_and_the_writer_hears_it(sent_memo, personas):
    [notice] = return_memo(sent_memo, "Lisää päätös.", by=personas.chair)
    memo = fresh(sent_memo)
    assert (memo.state, memo.return_reason) == ("draft", "Lisää päätös.")
    assert notice.recipient == personas.secretary.email and "Lisää päätös." in notice.text


def test_returning_needs_a_reason(sent_memo, personas):
    with pytest.raises(ValidationError):
        return_memo(sent_memo, "  ", by=personas.chair)
    assert fresh(sent_memo).state == "sent"


def test_approval_freezes_holds_publishes_and_tells(sent_memo, measure, personas):
    meeting = sent_memo.meeting
    update = make_update(measure, meeting.on, status="completed", meeting=meeting, published=False)
    make_person_reachable(personas.member, "jasen@example.org")
    notices = approve(sent_memo, by=personas.chair)
    memo = fresh(sent_memo)
    update.refresh_from_db()
    assert (memo.state, memo.approved_by, memo.approved_by_name) == ("approved", personas.chair, "chair")
    assert Meeting.objects.get(pk=meeting.pk).state == "held"
    assert (update.is_published, update.published_by) == (True, personas.chair)
    assert [notice.recipient for notice in notices] == ["jasen@example.org"]
    assert "/muistio/" in notices[0].text and "Edetään suunnitellusti." in notices[0].text


def test_a_corrected_update_is_not_published_by_the_approval(sent_memo, measure, personas):
    wrong = make_update(measure, sent_memo.meeting.on, meeting=sent_memo.meeting, published=False)
    make_update(measure, sent_memo.meeting.on, meeting=sent_memo.meeting, published=False, replaces=wrong)
    approve(sent_memo, by=personas.chair)
    wrong.refresh_from_db()
    assert not wrong.is_published


def test_a_draft_that_was_not_sent_is_not_approved(written, personas):
    with pytest.raises(ValidationError):
        approve(written, by=personas.chair)


def test_what_changed_after_the_chair_opened_it_is_not_approved_unread(sent_memo, personas):
    seen = mark_of(content_of(sent_memo))
    item = sent_memo.meeting.agenda_items.get()
    item.decided = "Toisin."
    save_notes(item, by=personas.secretary)
    with pytest.raises(MemoChanged):
        approve(fresh(sent_memo), by=personas.chair, seen=seen)
    assert fresh(sent_memo).state == "sent"
    approve(fresh(sent_memo), by=personas.chair, seen=mark_of(content_of(fresh(sent_memo))))


def test_the_second_of_two_who_approve_is_told_who_was_first(sent_memo, personas):
    as_read_by_both = fresh(sent_memo)
    approve(sent_memo, by=personas.chair)
    mails = SentNotice.objects.count()
    with pytest.raises(ValidationError, match="chair"):
        approve(as_read_by_both, by=personas.coordinator)
    assert (fresh(sent_memo).approved_by, SentNotice.objects.count()) == (personas.chair, mails)


def test_a_chair_may_approve_an_own_memo_and_the_memo_says_so(written, personas):
    send(written, by=personas.chair)
    approve(fresh(written), by=personas.chair)
    assert content_of(fresh(written)).is_own_approval


def test_approved_by_another_it_is_no_own_approval(sent_memo, personas):
    approve(sent_memo, by=personas.coordinator)
    assert not content_of(fresh(sent_memo)).is_own_approval


@pytest.fixture
def approved(sent_memo, personas) -> Memo:
    make_assignment(
        personas.group,
        "Kutsu",
        meeting=sent_memo.meeting,
        item=sent_memo.meeting.agenda_items.get(),
        person=personas.member.person,
    )
    approve(sent_memo, by=personas.chair)
    return fresh(sent_memo)


def test_services_refuse_to_change_what_an_approved_memo_tells(approved, personas):
    before = approved.content
    item = approved.meeting.agenda_items.get()
    item.decided = "Muutettu"
    attempts = [
        lambda: save_notes(item, by=personas.secretary),
        lambda: save_memo(approved, by=personas.secretary),
        lambda: mark_all(approved.meeting, personas, "absent"),
        lambda: send(approved, by=personas.secretary),
        lambda: return_memo(approved, "Syy", by=personas.chair),
        lambda: approve(approved, by=personas.chair),
    ]
    for attempt in attempts:
        with pytest.raises(ValidationError):
            attempt()
    assert fresh(approved).content == before
    assert set(approved.meeting.attendance.values_list("attended", flat=True)) == {"present"}


def test_no_task_is_added_to_an_approved_memo(approved, personas):
    late = make_assignment(personas.group, "Valmis")
    late.pk, late._state.adding, late.meeting = None, True, approved.meeting
    with pytest.raises(ValidationError):
        save_assignment(late, by=personas.secretary)


def test_tasks_and_people_change_but_the_frozen_text_stays(approved, personas):
    before = content_of(approved)
    task = personas.group.assignments.get()
    task.what, task.person = "Kutsu toinen", None
    save_assignment(task, by=personas.secretary)
    end_assignment(task, "done", outcome="Tuli.", on=TODAY, by=personas.secretary)
    personas.member.person.name = "Poistettu henkilö"
    personas.member.person.save()
    assert content_of(fresh(approved)) == before
    assert [(each.what, each.who) for each in before.tasks] == [("Kutsu", "member henkilö")]


def test_the_database_refuses_a_half_approved_memo(meeting):
    halves = [
        {"state": "approved"},
        {"state": "approved", "approved_at": timezone.now()},
        {"state": "draft", "content": {}},
        {"state": "sent", "approved_at": timezone.now()},
    ]
    for fields in halves:
        with pytest.raises(IntegrityError), transaction.atomic():
            Memo.objects.create(meeting=meeting, **fields)


def test_what_was_frozen_thaws_as_it_was(meeting, measure, personas):
    make_item(meeting, "Kohta", discussion="D", decided="P")
    make_assignment(personas.group, "Kutsu", meeting=meeting, due_on=date(2024, 5, 1))
    make_update(measure, meeting.on, meeting=meeting)
    make_meeting(personas.group, on=date(2024, 4, 15))
    content = draft(meeting)
    assert thaw(freeze(content)) == content
    assert thaw({}) == MemoContent()
