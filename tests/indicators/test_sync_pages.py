"""The pages of fetching: what they tell, whom they let in, how many questions they ask."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from hyte.lib.jobs import JobState
from hyte.lib.tasks import note_heartbeat
from indicators.models import Correction, Indicator, SyncItem, SyncRun
from tests.factories.indicators import adopt, make_observation, make_region, make_run, make_synced_indicator

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

MOST_QUESTIONS = 12  # session and user counted
STARTED = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
RUNS = reverse("indicators:sync-runs")
START = reverse("indicators:sync-start")


@pytest.fixture
def coordinator(personas) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(personas.coordinator)
    client.cookies["django_language"] = "en"
    return client


def page_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def add_item(run: SyncRun, title: str = "", state: str = "unchanged", **fields) -> SyncItem:
    indicator = make_synced_indicator(title)
    times = {"started_at": STARTED, "ended_at": STARTED + timedelta(seconds=2)}
    return SyncItem.objects.create(run=run, indicator=indicator, state=state, **(times | fields))


def retitle(item: SyncItem, new: str) -> Indicator:
    indicator = item.indicator
    indicator.title_changed_at, indicator.metadata = STARTED, {"title": {"fi": new, "sv": "Ny", "en": "New"}}
    indicator.save()
    return indicator


def correct(item: SyncItem, earlier: str, new: str, **fields) -> Correction:
    row = make_observation(item.indicator, make_region(), 2024, new, **fields)
    return Correction.objects.create(observation=row, value=Decimal(earlier), replaced_at=STARTED)


def done_run(**fields) -> SyncRun:
    times = {"job_started_at": STARTED, "job_ended_at": STARTED + timedelta(seconds=75)}
    return make_run(**({"job_state": JobState.DONE} | times | fields))


# The list


def test_an_empty_list_teaches(coordinator):
    page = page_of(coordinator, RUNS)
    assert "Nothing has been fetched yet" in page
    assert "Fetch now" in page


def test_a_silent_worker_is_told(coordinator):
    assert "shows no life" in page_of(coordinator, RUNS)
    note_heartbeat()
    assert "shows no life" not in page_of(coordinator, RUNS)


def test_the_list_tells_how_runs_ended(coordinator):
    run = done_run()
    add_item(run)
    add_item(run, state="failed", problem="timeout")
    page = page_of(coordinator, RUNS)
    assert "Done in part" in page
    assert "Nothing new 1" in page
    assert "Failed 1" in page


def test_titles_that_wait_stand_on_the_list(coordinator):
    retitle(add_item(done_run(), "Vanha nimi", "retitled"), "Uusi nimi &#8805; 65")
    page = page_of(coordinator, RUNS)
    assert "Vanha nimi" in page
    assert "Uusi nimi ≥ 65" in page


@pytest.mark.parametrize("persona", ["secretary", "reader", "unrelated", "member"])
def test_others_dont_fetch(client, personas, persona):
    client.force_login(getattr(personas, persona))
    assert client.get(RUNS).status_code == 403
    assert client.post(START).status_code == 403
    assert client.get(done_run().get_absolute_url()).status_code == 404
    assert not SyncRun.objects.going_on().exists()


def test_the_keeper_fetches(client, personas):
    client.force_login(personas.keeper)
    assert client.get(RUNS).status_code == 200
    assert client.post(START).status_code == 302


def test_the_button_starts_one_run(coordinator, personas):
    indicator = make_synced_indicator()
    adopt(indicator, personas.county)
    make_synced_indicator()
    first = coordinator.post(START)
    run = SyncRun.objects.get()
    assert first.url == run.get_absolute_url()
    assert (run.reason, run.by, run.job_state) == ("button", personas.coordinator, "waiting")
    assert [item.indicator for item in run.items.all()] == [indicator]
    assert coordinator.post(START).url == run.get_absolute_url()
    assert SyncRun.objects.count() == 1
    assert "this is it" in page_of(coordinator, run.get_absolute_url())


# One run


def test_a_run_tells_what_became_of_each(coordinator):
    run = done_run(regions_changed=3)
    counts = {"rows": 1234, "added": 12, "changed": 1, "vanished": 5, "left_out": 2}
    fetched = add_item(run, "Haettu", "fetched", **counts)
    correct(fetched, "7.4", "7.5", cases=48189)
    add_item(run, "Ennallaan")
    add_item(run, "Rikki", "failed", problem="cut", detail="unexpected end at byte 77")
    page = page_of(coordinator, run.get_absolute_url())
    assert "1 min 15 s" in page
    assert "1 indicator failed, the others are up to date." in page
    assert "The answer ended in the middle." in page
    assert "unexpected end at byte 77" in page
    assert "<del>7.4</del>" in page
    assert "<ins>7.5</ins> (48,189)" in page
    assert "1,234" in page


def test_a_later_correction_doesnt_change_what_an_earlier_run_did(coordinator):
    run = done_run()
    correction = correct(add_item(run, "Haettu", "fetched", changed=1), "1", "3")
    Correction.objects.create(observation=correction.observation, value=2, replaced_at=STARTED + timedelta(days=1))
    page = page_of(coordinator, run.get_absolute_url())
    assert "<del>1</del>" in page
    assert "<ins>2</ins>" in page
    assert "<ins>3</ins>" not in page


def test_corrections_of_other_runs_are_theirs(coordinator):
    run, other = done_run(), done_run()
    item = add_item(run, "Haettu", "fetched", changed=1)
    correct(item, "1", "3")
    SyncItem.objects.create(run=other, indicator=item.indicator, state="fetched", changed=1, started_at=timezone.now())
    assert "<del>1</del>" not in page_of(coordinator, other.get_absolute_url())


def test_a_run_that_goes_on_shows_how_far_it_is(coordinator):
    run = make_run(job_state=JobState.RUNNING, job_started_at=timezone.now() - timedelta(seconds=125))
    add_item(run, state="fetched", rows=500)
    add_item(run, "Nyt haettava", state="running")
    add_item(run, state="waiting", problem="timeout", not_before=timezone.now())
    page = page_of(coordinator, run.get_absolute_url())
    assert 'value="1" max="3"' in page
    assert "1 of 3 indicators done, 2 left. 500 rows of figures fetched." in page
    assert "2 min 5 s so far" in page
    assert 'hx-trigger="every 2s"' in page
    assert "Tried again at" in page


def test_the_page_that_looked_on_is_shown_anew_at_the_end(coordinator):
    response = coordinator.get(done_run().get_absolute_url(), headers={"HX-Request": "true"})
    assert response["HX-Refresh"] == "true"


def test_a_failed_run_says_that_all_stands(coordinator):
    run = done_run(job_state=JobState.FAILED, regions_problem="unreachable", job_error="Connection refused")
    page = page_of(coordinator, run.get_absolute_url())
    assert "The run failed: nothing was fetched." in page
    assert "Sotkanet could not be reached." in page
    assert "Connection refused" in page


# A title that has changed


def test_a_new_title_is_accepted_with_a_trace(coordinator, personas):
    indicator = retitle(add_item(done_run(), "Vanha nimi", "retitled", detail="Uusi"), "Uusi")
    Indicator.objects.filter(pk=indicator.pk).update(data_updated_on=STARTED.date())
    address = reverse("indicators:indicator-title", args=[indicator.pk])
    page = page_of(coordinator, address)
    assert "Vanha nimi" in page
    assert 'name="seen" value="Uusi"' in page
    assert coordinator.post(address, {"seen": "Uusi"}).status_code == 302
    indicator.refresh_from_db()
    assert (indicator.title_fi, indicator.title_sv, indicator.title_en) == ("Uusi", "Ny", "New")
    assert (indicator.title_changed_at, indicator.data_updated_on) == (None, None)
    assert indicator.history.first().history_user == personas.coordinator
    assert SyncRun.objects.going_on().get().items.get().indicator == indicator


def test_a_title_that_has_changed_once_more_is_looked_at_again(coordinator):
    indicator = retitle(add_item(done_run(), "Vanha nimi", "retitled"), "Aivan uusi")
    response = coordinator.post(reverse("indicators:indicator-title", args=[indicator.pk]), {"seen": "Uusi"})
    assert response.status_code == 409
    assert "Aivan uusi" in response.content.decode()
    indicator.refresh_from_db()
    assert indicator.title_fi == "Vanha nimi"


def test_nothing_is_accepted_twice(coordinator):
    indicator = make_synced_indicator("Nimi")
    response = coordinator.post(reverse("indicators:indicator-title", args=[indicator.pk]), {"seen": "Nimi"})
    assert response.status_code == 409
    assert not SyncRun.objects.exists()


# Numbers of questions


def grown(run: SyncRun, size: int) -> None:
    for number in range(size):
        correct(add_item(run, state="fetched", changed=1), "1", "2")
        add_item(run, state="unchanged")
        add_item(run, state="failed", problem="timeout")
        retitle(add_item(run, state="retitled", detail="Uusi"), "Uusi")
        add_item(done_run(), state="fetched")
        add_item(run, state="waiting", not_before=STARTED) if number % 2 else None


def questions(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("state", [JobState.DONE, JobState.RUNNING])
def test_the_same_number_of_questions_at_3_and_at_30_rows(coordinator, personas, state):
    run = done_run(job_state=state, by=personas.coordinator)
    grown(run, 3)
    few = [questions(coordinator, address) for address in (RUNS, run.get_absolute_url())]
    grown(run, 27)
    many = [questions(coordinator, address) for address in (RUNS, run.get_absolute_url())]
    assert few == many
    assert max(many) <= MOST_QUESTIONS
