"""Runs that were left in the middle, and two at once."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from indicators.imports.asking import open_client
from indicators.imports.life import Life
from indicators.imports.sync import start_run
from indicators.imports.sync_item import MOST_TRIES, Lost, Turn, claim_item, fetch_item
from indicators.models import SyncRun
from indicators.tasks import fetch_after_commit, resume_forgotten_runs
from tests.indicators.sync_world import FIGURES, TODAY, begun_run, figures_of, later, states_of

pytestmark = pytest.mark.django_db

Reason = SyncRun.Reason


# Killed in the middle


def test_what_a_killed_worker_held_is_taken_up(used):
    indicator, other = used(1), used(2)
    run = begun_run()
    run.items.filter(indicator=indicator).update(state="running", started_at=timezone.now(), tries=1)
    later()
    resume_forgotten_runs()
    run.refresh_from_db()
    assert (run.job_state, states_of(run)) == ("done", {1: "fetched", 2: "fetched"})
    assert figures_of(indicator) == figures_of(other) == FIGURES


def test_a_run_that_was_killed_at_its_beginning_begins_again(used):
    used(1)
    run = start_run(Reason.NIGHT, by=None, at=timezone.now())
    SyncRun.objects.update(job_state="running", job_started_at=timezone.now())
    later()
    resume_forgotten_runs()
    run.refresh_from_db()
    assert (run.job_state, states_of(run)) == ("done", {1: "fetched"})


def test_what_shows_life_is_left_alone(used):
    used(1)
    run = begun_run()
    run.items.update(state="running", started_at=timezone.now(), tries=1)
    later()
    Life(run.items.get()).show()
    resume_forgotten_runs()
    assert states_of(run) == {1: "running"}


def test_a_sign_of_life_from_the_future_is_none(used):
    """The clock has jumped back since."""
    used(1)
    run = begun_run()
    later()
    Life(run).show()
    assert not Life(run).is_seen(timezone.now() - timedelta(days=1))


def test_an_item_that_kills_its_workers_is_given_up(used):
    used(1)
    used(2)
    run = begun_run()
    run.items.filter(indicator__sotkanet_id=1).update(state="running", started_at=timezone.now(), tries=MOST_TRIES)
    later()
    resume_forgotten_runs()
    assert states_of(run) == {1: "failed", 2: "fetched"}
    assert run.items.first().problem == "our_own"


def test_a_lost_message_is_found(used):
    used(1)
    run = start_run(Reason.NIGHT, by=None, at=timezone.now())
    resume_forgotten_runs()
    assert states_of(run) == {1: "waiting"}
    later()
    resume_forgotten_runs()
    assert states_of(run) == {1: "fetched"}


# Two at once


def test_starting_while_a_run_goes_on_returns_that_one(used):
    first = used(1)
    run = start_run(Reason.NIGHT, by=None, at=timezone.now())
    assert start_run(Reason.BUTTON, by=None, at=timezone.now()) == run
    second = used(2)
    assert start_run(Reason.ADOPTION, by=None, indicators=[first, second], at=timezone.now()) == run
    assert states_of(run) == {1: "waiting", 2: "waiting"}


def test_the_database_refuses_a_second_run_that_goes_on():
    SyncRun.objects.create(reason=Reason.NIGHT, job_state="waiting")
    SyncRun.objects.create(reason=Reason.NIGHT, job_state="done")
    with pytest.raises(IntegrityError), transaction.atomic():
        SyncRun.objects.create(reason=Reason.NIGHT, job_state="running")


def test_an_item_is_claimed_by_one(used, sotkanet):
    used(1)
    run = begun_run()
    item, same = run.items.get(), run.items.get()
    sotkanet.forget_questions()
    with open_client(run) as client:
        assert fetch_item(item, client, at=timezone.now(), today=TODAY)
        assert not fetch_item(same, client, at=timezone.now(), today=TODAY)
    assert sotkanet.questions == ["/indicators/1", "/json"]


def test_nothing_of_a_worker_stands_whose_item_another_has_taken(used):
    indicator = used(1)
    run = begun_run()
    item = run.items.get()
    claim_item(item, at=timezone.now())
    run.items.update(started_at=timezone.now() + timedelta(minutes=5))
    with open_client(run) as client, pytest.raises(Lost):
        Turn(item, client, TODAY).bring_up_to_date()
    indicator.refresh_from_db()
    assert (figures_of(indicator), indicator.retrieved_at, states_of(run)) == ({}, None, {1: "running"})


def test_the_task_starts_when_the_row_is_safe(used, django_capture_on_commit_callbacks):
    used(1)
    run = start_run(Reason.BUTTON, by=None, at=timezone.now())
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        fetch_after_commit(run)
    assert len(callbacks) == 1
    assert states_of(run) == {1: "fetched"}
