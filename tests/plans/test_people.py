"""A person leaves: account, contact details and name go, places become vacant, history says nothing more."""

from datetime import date

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.utils import timezone

from groups.models import Person, PersonalLink, Seat, User
from groups.services.mail import queue_mail
from groups.services.people import erase_person, places_of
from plans.models import LearnedWord, Measure, Plan, Proposal, StatusUpdate, WorkbookImport
from plans.services.people import erase_from_plans
from tests.factories.groups import Personas, make_person, make_seat
from tests.factories.links import make_link, make_proposal
from tests.factories.plans import make_update

pytestmark = pytest.mark.django_db
NAME, EMAIL, PHONE = "Poistuva Ihminen", "poistuva@example.org", "+358 40 0000000"


@pytest.fixture
def person(personas: Personas) -> Person:
    """The contact person, with everything that a person may leave behind."""
    person = personas.contact.person
    person.name, person.email, person.phone, person.title = NAME, EMAIL, PHONE, "Poistuva suunnittelija"
    person.save()
    User.objects.filter(pk=personas.contact.pk).update(name=NAME, email="tili.poistuva@example.org")
    person.user.refresh_from_db()
    person.user.emailaddress_set.create(email="tili.poistuva@example.org", verified=True, primary=True)
    make_seat(personas.group, person)
    queue_mail(recipient=EMAIL, subject="Aihe", text=f"Hei {NAME}")
    content_type = ContentType.objects.get_for_model(Person)
    LogEntry.objects.create(
        user=personas.coordinator, content_type=content_type, object_id=person.pk, object_repr=NAME, action_flag=CHANGE
    )
    return person


@pytest.fixture
def measure(plan: Plan, person: Person) -> Measure:
    measure = plan.measures.get(identifier="T1.1")
    make_update(measure, date(2024, 7, 1), by_name=NAME)
    make_proposal(measure, "handover", successor_name=NAME, successor_email=EMAIL.upper())
    return measure


def erase(person: Person, by, reason: str = "Siirtynyt muualle") -> Person:
    return erase_from_plans(person, at=timezone.now(), reason=reason, by=by)


def everything_stored() -> str:
    """Every value of every table, as one text."""
    rows = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows += [str(row) for row in cursor.fetchall()]
    return "\n".join(rows)


def test_nothing_of_the_person_is_left_anywhere(personas, person, measure):
    make_link(measure)
    before = everything_stored()
    assert all(word in before for word in (NAME, EMAIL, PHONE, "Poistuva suunnittelija", "tili.poistuva"))
    erase(person, personas.coordinator)
    after = everything_stored().lower()
    assert [
        word for word in (NAME, EMAIL, PHONE, "Poistuva suunnittelija", "tili.poistuva") if word.lower() in after
    ] == []


def test_places_become_vacant_with_their_reason_in_history(personas, person, measure):
    seat = Seat.objects.get(person=person)
    erase(person, personas.coordinator)
    seat.refresh_from_db()
    measure.refresh_from_db()
    assert (seat.person, measure.contact_person) == (None, None)
    for record in (seat, measure):
        newest = record.history.first()
        assert (newest.history_user, newest.history_change_reason) == (personas.coordinator, "Siirtynyt muualle")


def test_deputies_places_become_vacant_too(personas, person, measure):
    Measure.objects.filter(pk=measure.pk).update(contact_person=None, deputy=person)
    seat = make_seat(personas.group, None, deputy=person)
    erase(person, personas.coordinator)
    measure.refresh_from_db()
    seat.refresh_from_db()
    assert (measure.deputy, seat.deputy) == (None, None)


def test_places_of_names_what_will_be_vacant(person, measure):
    assert {(field, type(record)) for field, record in places_of(person)} == {
        ("person", Seat),
        ("contact_person", Measure),
    }


def test_links_stop_working(personas, person, measure):
    address = make_link(measure)
    erase(person, personas.coordinator)
    assert Client().get(address).status_code == 404
    assert PersonalLink.objects.get().revoked_at is not None


def test_account_is_gone(personas, person, measure):
    user = personas.contact
    browser = Client()
    browser.force_login(user)
    erase(person, personas.coordinator)
    assert not User.objects.filter(pk=user.pk).exists()
    assert browser.get("/omat/").status_code == 302


def test_what_was_told_stays(personas, person, measure):
    make_link(measure)
    link_written = make_update(measure, date(2024, 8, 1), by_name=NAME, public_text_fi="Pysyvä teksti")
    erase(person, personas.coordinator)
    link_written.refresh_from_db()
    person.refresh_from_db()
    assert (link_written.public_text_fi, link_written.by_name) == ("Pysyvä teksti", person.name)
    assert StatusUpdate.objects.filter(measure=measure).count() == 4
    assert Proposal.objects.count() == 0


def test_namesakes_keep_their_names(personas, person, plan, measure):
    namesake = make_person(NAME, email="kaima@example.org")
    elsewhere = make_update(plan.measures.get(identifier="L1.1"), by_name=NAME)
    make_link(measure)
    erase(person, personas.coordinator)
    namesake.refresh_from_db()
    elsewhere.refresh_from_db()
    assert (namesake.name, elsewhere.by_name) == (NAME, NAME)


def test_record_stays_nameless_and_left(personas, person):
    erase_person(person, at=timezone.now(), reason="Siirtynyt", by=personas.coordinator)
    person.refresh_from_db()
    assert (person.email, person.phone, person.title, person.user) == ("", "", "", None)
    assert (person.name != NAME, person.left_on is not None) == (True, True)


@pytest.mark.parametrize("case", ["no reason", "oneself"])
def test_refused_erasing_changes_nothing(personas, person, measure, case):
    by = personas.contact if case == "oneself" else personas.coordinator
    with pytest.raises(ValidationError):
        erase(person, by, reason=" " if case == "no reason" else "Syy")
    person.refresh_from_db()
    assert (person.name, person.seats.count(), Proposal.objects.count()) == (NAME, 1, 1)


def test_long_reason_stays_whole_in_history(personas, person):
    erase_person(person, at=timezone.now(), reason="x" * 500, by=personas.coordinator)
    assert person.history.first().history_change_reason == "x" * 500


def test_words_of_workbooks_that_mean_the_person_go(personas, person, plan):
    county = plan.county
    named = {"county": county, "kind": LearnedWord.Kind.PERSON}
    LearnedWord.objects.create(text="nimimerkki", person=person, **named)
    LearnedWord.objects.create(text=f"{NAME.casefold()} (hyte)", **named)
    LearnedWord.objects.create(text="joku muu", **named)
    answers = {"names": {"person": {"nimimerkki": str(person.pk), NAME.casefold(): "blank", "joku muu": "blank"}}}
    imported = WorkbookImport.objects.create(plan=plan, day=date(2024, 9, 2), answers=answers)
    erase(person, personas.coordinator)
    imported.refresh_from_db()
    assert [word.text for word in LearnedWord.objects.all()] == ["joku muu"]
    assert imported.answers == {"names": {"person": {"joku muu": "blank"}}}
