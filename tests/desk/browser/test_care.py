"""Danger is told to a lead's open page within seconds; the pages of care are for everybody, and fit every screen."""

import pytest

from tests.desk.browser.test_access import SCREENS, mistakes

pytestmark = pytest.mark.browser
CONTACT = "We talk about the matter, not about people."
PAGES = ["/policy", "/boundaries", "/legal-lane", "/incidents", "/team-care", "/me/met"]
SECONDS = 5_000  # in which a lead must know; milliseconds
TEXTS = {
    "violence": "I will come there and kill you all.",
    "self_harm": "I want to kill myself over this bill.",
    "injury": "The charger caught fire at night.",
}


def write_down(page, text, phone="+44 20 7946 0000"):
    """A call, as its agent writes it down; the address of the conversation."""
    page.goto("/conversations")
    for name, value in {"name": "Sam Hill", "phone": phone, "subject": "A call", "text": text}.items():
        page.fill(f"main [name={name}]", value)
    page.select_option("main [name=language]", "en")
    page.locator("main form button").last.click()
    page.wait_for_url("**/conversations/*")
    return page.url


def test_a_threat_shows_on_a_leads_open_page_within_seconds(sign_in):
    helena, aino = sign_in("helena"), sign_in("aino")
    helena.goto("/queue/open")
    before = helena.inner_text("#banners")

    write_down(aino, TEXTS["violence"])

    helena.wait_for_function(
        "before => document.getElementById('banners').innerText !== before", arg=before, timeout=SECONDS
    )
    assert "Threat of violence" in helena.inner_text("#banners")


@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing_and_nothing_is_too_wide(sign_in, screen):
    helena = sign_in("helena", **SCREENS[screen])
    helena.goto("/policy")
    helena.fill("[name=contact_en]", CONTACT)
    helena.locator("main form button.primary").click()
    talks = [
        write_down(helena, text, f"+44 20 7946 {number}{len(screen)}") for number, text in enumerate(TEXTS.values())
    ]
    helena.wait_for_selector(".told.grave")

    found = {}
    for address in [*PAGES, *talks, f"{talks[0]}/ladder", "/customers/1/boundaries"]:
        helena.goto(address)
        helena.wait_for_load_state("networkidle")
        wide = helena.evaluate("document.documentElement.scrollWidth > innerWidth")
        found[address] = [*mistakes(helena), *(["wider than the screen"] if wide else [])]

    assert not {address: faults for address, faults in found.items() if faults}
