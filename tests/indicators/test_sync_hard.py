"""Whatever Sotkanet answers: the run ends and tells why, the earlier figures stand, the other indicators get theirs."""

import shutil
import ssl
import subprocess
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from indicators.imports.sync import start_run, work_through
from indicators.models import Correction, SyncRun
from indicators.sotkanet import Client
from tests.factories.indicators import adopt, make_synced_indicator
from tests.fake_sotkanet import FakeSotkanet
from tests.fake_sotkanet.faults import with_figure
from tests.indicators.sync_world import COUNTRY, VAKE, SotkanetWorld, figures_of

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 2)
EARLIER = {(COUNTRY, 2023): "1.1", (VAKE, 2023): "2.2"}
NEWER = {(COUNTRY, 2023): "1.1", (VAKE, 2023): "3.3"}
BAD, GOOD, DAY = 127, 171, "2026-02-01"


@pytest.fixture
def both(personas, sotkanet: SotkanetWorld):
    """Two indicators in use with figures, of which Sotkanet has newer ones: the bad one's answer will be spoilt."""
    found = [make_synced_indicator(f"Mittari {number}", sotkanet_id=number) for number in (BAD, GOOD)]
    for indicator in found:
        adopt(indicator, personas.county)
        sotkanet.tell(indicator.sotkanet_id, figures=EARLIER)
    run_all(sotkanet.fake.url)
    for indicator in found:
        assert figures_of(indicator) == EARLIER
        sotkanet.tell(indicator.sotkanet_id, figures=NEWER, updated=DAY)
    return found


def run_all(url: str, **options) -> SyncRun:
    run = start_run(SyncRun.Reason.COMMAND, by=None, at=timezone.now())
    with Client(url, sleep=lambda _seconds: None, **options) as client:
        work_through(run, client, today=TODAY, note=lambda _item: None)
    run.refresh_from_db()
    return run


def spoil(name: str = "", **parts) -> Callable[[FakeSotkanet], object]:
    return lambda fake: fake.fail("/json", name, only={"indicator": BAD}, **parts)


def body(figure: str, **parts) -> Callable[[FakeSotkanet], object]:
    return spoil(body=with_figure(figure, **parts))


BAD_ANSWERS = {
    "a page with status 200": (spoil("html"), "not_json"),
    "cut in the middle": (spoil("cut"), "cut"),
    "short, but told to be whole": (spoil("short"), "cut"),
    "an empty list": (spoil("empty"), "empty"),
    "NaN": (body("NaN"), "strange"),
    "a figure as text": (spoil("text"), "strange"),
    "a year as a word": (body("1", year='"kaksi"'), "strange"),
    "400": (spoil("400"), "refused"),
    "403": (spoil("403"), "refused"),
    "404": (spoil("404"), "not_found"),
    "429 for long": (spoil(status=429, headers={"Retry-After": "3600"}), "busy"),
    "500 again and again": (spoil("500"), "broken"),
    "no answer": (spoil("hang"), "timeout"),
    "no answer, and gone": (spoil("reset"), "unreachable"),
    "another host": (spoil("redirect"), "redirected"),
    "500 MB": (spoil("size"), "too_big"),
    "an unknown area alone": (lambda fake: fake.set_rows(BAD, [(99_999, 2023, "total", 5.0)]), "strange"),
}


@pytest.mark.parametrize(("spoiling", "problem"), BAD_ANSWERS.values(), ids=BAD_ANSWERS)
def test_a_bad_answer_is_told_and_harms_nothing(both, sotkanet, personas, client, spoiling, problem):
    bad, good = both
    spoiling(sotkanet.fake)
    run = run_all(sotkanet.fake.url, timeout=0.3)
    items = {item.indicator_id: item for item in run.items.all()}
    assert (items[bad.pk].state, items[bad.pk].problem) == ("failed", problem)
    assert items[good.pk].state == "fetched"
    assert run.job_state == "done"
    assert (figures_of(bad), figures_of(good)) == (EARLIER, NEWER)
    assert not Correction.objects.filter(observation__indicator=bad).exists()
    bad.refresh_from_db()
    assert bad.data_updated_on < date.fromisoformat(DAY)  # the next run asks again
    client.force_login(personas.coordinator)
    page = client.get(run.get_absolute_url()).text
    assert items[bad.pk].get_problem_display() in page


@pytest.mark.parametrize("spoiling", [value[0] for value in BAD_ANSWERS.values()], ids=BAD_ANSWERS)
def test_the_next_good_answer_mends_it(both, sotkanet, spoiling):
    spoiling(sotkanet.fake)
    run_all(sotkanet.fake.url, timeout=0.3)
    sotkanet.mend()
    sotkanet.tell(BAD, figures=NEWER, updated=DAY)
    run_all(sotkanet.fake.url)
    assert figures_of(both[0]) == NEWER


def test_a_burst_of_errors_is_waited_out(both, sotkanet):
    spoil(status=500, times=2)(sotkanet.fake)
    run = run_all(sotkanet.fake.url)
    assert set(run.items.values_list("state", flat=True)) == {"fetched"}


def test_a_missing_value_stays_missing_where_the_number_of_cases_is_there(both, sotkanet):
    sotkanet.fake.set_rows(BAD, [(COUNTRY, 2023, "total", None, 17), (VAKE, 2023, "total", 2.2)])
    run_all(sotkanet.fake.url)
    row = both[0].observations.get(region__sotkanet_id=COUNTRY)
    assert (row.value, row.cases, row.vanished_on) == (None, 17, None)
    assert row.corrections.get().value == Decimal("1.1")


def test_odd_rows_among_good_ones_are_counted(both, sotkanet):
    good = [(area, year, "total", float(value)) for (area, year), value in NEWER.items()]
    sotkanet.fake.set_rows(BAD, [*good, good[0], (99_999, 2023, "total", 5.0)])
    run = run_all(sotkanet.fake.url)
    item = run.items.get(indicator=both[0])
    assert (item.state, item.rows, item.left_out) == ("fetched", 2, 2)
    assert figures_of(both[0]) == NEWER


@pytest.mark.skipif(not shutil.which("openssl"), reason="openssl makes the certificate")
def test_a_certificate_that_nobody_vouches_for(both, tmp_path):
    pem = tmp_path / "own.pem"
    options = ["-x509", "-nodes", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-subj", "/CN=127.0.0.1"]
    subprocess.run(["openssl", "req", *options, "-keyout", pem, "-out", pem], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    with FakeSotkanet(certificate=context) as fake:
        run = run_all(fake.url)
    assert set(run.items.values_list("state", "problem")) == {("failed", "certificate")}
    assert (run.job_state, run.regions_problem, run.catalogue_problem) == ("failed", "certificate", "certificate")
    assert [figures_of(each) for each in both] == [EARLIER, EARLIER]


def test_a_clock_that_has_jumped_back(both, sotkanet, client, personas):
    """Runs and figures of a moment that hasn't come yet stop nothing."""
    ahead = timezone.now() + timedelta(days=400)
    SyncRun.objects.update(created_at=ahead, job_started_at=ahead, job_ended_at=ahead)
    for each in both:
        each.retrieved_at = ahead
        each.save()
    run = run_all(sotkanet.fake.url)
    assert set(run.items.values_list("state", flat=True)) == {"fetched"}
    client.force_login(personas.coordinator)
    for address in (reverse("indicators:sync-runs"), run.get_absolute_url()):
        assert client.get(address).status_code == 200
