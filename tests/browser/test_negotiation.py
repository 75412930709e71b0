"""A negotiation from the round to the published agreement: the coordinator in the browser, a party behind its link."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import listen

pytestmark = pytest.mark.browser

COORDINATOR, TITLE = "koordinaattori", "Kevään neuvottelu"
TODAY = "2025-01-31"
LINK = """
from datetime import timedelta
from django.utils import timezone
from groups.models import LinkPurpose
from groups.services.links import create_link
from negotiations.models import Representative
speaker = Representative.objects.get(person__name="Uusi Edustaja")
_link, token = create_link(
    speaker.person, LinkPurpose.PARTY, meeting=speaker.party.negotiation.meeting, valid_for=timedelta(1),
    at=timezone.now(), by=None,
)
print(f"/n/{token}/")
"""


def make_negotiation(page: Page) -> str:
    """A round of 2026 and a negotiation today with Vantaa; return the negotiation's address."""
    page.goto("/neuvottelut/kierrokset/uusi/")
    page.fill("[name=name_fi]", "HYTE-neuvottelut 2026")
    page.fill("[name=first_year]", "2026")
    page.click("main form .button:not(.button--quiet)")
    page.get_by_role("link", name="Uusi neuvottelu").first.click()
    page.fill("[name=title]", TITLE)
    page.fill("[name=on]", TODAY)
    while page.locator("[name=organisations]:checked").count():
        page.locator("[name=organisations]:checked").first.uncheck()
    page.get_by_label("Vantaan kaupunki").check()
    page.click("main form .button:not(.button--quiet)")
    expect(page.locator("h1")).to_have_text(TITLE)
    return page.url


def name_a_speaker(page: Page) -> None:
    page.get_by_role("link", name="Nimeä henkilö: Vantaan kaupunki").click()
    page.fill("[name=name]", "Uusi Edustaja")
    page.fill("[name=email]", "uusi.edustaja@demo.example")
    page.click("main form .button:not(.button--quiet)")
    expect(page.locator("main")).to_contain_text("Uusi Edustaja")


def tell(page: Page, text: str) -> None:
    form = page.locator("form:has([name=act][value=point])")
    form.locator("[name=text]").fill(text)
    form.get_by_role("button").click()
    expect(page.locator("#points")).to_contain_text(text)


def agree(page: Page, address: str) -> None:
    page.goto(f"{address}aiheet/goals/")
    page.fill("[name=notes]", "Tavoitteet ovat yhteisiä.")
    page.click("main form .button:not([name=next]):not(.button--quiet)")
    page.get_by_role("link", name="Uusi sovittu asia: Tavoitteet").click()
    page.fill("[name=text]", "Perustetaan yhteinen työryhmä.")
    page.get_by_label("Vantaan kaupunki").check()
    page.fill("[name=due_on]", "2025-12-31")
    page.click("main form .button:not(.button--quiet)")
    expect(page.locator("main")).to_contain_text("Perustetaan yhteinen työryhmä.")


def test_from_the_round_to_the_published_agreement(open_demo, run_in_demo, complaints):
    page = listen(open_demo(COORDINATOR).new_page(), complaints)
    address = make_negotiation(page)
    page.goto(f"{address}osapuolet/")
    name_a_speaker(page)
    page.goto(address)

    party = listen(open_demo().new_page(), complaints)
    party.goto(run_in_demo(LINK).strip())
    party.get_by_label("Tulee", exact=True).check()
    party.get_by_role("button", name="Tallenna vastaus").click()
    tell(party, "Nuoret odottavat apua liian pitkään.")

    page.goto(f"{address}huolet/")
    page.check("[name=points]")
    page.fill("[name=title]", "Nuorten palvelut")
    page.get_by_role("button", name="Siirrä valitut").click()
    expect(page.locator("h2", has_text="Nuorten palvelut")).to_be_visible()

    agree(page, address)
    page.goto(address)
    page.get_by_role("button", name="Merkitse pidetyksi").click()
    page.get_by_role("link", name="Lähetä osapuolille").click()
    page.click("main form .button:not(.button--quiet)")

    party.reload()
    party.get_by_label("Hyväksytty").check()
    party.locator("form:has([name=act][value=memo])").get_by_role("button").click()
    expect(party.locator("#memo")).to_contain_text("Uusi Edustaja")

    page.goto(address)
    page.get_by_role("button", name="Julkaise neuvottelu").click()
    public = listen(open_demo().new_page(), complaints)
    public.goto(address)
    expect(public.locator("main")).to_contain_text("Perustetaan yhteinen työryhmä.")
    expect(public.locator("main")).not_to_contain_text("Uusi Edustaja")
    assert complaints == []
