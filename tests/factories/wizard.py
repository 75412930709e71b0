"""Walking through the wizard that brings a workbook in, as a browser does it."""

import re
from html import unescape

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from groups.models import User
from plans.imports.incoming import receive_workbook
from plans.models import Plan, WorkbookImport
from tests.factories.trips import TODAY, exported

FIELD = re.compile(r"<(input|select|option|textarea|button)\b([^>]*)>")
ATTRIBUTE = re.compile(r'([\w-]+)(?:="([^"]*)")?')


def home_of(plan: Plan) -> str:
    return reverse("plans:workbook-home", args=[plan.slug])


def page_of(imported: WorkbookImport, name: str = "detail") -> str:
    return reverse(f"plans:import-{name}", args=[imported.pk])


def bring(client: Client, plan: Plan, content: bytes, name: str = "toimeenpano.xlsx", day: str = "2025-01-31"):
    """Send the form of the wizard's first page; return the answer."""
    return client.post(home_of(plan), {"file": SimpleUploadedFile(name, content), "day": day})


def brought_in(client: Client, plan: Plan, content: bytes, name: str = "toimeenpano.xlsx") -> WorkbookImport:
    response = bring(client, plan, content, name)
    assert response.status_code == 302, response.text
    return WorkbookImport.objects.latest("pk")


def form_of(markup: str) -> dict[str, str]:
    """What the fields of the page would send as they are: ticked, chosen, or written."""
    sent: dict[str, str] = {}
    select = ""
    for tag, text in FIELD.findall(markup.split("<main", 1)[1]):
        has = {name: unescape(value) for name, value in ATTRIBUTE.findall(text)}
        if tag == "select":
            select = has["name"]
        elif tag == "option" and ("selected" in has or select not in sent):
            sent[select] = has["value"]
        elif tag == "input" and has.get("name") and ("checked" in has or has.get("type") not in ("checkbox", "radio")):
            sent[has["name"]] = has.get("value", "on")
    return sent


def send_as_shown(client: Client, address: str, **changes: str):
    """Send the form of a page as it was shown, but for the changes."""
    return client.post(address, form_of(client.get(address).text) | changes)


def choose(markup: str, label: str) -> dict[str, str]:
    """The field and value of the radio button or box that stands in a label with this text."""
    for part in re.findall(r"<label\b.*?</label>", markup, re.S):
        words = " ".join(re.sub(r"<[^>]+>", " ", part).split())
        if label in words and (field := re.search(r"<input\b([^>]*)>", part)):
            has = {name: unescape(value) for name, value in ATTRIBUTE.findall(field[1])}
            return {has["name"]: has.get("value", "on")}
    raise AssertionError(f"no choice says {label}")


def make_import(plan: Plan, by: User, content: bytes | None = None, **fields) -> WorkbookImport:
    """A workbook that somebody has brought; without content the plan's own, unchanged."""
    moment = timezone.now()
    imported = receive_workbook(plan, content or exported(plan), "toimeenpano.xlsx", by=by, on=TODAY, at=moment)
    for name, value in fields.items():
        setattr(imported, name, value)
    imported.save()
    return imported
