"""Statements as the staff has them: read, written in from paper, responded to, erased."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from plans.models import Statement
from plans.queries.consultation import statements_summary
from tests.factories.consultations import (
    DAY,
    make_answer,
    make_closed,
    make_private_statement,
    make_statement,
    make_statement_file,
    pdf,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(client, personas):
    client.force_login(personas.coordinator)
    return client


class TestReading:
    def test_the_senders_address_and_name_are_the_coordinators_alone(self, client, personas, consultation, question):
        statement = make_private_statement(consultation)
        make_answer(statement, question, "Vastaus kysymykseen")
        for persona, sees in (("coordinator", True), ("reader", False), ("lead", False)):
            client.force_login(getattr(personas, persona))
            page = client.get(statement.get_absolute_url()).content.decode()
            assert "Vastaus kysymykseen" in page and statement.text in page
            assert ("Maija Mallikas" in page, "maija@example.org" in page) == (sees, sees), persona

    def test_strangers_members_and_other_counties_dont_read_them(self, client, personas, consultation):
        address = make_statement(consultation).get_absolute_url()
        assert client.get(address).status_code == 302
        for persona in ("unrelated", "other_coordinator", "member", "contact"):
            client.force_login(getattr(personas, persona))
            assert client.get(address).status_code == 404, persona

    def test_an_attachment_is_a_download_for_the_staff(self, client, personas, consultation):
        statement, other = make_statement(consultation), make_statement(consultation)
        file = make_statement_file(statement)
        address = reverse("plans:statement-file", args=[statement.pk, file.pk])
        assert client.get(address).status_code == 302
        client.force_login(personas.unrelated)
        assert client.get(address).status_code == 404
        client.force_login(personas.reader)
        answer = client.get(address)
        assert (answer.status_code, answer["X-Content-Type-Options"]) == (200, "nosniff")
        assert answer["Content-Type"] == "application/pdf"
        assert answer["Content-Disposition"].startswith("attachment")
        assert client.get(reverse("plans:statement-file", args=[other.pk, file.pk])).status_code == 404


class TestResponding:
    def respond(self, client, statement, **fields):
        return client.post(statement.get_absolute_url(), {"response": "accepted", "response_text_fi": ""} | fields)

    def test_it_is_kept_with_who_and_when(self, coordinator, personas, consultation):
        statement = make_statement(consultation)
        assert self.respond(coordinator, statement).status_code == 302
        statement.refresh_from_db()
        assert (statement.response, statement.responded_by) == ("accepted", personas.coordinator)
        assert statement.responded_at is not None
        newest = statement.history.first()
        assert (newest.history_user, newest.response) == (personas.coordinator, "accepted")

    @pytest.mark.parametrize("response", ["partly", "not_accepted"])
    def test_refusing_needs_its_grounds(self, coordinator, consultation, response):
        statement = make_statement(consultation)
        answer = self.respond(coordinator, statement, response=response)
        assert answer.status_code == 422 and set(answer.context["form"].errors) == {"response_text_fi"}
        assert self.respond(coordinator, statement, response=response, response_text_fi="Ei rahaa").status_code == 302

    def test_an_unknown_and_a_missing_one_are_refused(self, coordinator, consultation):
        statement = make_statement(consultation)
        for response in ("", "ehka"):
            assert self.respond(coordinator, statement, response=response).status_code == 422
        statement.refresh_from_db()
        assert statement.response == ""

    def test_on_to_the_next_that_waits(self, coordinator, consultation):
        first, second = make_statement(consultation), make_statement(consultation)
        assert self.respond(coordinator, first, next="1").url == second.get_absolute_url()
        assert self.respond(coordinator, second, next="1").url == consultation.get_absolute_url()

    def test_only_by_the_coordinator(self, client, personas, consultation):
        statement = make_statement(consultation)
        for persona, status in (("reader", 403), ("lead", 403), ("unrelated", 404)):
            client.force_login(getattr(personas, persona))
            assert self.respond(client, statement).status_code == status
        statement.refresh_from_db()
        assert statement.response == ""

    def test_somebody_elses_response_isnt_undone_in_silence(self, coordinator, consultation):
        statement = make_statement(consultation)
        seen = coordinator.get(statement.get_absolute_url()).context["form"]["seen"].value()
        self.respond(coordinator, statement, response_text_fi="Ensin")
        answer = self.respond(coordinator, statement, response="noted", response_text_fi="Sitten", seen=seen)
        assert answer.status_code == 409
        statement.refresh_from_db()
        assert statement.response_text_fi == "Ensin"


class TestWritingIn:
    def record(self, client, consultation, **fields):
        values = {
            "received_on": DAY.isoformat(),
            "who": "body",
            "body_name": "Yhdistys",
            "language": "fi",
            "text": "Ei",
        }
        return client.post(reverse("plans:statement-record", args=[consultation.pk]), values | fields)

    def test_one_that_came_in_time(self, coordinator, personas, consultation, question, town):
        sent = {f"answer_{question.pk}": "Paperilla", "organisation": town.pk, "files": [pdf()]}
        assert self.record(coordinator, consultation, **sent).status_code == 302
        written = Statement.objects.get()
        assert (written.organisation, written.body_name, written.was_late) == (town, "", False)
        assert (written.recorded_by, written.received_at.date()) == (personas.coordinator, DAY)
        assert (written.answers.get().text, written.files.count()) == ("Paperilla", 1)

    def test_a_late_one_is_taken_and_marked(self, coordinator, plan):
        closed = make_closed(plan)
        after = closed.closes_on + timedelta(days=1)
        for day in (closed.closes_on, after):
            self.record(coordinator, closed, received_on=day.isoformat())
        assert [each.was_late for each in Statement.objects.all()] == [False, True]
        assert [each.was_late for each in statements_summary(closed)] == [False, True]

    def test_not_before_it_opened_nor_in_the_future(self, coordinator, consultation):
        for day in (consultation.opens_on - timedelta(days=1), DAY + timedelta(days=1)):
            assert self.record(coordinator, consultation, received_on=day.isoformat()).status_code == 422
        assert not Statement.objects.exists()

    def test_a_body_gives_one(self, coordinator, consultation, invitee):
        make_statement(consultation, organisation=invitee.organisation, invitee=invitee)
        assert self.record(coordinator, consultation, organisation=invitee.organisation_id).status_code == 422
        assert Statement.objects.count() == 1

    def test_a_private_persons(self, coordinator, consultation, town):
        sent = {"who": "person", "organisation": town.pk, "sender_name": "Maija Mallikas"}
        self.record(coordinator, consultation, **sent)
        written = Statement.objects.get()
        assert (written.is_private_person, written.organisation, written.body_name) == (True, None, "")
        assert "Maija" not in written.public_name


class TestErasing:
    def test_nothing_is_left(self, coordinator, consultation, question, django_capture_on_commit_callbacks):
        statement = make_private_statement(consultation, "Erikoinen Nimi", text="Poistettava teksti")
        make_answer(statement, question, "Poistettava vastaus")
        file = make_statement_file(statement).file.name
        statement.text = "Muutettu teksti"
        statement.save()
        with django_capture_on_commit_callbacks(execute=True):
            answer = coordinator.post(reverse("plans:statement-remove", args=[statement.pk]))
        assert answer.status_code == 302
        assert not Statement.objects.exists() and not Statement.history.exists()
        assert not default_storage.exists(file)

    def test_history_never_knew_who_wrote_it(self, consultation):
        statement = make_private_statement(consultation)
        assert "Maija" not in str(list(Statement.history.filter(id=statement.pk).values()))

    def test_not_from_a_published_summary(self, coordinator, plan):
        statement = make_statement(make_closed(plan, told=True))
        assert coordinator.post(reverse("plans:statement-remove", args=[statement.pk])).status_code == 409
        assert Statement.objects.exists()
