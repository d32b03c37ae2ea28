"""Takes the pictures of the docs from a fresh demo: ``python -m tests.desk.browser.pictures``."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.desk.services import free_port, needs, wait_for

FOLDER = Path(__file__).parents[3] / "docs" / "guide" / "pictures"
SCREENS = {
    "desk-light": {"viewport": {"width": 1440, "height": 900}, "color_scheme": "light"},
    "desk-dark": {"viewport": {"width": 1440, "height": 900}, "color_scheme": "dark"},
    "phone-light": {"viewport": {"width": 390, "height": 844}, "color_scheme": "light"},
    "phone-dark": {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"},
}
SETTINGS = ("held-drafts", "policy", "promises", "playbook", "team-care", "mailboxes", "statutory-clocks")
DRAFT = "Hello Priya, please calm down. We will get back to you soon."
PASSWORD = "tyyni-vesi-2026"  # of the demo
_UNTIL_READ = 90  # seconds for the first run's readings


def main() -> None:
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        process = subprocess.Popen([sys.executable, "-m", "tyyni", "demo", "--data", folder, "--port", str(port)])
        try:
            wait_for(port, seconds=60)
            time.sleep(_UNTIL_READ)
            take(f"http://localhost:{port}")
        finally:
            process.terminate()
            process.wait(30)


def take(address: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=needs("chromium"), args=["--no-sandbox", "--disable-gpu"])
        for name, screen in SCREENS.items():
            page = browser.new_context(base_url=address, **screen).new_page()
            _sign_in(page)
            page.goto("/queue/open")
            page.screenshot(path=FOLDER / f"queue-{name}.png")
            page.locator("#rows .row").filter(has_text="Priya Nair").first.click()
            page.wait_for_load_state("networkidle")
            page.keyboard.press("r")
            page.locator("#text").fill("")
            page.keyboard.type(DRAFT)
            page.locator("#under mark").first.wait_for(state="attached")
            page.wait_for_timeout(800)
            page.screenshot(path=FOLDER / f"conversation-{name}.png")
            page.locator("#text").fill("")
            page.keyboard.type("/")
            page.locator("#snippets [role=option]").first.wait_for()
            page.wait_for_timeout(400)
            page.screenshot(path=FOLDER / f"snippets-{name}.png")
        _of_settings(browser.new_context(base_url=address, **SCREENS["desk-light"]).new_page())
        browser.close()


def _of_settings(page: Page) -> None:
    """The pages that the guides of leads and admins show."""
    _sign_in(page, "admin@lumo.example")
    for name in SETTINGS:
        page.goto(f"/{name}")
        page.screenshot(path=FOLDER / f"{name}-desk-light.png")


def _sign_in(page: Page, login: str = "grace@lumo.example") -> None:
    page.goto("/accounts/login/")
    page.fill("input[name=login]", login)
    page.fill("input[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/queue/**")


if __name__ == "__main__":
    main()
