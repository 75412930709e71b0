"""WeasyPrint, kept to our own files: importing this needs Pango."""

from mimetypes import guess_type
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse


def draw_pdf(html: str, *, base_url: str) -> bytes:
    page = HTML(string=html, base_url=base_url, url_fetcher=StaticFetcher(base_url))
    return page.write_pdf(pdf_variant="pdf/ua-1", font_config=FontConfiguration())


class StaticFetcher(URLFetcher):
    """Gives the product's static files from the disk and refuses every other address: texts come from many hands."""

    def __init__(self, base_url: str) -> None:
        super().__init__(allowed_protocols=())
        self.prefix = urljoin(base_url, settings.STATIC_URL)

    def fetch(self, url: str, headers: dict | None = None) -> URLFetcherResponse:
        if not url.startswith(self.prefix):
            raise ValueError(f"Not a static file of ours: {url}")
        name = unquote(urlsplit(url.removeprefix(self.prefix)).path)
        return URLFetcherResponse(url, read_static(name), {"Content-Type": guess_type(name)[0] or "text/plain"})


def read_static(name: str) -> bytes:
    """A static file by its name, or by the hashed one that it has where files were collected."""
    if staticfiles_storage.exists(name):
        with staticfiles_storage.open(name) as file:
            return file.read()
    found = finders.find(name)
    if not found:
        raise FileNotFoundError(name)
    return Path(found).read_bytes()
