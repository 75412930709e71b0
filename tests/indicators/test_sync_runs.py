"""Runs end to end: what is fetched, what is left alone, what a killed worker leaves, two at once."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from indicators.imports.asking import open_client
from indicators.imports.life import Answer
from indicators.imports.sync import next_item, start_run
from indicators.imports.sync_item import MOST_SILENCES, MOST_TRIES, fetch_item
from indicators.models import CatalogueEntry, Correction, Indicator, Region, SyncRun
from indicators.tasks import begin_fetching, resume_forgotten_runs
from tests.factories.indicators import make_synced_indicator
from tests.indicators.sync_world import (
    COUNTRY,
    FIGURES,
    TODAY,
    begun_run,
    figures_of,
    later,
    run_tonight,
    states_of,
)

pytestmark = pytest.mark.django_db

Reason = SyncRun.Reason


# What a run brings


def test_the_first_run_brings_areas_catalogue_and_figures(used, sotkanet):
    indicator = used(127)
    run = run_tonight()
    assert (run.job_state, run.reason, states_of(run)) == ("done", "night", {127: "fetched"})
    assert (run.regions_changed, run.catalogue_changed) == (Region.objects.count(), CatalogueEntry.objects.count())
    assert figures_of(indicator) == FIGURES
    item = run.items.get()
    assert (item.requests, item.rows, item.added, item.changed, item.left_out) == (2, 3, 3, 0, 0)
    indicator.refresh_from_db()
    assert (indicator.retrieved_at, indicator.data_updated_on) == (item.started_at, date(2026, 1, 15))
    assert (indicator.unit_fi, indicator.source.licence, indicator.passes_on) == ("%", "CC BY 4.0", True)


def test_figures_of_others_are_not_passed_on(used):
    indicator = used(127, owner=(3, "Tilastokeskus"))
    run_tonight()
    indicator.refresh_from_db()
    assert (indicator.source.sotkanet_id, indicator.passes_on) == (3, False)
    assert indicator.source.licence


def test_nothing_is_downloaded_while_the_source_stands_still(used, sotkanet):
    indicator = used(127)
    run_tonight()
    lines = indicator.history.count()
    sotkanet.forget_questions()
    assert states_of(run_tonight()) == {127: "unchanged"}
    assert sotkanet.questions == ["/regions", "/indicators", "/indicators/127"]
    assert indicator.history.count() == lines


def test_a_hundred_unchanged_indicators_ask_a_hundred_documents_and_no_data(used, sotkanet):
    for number in range(1000, 1100):
        Indicator.objects.filter(pk=used(number).pk).update(
            data_updated_on=date(2026, 1, 15), retrieved_at=timezone.now()
        )
    run = begun_run()
    sotkanet.forget_questions()
    with open_client(run) as client:
        while item := next_item(run, at=timezone.now()):
            fetch_item(item, client, at=timezone.now(), today=TODAY)
    assert sotkanet.questions == [f"/indicators/{number}" for number in range(1000, 1100)]
    assert set(states_of(run).values()) == {"unchanged"}


def test_corrected_figures_keep_the_earlier_one_and_gone_ones_are_marked(used, sotkanet):
    indicator = used(127)
    run_tonight()
    sotkanet.tell(127, updated="2026-02-01", figures={(COUNTRY, 2023): "1.5", (COUNTRY, 2024): "2.2"})
    item = run_tonight().items.get()
    assert (item.added, item.changed, item.vanished) == (0, 1, 1)
    correction = Correction.objects.get()
    assert (correction.value, correction.replaced_at) == (Decimal("1.1"), item.started_at)
    assert figures_of(indicator) == {(COUNTRY, 2023): "1.5", (COUNTRY, 2024): "2.2"}


def test_a_source_that_tells_no_day_is_always_asked(used, sotkanet):
    used(127, updated=None)
    run_tonight()
    assert states_of(run_tonight()) == {127: "fetched"}


def test_indicators_that_nobody_uses_are_not_fetched(used, sotkanet):
    used(127)
    make_synced_indicator(sotkanet_id=128)
    assert states_of(run_tonight()) == {127: "fetched"}


def test_a_run_for_one_adopted_indicator_leaves_the_catalogue_alone(used, sotkanet):
    indicator = used(127)
    run = start_run(Reason.ADOPTION, by=None, indicators=[indicator], at=timezone.now())
    begin_fetching(run.pk)
    run.refresh_from_db()
    assert (run.job_state, states_of(run)) == ("done", {127: "fetched"})
    assert "/indicators" not in sotkanet.questions


# A changed title


def test_a_changed_title_stops_before_the_figures(used, sotkanet):
    indicator = used(127, title="0–20-vuotiaat")
    run_tonight()
    sotkanet.tell(127, title="0–24-vuotiaat", updated="2026-02-01", figures={(COUNTRY, 2024): "9"})
    sotkanet.forget_questions()
    run = run_tonight()
    assert (states_of(run), run.items.get().detail) == ({127: "retitled"}, "0–24-vuotiaat")
    assert sotkanet.questions[2:] == ["/indicators/127"]
    indicator.refresh_from_db()
    assert (indicator.title_fi, indicator.metadata["title"]["fi"]) == ("0–20-vuotiaat", "0–24-vuotiaat")
    assert indicator.title_changed_at == run.items.get().started_at
    assert figures_of(indicator) == FIGURES


def test_a_title_that_comes_back_needs_nobody(used, sotkanet):
    indicator = used(127, title="Nimi")
    sotkanet.tell(127, title="Muu nimi")
    run_tonight()
    sotkanet.tell(127, title="Nimi", figures=FIGURES)
    assert states_of(run_tonight()) == {127: "fetched"}
    indicator.refresh_from_db()
    assert indicator.title_changed_at is None


# Trouble


def test_one_bad_indicator_never_stops_the_others(used, sotkanet):
    for number in (1, 2, 3):
        used(number)
    sotkanet.fail("/indicators/2", status=404)
    run = run_tonight()
    assert (states_of(run), run.job_state) == ({1: "fetched", 2: "failed", 3: "fetched"}, "done")
    assert run.items.get(indicator__sotkanet_id=2).problem == "not_found"


def test_an_answer_that_is_suddenly_empty_lets_the_earlier_figures_stand(used, sotkanet):
    indicator = used(127)
    run_tonight()
    sotkanet.tell(127, updated="2026-02-01", figures={})
    run = run_tonight()
    assert (run.items.get().problem, run.job_state) == ("empty", "failed")
    assert figures_of(indicator) == FIGURES
    indicator.refresh_from_db()
    assert indicator.data_updated_on == date(2026, 1, 15)


def test_an_error_of_our_own_is_told_and_logged(used, monkeypatch, caplog):
    def full(*_args):
        raise OSError("No space left on device")

    used(1)
    monkeypatch.setattr(Answer, "write", full)
    run = run_tonight()
    assert (run.items.get().problem, run.items.get().detail) == ("our_own", "OSError")
    assert "Fetching indicator 1 failed" in caplog.text
    assert "No space left on device" in caplog.text


def test_trying_again_is_bounded(used, sotkanet):
    used(127)
    sotkanet.fail("/json", status=500)
    run = run_tonight()
    item = run.items.get()
    assert (item.state, item.problem, run.job_state) == ("waiting", "broken", "running")
    assert item.not_before > timezone.now()
    for _ in range(MOST_TRIES):
        later()
        resume_forgotten_runs()
    item.refresh_from_db()
    run.refresh_from_db()
    assert (item.state, item.problem, item.tries, run.job_state) == ("failed", "broken", MOST_TRIES, "failed")


def test_what_waits_for_another_try_is_fetched_in_time(used, sotkanet):
    indicator = used(127)
    sotkanet.fail("/json", status=500)
    run = run_tonight()
    sotkanet.mend()
    resume_forgotten_runs()
    assert states_of(run) == {127: "waiting"}
    later()
    resume_forgotten_runs()
    run.refresh_from_db()
    assert (states_of(run), run.job_state) == ({127: "fetched"}, "done")
    assert figures_of(indicator) == FIGURES


def test_a_silent_sotkanet_is_not_asked_for_ever(used, sotkanet):
    for number in range(1, MOST_SILENCES + 4):
        used(number)
    run = begun_run()
    sotkanet.fall_silent()
    with open_client(run) as client:
        while item := next_item(run, at=timezone.now()):
            fetch_item(item, client, at=timezone.now(), today=TODAY, patient=False)
    assert set(states_of(run).values()) == {"failed"}
    assert run.items.filter(tries=0, problem="unreachable").count() == 3
