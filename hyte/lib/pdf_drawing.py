"""WeasyPrint, kept to our own files: importing this needs Pango."""

from base64 import b64decode
from mimetypes import guess_type
from urllib.parse import unquote, urljoin, urlsplit

from django.conf import settings
from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from hyte.lib.static_content import read_static

HELD_PICTURES = ("data:image/png;base64,", "data:image/jpeg;base64,")


def draw_pdf(html: str, *, base_url: str) -> bytes:
    page = HTML(string=html, base_url=base_url, url_fetcher=StaticFetcher(base_url))
    return page.write_pdf(pdf_variant="pdf/ua-1", font_config=FontConfiguration())


class StaticFetcher(URLFetcher):
    """Gives the product's static files from the disk and pictures that the page holds, and refuses every other address.

    Texts come from many hands.
    """

    def __init__(self, base_url: str) -> None:
        super().__init__(allowed_protocols=())
        self.prefix = urljoin(base_url, settings.STATIC_URL)

    def fetch(self, url: str, headers: dict | None = None) -> URLFetcherResponse:
        if url.startswith(HELD_PICTURES):
            kind, content = url.removeprefix("data:").split(";base64,", 1)
            return URLFetcherResponse(url, b64decode(content), {"Content-Type": kind})
        if not url.startswith(self.prefix):
            raise ValueError(f"Not a static file of ours: {url}")
        name = unquote(urlsplit(url.removeprefix(self.prefix)).path)
        return URLFetcherResponse(url, read_static(name), {"Content-Type": guess_type(name)[0] or "text/plain"})
