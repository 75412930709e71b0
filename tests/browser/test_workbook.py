"""The implementation workbook in a real browser: a secretary takes it out, fills it in and brings it back."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import listen
from tests.browser.test_every_page import look_at
from tests.browser.walk import PLAN
from tests.factories.trips import edited

pytestmark = pytest.mark.browser

HOME = f"{PLAN}toimeenpano/"
SECRETARY = "sihteeri.tyoikaiset"
APPLY = "#apply-title ~ .actions .button"
WORKED = "from plans.tasks import apply_workbook; apply_workbook({pk})"
BROUGHT = """
from datetime import date
from django.utils import timezone
from groups.models import User
from plans.imports.incoming import receive_workbook
from plans.imports.work import queue_apply
from plans.management.bringing import Bringing
from plans.models import Plan
from tests.factories.trips import edited, exported
from tests.factories.workbooks import xlsx
plan = Plan.objects.get(slug="vake-2023-2025")
by = User.objects.get(email="koordinaattori@demo.example")
lines = [["Nro", "Toimenpide", "Tilanne", "Päivitetty", "Päävastuutaho", "Yhteyshenkilö", "Outo sarake"],
         ["T1.1", "", "eiköhän tämä", "1.1.2030", "Tuntematon taho", "Tuntematon Henkilö", "Tekstiä"],
         ["", "Aivan uusi toimenpide, jota suunnitelmassa ei ole", "Käynnissä", "", "", "", ""]]
asked = receive_workbook(plan, xlsx("a.xlsx", lines)[1], "a.xlsx", by=by, on=date(2025, 1, 31), at=timezone.now())
content = edited(exported(plan), {("L1.1", "public_text_fi"): "Työkirjan teksti"})
done = Bringing(plan, content, "b.xlsx", by).apply()
waiting = receive_workbook(plan, content, "c.xlsx", by=by, on=date(2025, 1, 31), at=timezone.now())
queue_apply(waiting, fingerprint="", at=timezone.now())
print(asked.pk, done.pk, waiting.pk)
"""


@pytest.fixture
def workbook(open_demo) -> bytes:
    """What the secretary downloads."""
    page = open_demo(SECRETARY).new_page()
    page.goto(HOME)
    with page.expect_download() as download:
        page.locator("main a[href$='/toimeenpano/tyokirja/']").click()
    return download.value.path().read_bytes()


def bring(page: Page, content: bytes) -> str:
    """Return the number of the import."""
    page.goto(HOME)
    page.set_input_files("[name=file]", {"name": "toimeenpano.xlsx", "mimeType": "application/xlsx", "buffer": content})
    page.click("main form .button")
    page.wait_for_url(re.compile("/esikatselu/"))
    return page.url.split("/")[-3]


@pytest.mark.parametrize("scripts", [True, False])
def test_a_secretary_updates_statuses_in_excel(open_demo, workbook, run_in_demo, complaints, scripts):
    page = listen(open_demo(SECRETARY, java_script_enabled=scripts).new_page(), complaints)
    text = f"Kirjoitettu junassa {scripts}."
    pk = bring(page, edited(workbook, {("T1.1", "status"): "Toteutunut", ("T1.1", "public_text_fi"): text}))
    expect(page.locator(".sheet-row--changed")).to_have_count(1)
    expect(page.locator(".sheet-row--changed ins").first).to_contain_text("Toteutunut")
    page.click(APPLY)
    expect(page.locator("progress")).to_be_visible()
    run_in_demo(WORKED.format(pk=pk))
    if not scripts:
        page.locator("main p > a.button").click()
    expect(page.locator(".message--success")).to_be_visible()
    expect(page.locator(".sheet-row")).to_contain_text("T1.1")
    page.goto(f"{PLAN}seuranta/?q=T1.1")
    expect(page.locator("tr[data-identifier='T1.1']")).to_contain_text(text)
    take_back(page, pk, text)
    assert complaints == []


def take_back(page: Page, pk: str, text: str) -> None:
    page.goto(f"/tyokirjat/{pk}/")
    page.locator("main a[href$='/kumoa/']").click()
    page.click("main form .button--danger")
    page.goto(f"{PLAN}seuranta/?q=T1.1")
    expect(page.locator("tr[data-identifier='T1.1']")).not_to_contain_text(text)


def test_the_pages_of_the_wizard_are_accessible_and_fit(open_demo, run_in_demo, site):
    asked, done, waiting = run_in_demo(BROUGHT).split()
    page = open_demo("koordinaattori", viewport={"width": 1280, "height": 800}).new_page()
    pages = [f"/tyokirjat/{asked}/{name}/" for name in ("sarakkeet", "kysymykset", "esikatselu", "poista")]
    wrong = []
    later = [f"/tyokirjat/{done}/", f"/tyokirjat/{done}/kumoa/", f"/tyokirjat/{waiting}/"]
    for address in [HOME, *pages, f"{pages[2]}?tulos=error", *later]:
        assert page.goto(address).status == 200, address
        for opener in page.locator("main details:not([open]) > summary").all():
            if opener.is_visible():
                opener.click()
        wrong += [f"{address}: {each}" for each in look_at(page)]
    assert not wrong, "\n".join(wrong)


def test_a_refused_file_is_told_on_the_form(open_demo):
    page = open_demo(SECRETARY, viewport={"width": 1280, "height": 800}).new_page()
    page.goto(HOME)
    page.set_input_files("[name=file]", {"name": "a.xlsx", "mimeType": "application/xlsx", "buffer": b"%PDF-1.4"})
    page.click("main form .button")
    expect(page.locator(".error-summary a")).to_have_attribute("href", "#id_file")
    assert look_at(page) == []
