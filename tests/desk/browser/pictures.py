"""Takes the pictures of the docs from a fresh demo: ``python -m tests.desk.browser.pictures``."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.desk.browser import walks
from tests.desk.running import PASSWORD, running_demo, sign_in_as
from tests.desk.services import needs

FOLDER = Path(__file__).parents[3] / "docs" / "guide" / "pictures"
SCREENS = {
    "desk-light": {"viewport": {"width": 1440, "height": 900}, "color_scheme": "light"},
    "desk-dark": {"viewport": {"width": 1440, "height": 900}, "color_scheme": "dark"},
    "phone-light": {"viewport": {"width": 390, "height": 844}, "color_scheme": "light"},
    "phone-dark": {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"},
}
SETTINGS = (
    "held-drafts",
    "mailboxes/new",
    "playbook",
    "policy",
    "promises?box=all",
    "remedies",
    "routing",
    "statutory-clocks",
    "team-care",
)
DRAFT = "Hello Priya, please calm down. We will get back to you soon."
_UNTIL_READ = 90  # seconds for the first run's readings


def main() -> None:
    own = {"TYYNI_MAIL_HOOK_SECRET": walks.HOOK_SECRET}
    with tempfile.TemporaryDirectory() as folder, running_demo(folder, **own) as address:
        time.sleep(_UNTIL_READ)
        take(address)


def take(address: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=needs("chromium"), args=["--no-sandbox", "--disable-gpu"])
        for name in SCREENS:
            page = _signed_in(browser, address, "grace", name)
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
        _of_settings(_signed_in(browser, address, "admin"))
        _of_walks(lambda name: _signed_in(browser, address, name), address)
        browser.close()


def _of_walks(sign_in: Callable[[str], Page], address: str) -> None:
    """The three conversations of docs/guide/walks.md."""

    def keep(name: str, page: Page) -> None:
        page.wait_for_timeout(800)
        page.screenshot(path=FOLDER / "walks" / f"{name}.png")

    walks.a_broken_promise(sign_in("aino"), address, keep)
    walks.a_complaint_with_abuse(sign_in("marek"), sign_in("helena"), address, keep)
    walks.a_held_draft(sign_in("grace"), sign_in("helena"), keep)


def _of_settings(page: Page) -> None:
    """The pages that the guides of leads and admins show."""
    for name in SETTINGS:
        page.goto(f"/{name}")
        page.screenshot(path=FOLDER / f"{name.partition('?')[0].replace('/', '-')}-desk-light.png")


def _signed_in(browser: Browser, address: str, name: str, screen: str = "desk-light") -> Page:
    page = browser.new_context(base_url=address, bypass_csp=True, **SCREENS[screen]).new_page()
    sign_in_as(page, name, PASSWORD)
    return page


if __name__ == "__main__":
    main()
