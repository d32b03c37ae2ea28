"""`h` opens the sheet, whoever is asked sees it within seconds, and a hand-over waits in the composer."""

import pytest

from tests.desk.browser.test_access import SCREENS, mistakes
from tests.desk.browser.test_care import SECONDS
from tests.desk.browser.walks import find

pytestmark = pytest.mark.browser


def open_talk(page, name):
    """By the search: in the queue other tests may have pushed it off the first page."""
    find(page, name)
    page.wait_for_load_state("networkidle")
    return page.url


def test_one_key_asks_and_the_asked_see_it_on_their_open_page(sign_in):
    helena, grace = sign_in("helena"), sign_in("grace")
    helena.goto("/queue/open")
    open_talk(grace, "Samuel Reid")

    grace.locator("#text").fill("Hello Samuel, half written")
    grace.locator("h1").click()
    grace.keyboard.press("h")
    grace.locator("#help-sheet[open] #id_question").fill("Which driver fits the lamp?")
    grace.locator("#help-form button.primary").click()

    grace.wait_for_selector(".help-told")
    assert grace.locator("#text").input_value() == "Hello Samuel, half written"
    helena.wait_for_function(
        "document.getElementById('banners').innerText.includes('Which driver fits the lamp?')", timeout=SECONDS
    )


def test_a_hand_over_waits_in_the_composer_until_it_is_sent(sign_in):
    grace = sign_in("grace")
    open_talk(grace, "Oliver Hart")

    grace.keyboard.press("h")
    grace.locator("#help-form [value=handover]").check()
    grace.locator("#id_colleague").select_option(label="Aino Lahti")
    grace.locator("#help-form button.primary").click()

    grace.wait_for_selector(".help-told")
    assert "Aino takes your case from here" in grace.locator("#text").input_value()
    assert "Aino Lahti" in grace.locator(".help-told").inner_text()


@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing_and_nothing_is_too_wide(sign_in, screen):
    helena = sign_in("helena", **SCREENS[screen])
    helena.goto("/queue/open")
    talk = helena.locator("#rows .row").first.get_attribute("href").partition("?")[0]

    found = {}
    for address in [f"{talk}/help", "/help", "/guides", "/guides/new", talk]:
        helena.goto(address)
        helena.wait_for_load_state("networkidle")
        wide = helena.evaluate("document.documentElement.scrollWidth > innerWidth")
        found[address] = [*mistakes(helena), *(["wider than the screen"] if wide else [])]

    assert not {address: faults for address, faults in found.items() if faults}
