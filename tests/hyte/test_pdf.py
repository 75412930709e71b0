"""PDF files: readable by a screen reader, and made of nothing but our own files."""

import builtins
from io import BytesIO
from urllib.parse import urljoin

import pikepdf
import pytest
from django.core.exceptions import SuspiciousFileOperation
from django.template.loader import render_to_string

from hyte.lib import checks
from hyte.lib.pdf import PdfUnavailable, render_pdf

ORIGIN = "http://testserver/"


def page(content: str = "") -> str:
    return render_to_string("pdf/base.html", {"title": "Otsikko"}).replace("<body>", f"<body><h1>Otsikko</h1>{content}")


@pytest.fixture
def opened():
    """Draws a page and opens what came of it."""

    def draw(content: str = "") -> pikepdf.Pdf:
        return pikepdf.open(BytesIO(render_pdf(page(content), base_url=ORIGIN)))

    return draw


@pytest.fixture
def fetcher():
    from hyte.lib.pdf_drawing import StaticFetcher  # where Pango is missing it can't be imported

    return StaticFetcher(ORIGIN)


@pytest.mark.pango
def test_a_pdf_tells_its_title_and_language_and_has_tags(opened):
    pdf = opened("<p>Teksti</p>")
    assert (str(pdf.Root.Lang), str(pdf.docinfo["/Title"])) == ("fi", "Otsikko")
    assert pdf.Root.MarkInfo.Marked is True
    assert pdf.Root.ViewerPreferences.DisplayDocTitle is True
    assert "/StructTreeRoot" in pdf.Root
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"


@pytest.mark.pango
def test_a_page_is_a4(opened):
    pdf = opened("<p>Teksti</p>")
    assert [round(float(side)) for side in pdf.pages[0].mediabox] == [0, 0, 595, 842]


@pytest.mark.pango
@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:9/kuva.png",
        "https://example.org/static/css/pdf.css",
        "file:///etc/hostname",
        "http://testserver/accounts/login/",
        "http://testserver@example.org/static/css/pdf.css",
        "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>",
    ],
)
def test_no_other_address_is_fetched(fetcher, address):
    with pytest.raises(ValueError, match="Not a static file of ours"):
        fetcher.fetch(address)


@pytest.mark.pango
@pytest.mark.parametrize(
    "name", ["../manage.py", "%2e%2e/manage.py", "/etc/hostname", "css/%2e%2e/%2e%2e/manage.py", ""]
)
def test_no_file_outside_the_static_ones_is_read(fetcher, name):
    with pytest.raises((FileNotFoundError, IsADirectoryError, SuspiciousFileOperation)):
        fetcher.fetch(f"{ORIGIN}static/{name}")


@pytest.mark.pango
def test_our_static_files_are_read_from_the_disk(fetcher):
    response = fetcher.fetch(urljoin(ORIGIN, "/static/css/pdf.css"))
    assert b"@page" in response.read()
    assert response.content_type == "text/css"


def test_where_pango_is_missing_a_reader_is_told_what_to_do(monkeypatch):
    real = builtins.__import__

    def without_pango(name, *args, **kwargs):
        if name == "hyte.lib.pdf_drawing":
            raise OSError("cannot load library 'libpangoft2-1.0-0'")
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without_pango)
    with pytest.raises(PdfUnavailable) as missing:
        render_pdf(page(), base_url=ORIGIN)
    assert str(missing.value)


def test_where_pango_is_missing_the_start_tells_what_to_install(monkeypatch):
    monkeypatch.setattr(checks, "find_library", lambda _name: None)
    [warning] = checks.check_pdf_can_be_drawn(None)
    assert "libpangoft2-1.0-0" in warning.hint
    monkeypatch.setattr(checks, "find_library", lambda name: f"lib{name}.so.0")
    assert checks.check_pdf_can_be_drawn(None) == []
