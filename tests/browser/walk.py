"""Walking the site by its links: one page of each kind of address."""

from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import Page

PLAN = "/suunnitelmat/vake-2023-2025/"
DOWNLOADS = {
    "plans:council-workbook",
    "plans:totals-picture",
    "plans:workbook-export",
    "plans:import-result",
    "plans:import-original",
}
ELSEWHERE = ("admin:", "account_logout")
STARTS = (PLAN, "/omat/", "/ryhmat/", "/mittarit/", "/accounts/login/", "/accounts/password/reset/", "/accounts/email/")
LINKS = "[...document.querySelectorAll('a[href]')].map((link) => link.href)"


def kind_of(address: str) -> str:
    """The name of the address; "" for what is no page of ours to be read."""
    try:
        name = resolve(urlsplit(address).path).view_name
    except Resolver404:
        return ""
    return "" if name in DOWNLOADS or name.startswith(ELSEWHERE) else name


def walk(page: Page, site: str) -> dict[str, str]:
    """Kinds of pages with the first address found of each; the largest plan comes first."""
    found = {"home": "/"}
    waiting = ["/", *STARTS]
    for start in STARTS:
        found.setdefault(kind_of(start), start)
    while waiting:
        page.goto(waiting.pop(0), wait_until="domcontentloaded")
        for link in page.evaluate(LINKS):
            address = link.removeprefix(site).split("#")[0]
            kind = kind_of(address) if link.startswith(site) else ""
            if kind and kind not in found:
                found[kind] = address
                waiting.append(address)
    return found
