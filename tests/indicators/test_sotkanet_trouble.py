"""Bad answers: each is told by its name, the file is left as it was, and asking again happens only where it helps."""

import gzip
import shutil
import ssl
import subprocess
from io import BytesIO

import pytest

from indicators.sotkanet import Client, SotkanetError, read_rows
from tests.fake_sotkanet import FakeSotkanet
from tests.fake_sotkanet.world import VANTAA

TRIES = 3
YEAR = [2024]


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def client(fake_sotkanet, waits):
    fake_sotkanet.set_indicator(127, "Väestö")
    fake_sotkanet.set_rows(127, [(VANTAA, 2024, "total", 1.5)])
    with open_client(fake_sotkanet.url, waits) as client:
        yield client


def open_client(url: str, waits: list[float], **options) -> Client:
    chosen = {"pause": 0, "tries": TRIES, "timeout": 2.0, "sleep": waits.append, "chance": lambda: 1.0} | options
    return Client(url, **chosen)


def trouble_of(client: Client, path: str = "/json") -> SotkanetError:
    with pytest.raises(SotkanetError) as caught:
        if path == "/json":
            client.download(127, YEAR, ("total",), BytesIO())
        else:
            client.indicator(127) if path.startswith("/indicators/") else client.regions()
    return caught.value


@pytest.mark.parametrize(
    ("scenario", "problem", "retry_helps", "asked"),
    [
        ("400", "refused", False, 1),
        ("401", "refused", False, 1),
        ("403", "refused", False, 1),
        ("404", "not_found", False, 1),
        ("410", "not_found", False, 1),
        ("418", "refused", False, 1),
        ("408", "timeout", True, TRIES),
        ("429", "busy", True, TRIES),
        ("500", "broken", True, TRIES),
        ("502", "broken", True, TRIES),
        ("503", "broken", True, TRIES),
        ("204", "not_json", True, 1),
        ("206", "not_json", True, 1),
        ("html", "not_json", True, 1),
        ("redirect", "redirected", False, 1),
        ("301", "redirected", False, 1),
        ("304", "redirected", False, 1),
        ("cut", "cut", True, TRIES),
        ("short", "cut", True, TRIES),
        ("reset", "unreachable", True, TRIES),
        ("size", "too_big", False, 1),
    ],
)
@pytest.mark.parametrize("path", ["/json", "/indicators/127"])
def test_trouble_has_a_name(fake_sotkanet, client, scenario, problem, retry_helps, asked, path):
    fake_sotkanet.fail(path, scenario)
    error = trouble_of(client, path)
    assert (error.problem, error.retry_helps) == (problem, retry_helps)
    assert len(fake_sotkanet.requests) == client.requests == asked


def test_what_was_said_is_a_short_plain_line(fake_sotkanet, client):
    body = b"<html><script>alert(1)</script><h1>Virhe\x00</h1>\n" + b"x" * 5000
    fake_sotkanet.fail("/json", status=500, body=body)
    detail = trouble_of(client).detail
    assert detail.startswith("500 Virhe xxx") and len(detail) == 300


def test_a_redirect_is_told_and_never_followed(fake_sotkanet, client):
    fake_sotkanet.fail("/json", status=302, headers={"Location": f"{fake_sotkanet.url}/regions"})
    assert trouble_of(client).detail == f"302 {fake_sotkanet.url}/regions"
    assert len(fake_sotkanet.requests) == 1


def test_a_burst_of_errors_passes(fake_sotkanet, client, waits):
    fake_sotkanet.fail("/json", "503", times=1)
    fake_sotkanet.fail("/json", "cut", times=1)
    file = BytesIO(b"before")
    file.seek(0, 2)
    client.download(127, YEAR, ("total",), file)
    file.seek(len(b"before"))
    assert len(list(read_rows(file))) == 1
    assert waits == [1.0, 2.0]


def test_waits_grow_to_a_limit_and_differ(fake_sotkanet):
    fake_sotkanet.fail("/regions", "500")
    for chance, wanted in ((1.0, [1, 2, 4, 8, 16, 30, 30]), (0.0, [0.5, 1, 2, 4, 8, 15, 15])):
        waits = []
        with open_client(fake_sotkanet.url, waits, tries=8, chance=lambda chance=chance: chance) as client:
            trouble_of(client, "/regions")
        assert waits == wanted


@pytest.mark.parametrize(
    ("told", "waited"),
    [
        ("7", [7.0, 7.0]),
        ("0", [1.0, 2.0]),
        ("-5", [1.0, 2.0]),
        ("soon", [1.0, 2.0]),
        ("inf", [1.0, 2.0]),
        ("60", [60.0, 60.0]),
        ("Wed, 21 Oct 2015 07:28:09 GMT", [9.0, 9.0]),
        ("Wed, 21 Oct 1990 07:28:00 GMT", [1.0, 2.0]),
    ],
)
def test_it_rests_as_long_as_it_was_asked(fake_sotkanet, client, waits, told, waited):
    fake_sotkanet.fail("/json", status=429, headers={"Retry-After": told}, date="Wed, 21 Oct 2015 07:28:00 GMT")
    assert trouble_of(client).problem == "busy"
    assert waits == waited


