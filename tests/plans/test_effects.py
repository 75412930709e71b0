"""How a plan is handled: the way through the bodies with its papers, and the ex-ante assessment."""

from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plans.models import DecisionMaterial, Plan, PlanDecision, PlanEffect, PlanStep
from plans.queries.handling import handling_of
from tests.factories.groups import make_organisation
from tests.factories.handling import make_effect, make_material, make_tie
from tests.factories.plans import make_bare_plan
from tests.factories.reporting import load_demo
from tests.factories.status import TODAY

WHOLE_PDF = b"%PDF-1.7\ntrailer\n%%EOF\n"


@pytest.fixture(autouse=True)
def _coordinator_at_work(client, personas, settings, tmp_path):
    options = {"location": tmp_path, "base_url": None}
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "hyte.lib.storage.RenamingStorage", "OPTIONS": options}
    }
    settings.HYTE_TODAY = TODAY
    client.force_login(personas.coordinator)


@pytest.fixture
def board(personas):
    return make_organisation("Aluehallitus", kind="county_board", parent=personas.county)


def url(name: str, plan: Plan, *others) -> str:
    return reverse(f"plans:{name}", args=[plan.slug, *others])


def pdf(content: bytes = WHOLE_PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile("liite.pdf", content, content_type="text/html")


def effect_data(**changes) -> dict:
    told = {"population_fi": "Lapsiperheet", "direction": "positive", "effects_fi": "Tuki tulee aiemmin."}
    return told | changes


class TestThePath:
    def test_one_body_may_decide_more_than_once_in_the_order_of_days(self, client, plan, board):
        tabled = make_tie(plan, body=board, on=date(2023, 11, 7), outcome="tabled", title_fi="Pöydälle")
        forward = make_tie(plan, body=board, on=date(2023, 11, 21), section_number="12", diary_number="VAKE/1/2023")
        PlanDecision.objects.create(plan=plan, decision=plan.approval, meaning="approval")
        page = client.get(url("handling", plan))
        stations = page.context["handling"].stations
        assert [each.decision for each in stations] == [tabled.decision, forward.decision, plan.approval]
        assert "VAKE/1/2023" in page.text and "§ 12" in page.text

    def test_a_decision_with_two_meanings_is_one_station(self, plan):
        for meaning in ("handling", "approval"):
            PlanDecision.objects.create(plan=plan, decision=plan.approval, meaning=meaning)
        station = handling_of(plan).stations[0]
        assert [tie.meaning for tie in station.ties] == ["handling", "approval"]

    @pytest.mark.parametrize(("outcome", "waits"), [("tabled", True), ("returned", True), ("approved", False)])
    def test_what_was_tabled_last_comes_back_to_the_same_body(self, plan, board, outcome, waits):
        make_tie(plan, body=board, on=date(2023, 11, 7), outcome="tabled")
        make_tie(plan, body=board, on=date(2023, 11, 21), outcome=outcome)
        assert (handling_of(plan).waiting is not None) is waits

    def test_next_are_the_steps_that_wait_for_a_body(self, plan, board):
        times = {"starts_on": date(2025, 3, 1), "ends_on": date(2025, 3, 31)}
        coming = PlanStep.objects.create(plan=plan, title_fi="Hallitukseen", body=board, **times)
        PlanStep.objects.create(plan=plan, title_fi="Tehty", body=board, done_on=date(2025, 1, 1), **times)
        PlanStep.objects.create(plan=plan, title_fi="Työpaja", **times)
        assert handling_of(plan).coming == [coming]

    def test_it_is_public_with_the_plan_and_shows_no_acts(self, client, plan):
        tie = make_tie(plan)
        make_effect(plan)
        client.logout()
        page = client.get(url("handling", plan))
        assert page.status_code == 200
        assert url("effect-create", plan) not in page.text
        assert url("plan-decision-edit", plan, tie.pk) not in page.text
        assert url("handling", plan) in client.get(plan.get_absolute_url()).text
        Plan.objects.update(publication="internal")
        assert client.get(url("handling", plan)).status_code == 302


class TestEffects:
    def test_they_are_assessed_by_population_group(self, client, plan, personas):
        data = effect_data(reason="Puuttui", mitigation_fi="Seurataan jonoja.", effects_sv="Stödet kommer tidigare.")
        assert client.post(url("effect-create", plan), data).status_code == 302
        assert client.post(url("effect-create", plan), data | {"population_fi": "Ikääntyneet"}).status_code == 302
        first, second = plan.effects.all()
        assert (first.population_fi, first.order, second.order) == ("Lapsiperheet", 1, 2)
        assert first.mitigation_fi == "Seurataan jonoja." and first.effects_sv == "Stödet kommer tidigare."
        kept = first.history.get()
        assert (kept.history_user, kept.history_change_reason) == (personas.coordinator, "Puuttui")
        assert "Seurataan jonoja." in client.get(url("handling", plan)).text

    @pytest.mark.parametrize(
        "wrong", [{"effects_fi": ""}, {"direction": "huono"}, {"population_fi": ""}, {"reason": ""}]
    )
    def test_what_lacks_something_is_not_saved(self, client, plan, wrong):
        data = effect_data(reason="Syy") | wrong
        assert client.post(url("effect-create", plan), data).status_code == 422
        assert not plan.effects.exists()

    def test_one_is_changed_with_a_reason_and_stays_in_an_approved_plan(self, client, plan):
        effect = make_effect(plan)
        address = url("effect-edit", plan, effect.pk)
        client.post(address, effect_data(direction="negative", reason="Lausunnot"))
        effect.refresh_from_db()
        assert effect.direction == "negative"
        assert client.post(url("effect-delete", plan, effect.pk)).status_code == 409
        assert PlanEffect.objects.filter(pk=effect.pk).exists()

    def test_one_of_a_draft_is_deleted(self, client, personas):
        draft = make_bare_plan(personas.county, "luonnos", approved=False)
        effect = make_effect(draft)
        assert client.post(url("effect-delete", draft, effect.pk)).status_code == 302
        assert not PlanEffect.objects.exists()

    def test_one_of_another_plan_is_not_found(self, client, plan, personas):
        effect = make_effect(make_bare_plan(personas.county, "muu"))
        assert client.get(url("effect-edit", plan, effect.pk)).status_code == 404
        assert client.post(url("effect-delete", plan, effect.pk)).status_code == 404


class TestMaterials:
    def add(self, client, plan, **fields):
        tie = plan.plan_decisions.first() or make_tie(plan)
        return client.post(url("decision-material-create", plan, tie.pk), {"title_fi": "Liite 1"} | fields)

    def test_a_file_is_kept_under_a_name_that_tells_nothing_and_downloaded(self, client, plan, personas, settings):
        assert self.add(client, plan, file=pdf()).status_code == 302
        material = DecisionMaterial.objects.get()
        assert (material.file_name, material.file_size) == ("liite.pdf", len(WHOLE_PDF))
        assert "liite" not in material.file.name and material.history.get().history_user == personas.coordinator
        client.logout()
        answer = client.get(url("decision-material-file", plan, material.pk))
        assert b"".join(answer.streaming_content) == WHOLE_PDF
        assert answer.headers["Content-Disposition"] == 'attachment; filename="liite.pdf"'
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        Plan.objects.update(publication="internal")
        assert client.get(url("decision-material-file", plan, material.pk)).status_code == 302

    def test_a_link_will_do(self, client, plan):
        assert self.add(client, plan, link="https://poytakirjat.example.org/1").status_code == 302
        assert "https://poytakirjat.example.org/1" in client.get(url("handling", plan)).text

    @pytest.mark.parametrize(
        "fields", [{}, {"link": "http://avoin.example.org/"}, {"link": "javascript:alert(1)"}, {"title_fi": ""}]
    )
    def test_what_is_neither_is_refused(self, client, plan, fields):
        assert self.add(client, plan, **fields).status_code == 422
        assert not DecisionMaterial.objects.exists()

    @pytest.mark.parametrize("content", [b"", b"<html></html>", WHOLE_PDF[:10]])
    def test_a_file_that_is_none_of_the_kinds_is_refused(self, client, plan, content):
        assert self.add(client, plan, file=pdf(content)).status_code == 422
        assert not DecisionMaterial.objects.exists()

    def test_a_new_file_takes_the_old_ones_place_and_removal_takes_the_file(
        self, client, plan, django_capture_on_commit_callbacks
    ):
        self.add(client, plan, file=pdf())
        material = DecisionMaterial.objects.get()
        old = Path(material.file.path)
        with django_capture_on_commit_callbacks(execute=True):
            address = url("decision-material-edit", plan, material.pk)
            assert client.post(address, {"title_fi": "Liite 1", "file": pdf(WHOLE_PDF * 2)}).status_code == 302
        material.refresh_from_db()
        new = Path(material.file.path)
        assert new.read_bytes() == WHOLE_PDF * 2 and not old.exists()
        with django_capture_on_commit_callbacks(execute=True):
            client.post(url("decision-material-delete", plan, material.pk))
        assert not new.exists() and not DecisionMaterial.objects.exists()

    def test_one_of_a_decision_on_another_plan_is_not_found(self, client, plan, personas):
        other = make_bare_plan(personas.county, "muu")
        tie = make_tie(other)
        material = make_material(tie.decision)
        assert client.get(url("decision-material-edit", plan, material.pk)).status_code == 404
        assert client.get(url("decision-material-file", plan, material.pk)).status_code == 404
        assert client.get(url("decision-material-create", plan, tie.pk)).status_code == 404
        assert client.post(url("decision-material-delete", plan, material.pk)).status_code == 404

    def test_the_database_refuses_one_with_nothing_in_it(self, plan):
        with pytest.raises(IntegrityError), transaction.atomic():
            make_material(plan.approval, link="")


def test_the_page_asks_the_same_whatever_its_length(client, plan, board):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url("handling", plan)).status_code == 200
        return len(queries)

    def lengthen(count: int) -> None:
        for number in range(count):
            make_material(make_tie(plan, body=board, on=date(2023, 1, 1 + number % 28)).decision)
            make_effect(plan, f"Ryhmä {number}")

    lengthen(3)
    few = asked()
    lengthen(27)
    assert asked() == few <= 12


@override_settings(HYTE_TODAY=date(2025, 1, 31))
def test_the_demos_plan_was_assessed_before_it_was_approved(db):
    load_demo()
    handling = handling_of(Plan.objects.get(slug="vake-2023-2025"))
    assert handling.stations[0].decision.on == date(2023, 12, 12)
    assert handling.stations[0].tie.meaning == "approval" and len(handling.effects) == 5
    assert all(each.effects_sv and each.population_sv for each in handling.effects)
    assert {each.direction for each in handling.effects} >= {"positive", "unclear"}
    load_demo("--reset")
    kept = set(PlanEffect.objects.values_list("pk", flat=True))
    assert set(PlanEffect.history.values_list("id", flat=True)) == kept
