"""Take the pictures of docs/images from the running demo: make run, then make screenshots in another window."""

import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
SITE = f"http://localhost:{os.environ.get('PORT', '8000')}"
PICTURES = {"seuranta.png": "/suunnitelmat/vake-2023-2025/seuranta/"}
BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def main() -> int:
    IMAGES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1280, "height": 1180}, locale="fi-FI", color_scheme="light")
        log_in(page)
        for name, address in PICTURES.items():
            page.goto(SITE + address)
            page.screenshot(path=IMAGES / name)
            print(IMAGES / name)
        browser.close()
    return 0


def log_in(page: Page) -> None:
    page.goto(f"{SITE}/accounts/login/")
    page.fill("input[name=login]", "koordinaattori@demo.example")
    page.fill("input[name=password]", read_password())
    page.click("main form button[type=submit], main form button:not([type])")
    page.wait_for_load_state()


def read_password() -> str:
    """Return what ``make run`` prints."""
    data = Path(os.environ.get("DATA_DIR") or ROOT / "var")
    return os.environ.get("DEMO_PASSWORD") or (data / "demo_password").read_text().strip()


if __name__ == "__main__":
    sys.exit(main())