@pytest.mark.parametrize(("told", "rest"), [("61", 61.0), ("86400", 3600.0), ("9" * 50, 3600.0)])
def test_a_long_rest_is_left_to_the_caller(fake_sotkanet, client, waits, told, rest):
    fake_sotkanet.fail("/json", status=429, headers={"Retry-After": told})
    assert trouble_of(client).retry_after == rest
    assert waits == [] and len(fake_sotkanet.requests) == 1


def test_a_broken_server_may_ask_for_rest_too(fake_sotkanet, client, waits):
    fake_sotkanet.fail("/json", status=503, headers={"Retry-After": "9"}, times=1)
    client.download(127, YEAR, ("total",), BytesIO())
    assert waits == [9.0]


def test_silence_ends(fake_sotkanet, waits):
    fake_sotkanet.fail("/regions", "hang")
    with open_client(fake_sotkanet.url, waits, timeout=0.05) as client:
        assert trouble_of(client, "/regions").problem == "timeout"
    assert len(waits) == TRIES - 1


def test_an_answer_that_drips_for_ever_ends(fake_sotkanet, waits):
    fake_sotkanet.fail("/regions", trickle=0.01)
    with open_client(fake_sotkanet.url, waits, longest=0.05, tries=1) as client:
        assert trouble_of(client, "/regions").problem == "timeout"


@pytest.mark.parametrize("is_told", [True, False])
def test_an_answer_without_end_is_refused_on_the_way(fake_sotkanet, waits, is_told):
    fake_sotkanet.fail("/json", size=500_000_001, is_told=is_told)
    file = BytesIO()
    with open_client(fake_sotkanet.url, waits, most_bytes=200_000) as client, pytest.raises(SotkanetError) as caught:
        client.download(127, YEAR, ("total",), file)
    assert caught.value.problem == "too_big"
    assert len(file.getvalue()) <= 200_000


def test_a_small_answer_that_swells_is_refused(fake_sotkanet, waits):
    packed = gzip.compress(b"[" + b" " * 3_000_000 + b"]")
    fake_sotkanet.fail("/json", body=packed, headers={"Content-Encoding": "gzip"})
    with open_client(fake_sotkanet.url, waits, most_bytes=200_000) as client:
        assert trouble_of(client).problem == "too_big"


@pytest.mark.parametrize("body", [b"not gzip", gzip.compress(b"[]" * 4000)[:30]], ids=["no gzip", "half of it"])
def test_what_cant_be_unpacked_is_cut(fake_sotkanet, client, body):
    fake_sotkanet.fail("/json", body=body, headers={"Content-Encoding": "gzip"})
    assert trouble_of(client).problem == "cut"


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"", "cut"),
        (b"{}", "strange"),
        (b"[]", "not_json"),
        (b'{"id":128}', "strange"),
        (b'{"id":127,"decimals":NaN}', "strange"),
        (b'{"id":127,]}', "not_json"),
        (b'{"id":127,"x":"\xff"}', "not_json"),
        (b'{"id":127,"x":' + b"9" * 5000 + b"}", "not_json"),
        (b'{"id":127,"x":' + b"[" * 100_000 + b"]" * 100_000 + b"}", "not_json"),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_a_document_that_is_none_is_refused(fake_sotkanet, client, body, problem):
    fake_sotkanet.fail("/indicators/127", body=body)
    assert trouble_of(client, "/indicators/127").problem == problem


@pytest.mark.parametrize(
    ("scenario", "problem"), [("nan", "strange"), ("infinity", "strange"), ("text", "strange"), ("html", "not_json")]
)
def test_a_figure_that_is_none_never_gets_in(fake_sotkanet, client, scenario, problem):
    fake_sotkanet.fail("/json", scenario)
    file = BytesIO()
    with pytest.raises(SotkanetError) as caught:
        client.download(127, YEAR, ("total",), file)
        file.seek(0)
        list(read_rows(file))
    assert caught.value.problem == problem


def test_no_years_are_no_question(fake_sotkanet, client):
    with pytest.raises(SotkanetError) as caught:
        client.download(127, range(2024, 2020), ("total",), BytesIO())
    assert caught.value.problem == "strange" and not fake_sotkanet.requests


@pytest.mark.parametrize(
    ("url", "retry_helps"),
    [("http://127.0.0.1:9/rest", True), ("ftp://127.0.0.1/rest", False), ("rest/1.1", False)],
)
def test_an_address_where_nobody_answers(waits, url, retry_helps):
    with open_client(url, waits) as client:
        error = trouble_of(client, "/regions")
    assert (error.problem, error.retry_helps) == ("unreachable", retry_helps)
    assert len(waits) == (TRIES - 1 if retry_helps else 0)


@pytest.mark.skipif(not shutil.which("openssl"), reason="openssl makes the certificate")
def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path, waits):
    pem = tmp_path / "own.pem"
    options = ["-x509", "-nodes", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-subj", "/CN=127.0.0.1"]
    subprocess.run(["openssl", "req", *options, "-keyout", pem, "-out", pem], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    with FakeSotkanet(certificate=context) as fake, open_client(fake.url, waits) as client:
        error = trouble_of(client, "/regions")
        assert (error.problem, error.retry_helps) == ("certificate", False)
        assert fake.requests == [] and waits == []
