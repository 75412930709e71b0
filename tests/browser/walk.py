"""Walking the site by its links: one page of each kind of address."""

from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import APIRequestContext

PLAN = "/suunnitelmat/vake-2023-2025/"
DOWNLOADS = {
    "indicators:calculation-picture",
    "indicators:calculation-workbook",
    "indicators:entry-template",
    "indicators:figures-template",
    "indicators:indicator-data",
    "indicators:indicator-download",
    "indicators:indicator-picture",
    "plans:consultation-summary-pdf",
    "plans:consultation-summary-word",
    "plans:council-workbook",
    "plans:decision-material-file",
    "plans:totals-picture",
    "plans:statement-file",
    "plans:workbook-export",
    "plans:import-result",
    "plans:import-original",
    "groups:meeting-ics",
    "reporting:clock-calendar",
    "negotiations:agreement-workbook",
    "negotiations:calendar-file",
    "negotiations:document-file",
    "negotiations:material-file",
    "negotiations:memo-pdf",
    "negotiations:memo-word",
    "plans:meeting-pack-pdf",
    "plans:memo-docx",
    "plans:memo-pdf",
    "reporting:municipality-card-pdf",
    "reporting:file-download",
    "reporting:material-file",
    "reporting:picture",
}
ELSEWHERE = ("admin:", "account_logout")
STARTS = (
    PLAN,
    "/omat/",
    "/ryhmat/",
    "/mittarit/",
    "/neuvottelut/",
    "/accounts/login/",
    "/accounts/password/reset/",
    "/accounts/email/",
)


def kind_of(address: str) -> str:
    """The name of the address; "" for what is no page of ours to be read."""
    try:
        name = resolve(urlsplit(address).path).view_name
    except Resolver404:
        return ""
    return "" if name in DOWNLOADS or name.startswith(ELSEWHERE) else name


class Links(HTMLParser):
    """Where the links of a page lead."""

    def __init__(self, text: str):
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a" and (target := dict(attrs).get("href")) is not None:
            self.found.append(target)


def walk(request: APIRequestContext, site: str) -> dict[str, str]:
    """Kinds of pages with the first address found of each; the largest plan comes first. Pages are only fetched."""
    found = {"home": "/"}
    waiting = ["/", *STARTS]
    for start in STARTS:
        found.setdefault(kind_of(start), start)
    while waiting:
        page = request.get(waiting.pop(0))
        for link in (urljoin(page.url, target) for target in Links(page.text()).found):
            address = link.removeprefix(site).split("#")[0]
            kind = kind_of(address) if link.startswith(site) else ""
            if kind and kind not in found:
                found[kind] = address
                waiting.append(address)
    return found
