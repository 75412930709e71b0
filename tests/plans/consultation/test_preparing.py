"""Making a consultation, its questions, opening it, and who sees it when."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from hyte.lib.models import Publication
from plans.models import Consultation
from plans.services.consultations import open_consultation
from tests.factories.consultations import (
    DAY,
    make_answer,
    make_closed,
    make_consultation,
    make_question,
    make_statement,
)
from tests.factories.plans import make_bare_plan

pytestmark = pytest.mark.django_db
TOMORROW = DAY + timedelta(days=1)


@pytest.fixture
def coordinator(client, personas):
    client.force_login(personas.coordinator)
    return client


def typed(**fields) -> dict:
    values = {
        "name_fi": "Syksyn kierros",
        "introduction_fi": "Pyydämme lausuntoja.",
        "opens_on": DAY.isoformat(),
        "closes_on": TOMORROW.isoformat(),
        "contact": "hyte@example.org",
    }
    return values | fields


class TestMaking:
    def test_it_is_made_from_the_plans_page_and_waits_to_be_opened(self, coordinator, plan):
        address = reverse("plans:consultation-create", args=[plan.slug])
        assert address in coordinator.get(plan.get_absolute_url()).content.decode()
        answer = coordinator.post(address, typed())
        made = Consultation.objects.get()
        assert answer.url == made.get_absolute_url()
        assert (made.plan, made.state(DAY), made.opened_at) == (plan, "coming", None)
        assert coordinator.get(made.get_absolute_url()).status_code == 200

    def test_it_cant_close_before_it_opens(self, coordinator, plan, consultation):
        address = reverse("plans:consultation-create", args=[plan.slug])
        answer = coordinator.post(address, typed(closes_on=(DAY - timedelta(days=1)).isoformat()))
        assert answer.status_code == 422 and set(answer.context["form"].errors) == {"closes_on"}
        edit = reverse("plans:consultation-edit", args=[consultation.pk])
        too_early = typed(closes_on=(consultation.opens_on - timedelta(days=1)).isoformat())
        assert coordinator.post(edit, too_early).status_code == 422

    def test_an_insecure_link_is_refused(self, coordinator, plan):
        address = reverse("plans:consultation-create", args=[plan.slug])
        answer = coordinator.post(address, typed(material_link="javascript:alert(1)"))
        assert answer.status_code == 422 and not Consultation.objects.exists()

    def test_the_last_day_of_an_open_one_can_be_moved(self, coordinator, consultation):
        later = consultation.closes_on + timedelta(days=7)
        answer = coordinator.post(
            reverse("plans:consultation-edit", args=[consultation.pk]), typed(closes_on=later.isoformat())
        )
        opened = consultation.opens_on
        consultation.refresh_from_db()
        assert (answer.status_code, consultation.closes_on, consultation.opens_on) == (302, later, opened)

    def test_one_with_statements_stays(self, coordinator, consultation):
        address = reverse("plans:consultation-remove", args=[consultation.pk])
        make_statement(consultation)
        assert coordinator.post(address).status_code == 409
        consultation.statements.all().delete()
        assert coordinator.post(address).status_code == 302
        assert not Consultation.objects.exists()


class TestQuestions:
    def test_they_are_added_moved_and_removed(self, coordinator, consultation):
        address = reverse("plans:consultation-question-create", args=[consultation.pk])
        for text in ("Ensimmäinen?", "Toinen?"):
            assert coordinator.post(address, {"text_fi": text}).status_code == 302
        last = consultation.questions.last()
        coordinator.post(
            reverse("plans:consultation-question-move", args=[consultation.pk, last.pk]), {"direction": "up"}
        )
        assert [each.text_fi for each in consultation.questions.all()] == ["Toinen?", "Ensimmäinen?"]
        coordinator.post(reverse("plans:consultation-question-remove", args=[consultation.pk, last.pk]))
        assert [each.text_fi for each in consultation.questions.all()] == ["Ensimmäinen?"]

    def test_an_answered_one_stays(self, coordinator, consultation, question):
        make_answer(make_statement(consultation), question)
        coordinator.post(reverse("plans:consultation-question-remove", args=[consultation.pk, question.pk]))
        assert list(consultation.questions.all()) == [question]

    def test_one_of_another_consultation_isnt_found(self, coordinator, plan, consultation):
        theirs = make_question(make_closed(plan))
        for name in ("edit", "remove", "move"):
            address = reverse(f"plans:consultation-question-{name}", args=[consultation.pk, theirs.pk])
            assert coordinator.post(address).status_code == 404


class TestOpening:
    def test_an_internal_plan_goes_out_for_statements(self, personas):
        plan = make_bare_plan(personas.county, approved=False, public=False)
        coming = make_consultation(plan, opened=False, opens_on=TOMORROW)
        at = timezone.now()
        open_consultation(coming, on=DAY, at=at, by=personas.coordinator)
        plan.refresh_from_db()
        coming.refresh_from_db()
        assert (coming.state(DAY), coming.opens_on, coming.opened_by) == ("open", DAY, personas.coordinator)
        assert (plan.publication, plan.publication_changed_by) == (Publication.CONSULTATION, personas.coordinator)

    @pytest.mark.parametrize(("public", "about", "after"), [(True, "", "public"), (False, "Raportti", "internal")])
    def test_a_public_plan_and_one_that_isnt_what_is_out_stay_as_they_are(self, personas, public, about, after):
        plan = make_bare_plan(personas.county, public=public)
        coming = make_consultation(plan, opened=False, about_fi=about)
        open_consultation(coming, on=DAY, at=timezone.now(), by=personas.coordinator)
        plan.refresh_from_db()
        assert plan.publication == after

    def test_not_twice_nor_after_its_last_day(self, personas, plan, consultation):
        told = {"at": timezone.now(), "by": personas.coordinator}
        with pytest.raises(ValidationError):
            open_consultation(consultation, on=DAY, **told)
        late = make_consultation(plan, opened=False)
        with pytest.raises(ValidationError):
            open_consultation(late, on=late.closes_on + timedelta(days=1), **told)
        late.refresh_from_db()
        assert late.opened_at is None

    def test_by_the_button(self, coordinator, plan):
        coming = make_consultation(plan, opened=False)
        coordinator.post(reverse("plans:consultation-open", args=[coming.pk]))
        coming.refresh_from_db()
        assert coming.state(DAY) == "open"


class TestWhoSees:
    def seen(self, user, on: date = DAY) -> set[str]:
        return {each.name for each in Consultation.objects.visible_to(user, on)}

    def test_the_public_sees_what_has_begun_and_is_for_everyone_or_told(self, personas, plan):
        make_consultation(plan, "Kaikille")
        make_consultation(plan, "Avaamaton", opened=False)
        make_consultation(plan, "Kutsutuille", open_to_everyone=False)
        make_closed(plan, told=True, open_to_everyone=False)
        internal = make_bare_plan(personas.county, "sisainen", public=False)
        make_consultation(internal, "Sisäinen")
        everything = {"Kaikille", "Avaamaton", "Kutsutuille", "Syksyn lausuntokierros", "Sisäinen"}
        for user in (AnonymousUser(), personas.unrelated, personas.other_coordinator):
            assert self.seen(user) == {"Kaikille", "Syksyn lausuntokierros"}
        assert self.seen(personas.coordinator) == self.seen(personas.reader) == everything

    def test_not_before_its_day(self, plan):
        make_consultation(plan, "Tuleva", opens_on=TOMORROW)
        assert self.seen(AnonymousUser()) == set()
        assert self.seen(AnonymousUser(), TOMORROW) == {"Tuleva"}

    def test_who_was_asked_is_for_the_staff(self, client, personas, consultation, invitee):
        make_statement(consultation, body_name="Salainen yhdistys")
        for persona, sees in ((None, False), ("unrelated", False), ("member", False), ("reader", True)):
            client.logout()
            if persona:
                client.force_login(getattr(personas, persona))
            page = client.get(consultation.get_absolute_url()).content.decode()
            assert (invitee.person.name in page, "Salainen yhdistys" in page) == (sees, sees), persona

    def test_the_plans_page_leads_to_what_one_sees(self, client, plan):
        shown, hidden = make_consultation(plan), make_consultation(plan, opened=False)
        page = client.get(plan.get_absolute_url()).content.decode()
        assert shown.get_absolute_url() in page
        assert hidden.get_absolute_url() not in page
