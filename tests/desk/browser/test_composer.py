"""The composer in a browser: a fault mended by one key, a draft that rests, a pause that nobody learns of."""

import pytest

pytestmark = pytest.mark.browser


@pytest.fixture
def composer(sign_in):
    """A page with an English conversation open and its composer empty."""
    page = sign_in("grace")
    page.goto("/search?q=from:priya")
    page.locator(".hits .row", has_text="Tent still not here").click()
    page.wait_for_selector("body[data-live=on]")
    page.keyboard.press("r")
    page.locator("#text").fill("")
    return page


def test_one_key_puts_the_better_wording_where_the_fault_stands(composer):
    composer.keyboard.type("Hello Priya, please calm down.")
    composer.locator("#under mark").first.wait_for(state="attached")

    composer.keyboard.press("Control+.")

    composer.wait_for_function("!document.getElementById('text').value.includes('calm down')")
    composer.keyboard.press("Control+z")
    assert "calm down" in composer.locator("#text").input_value()


def test_a_harsh_draft_rests_on_the_page_with_its_text_kept(composer):
    composer.keyboard.type("You are an idiot. Shut up.")
    composer.keyboard.press("Control+Enter")

    composer.get_by_text("this draft rests until").wait_for()
    assert composer.locator("#text").input_value() == "You are an idiot. Shut up."
    composer.get_by_role("button", name="Ask a lead to look").click()
    composer.get_by_text("A lead is asked.").wait_for()


def test_what_is_written_on_the_scratch_pad_leaves_the_browser_never(composer):
    said = []
    composer.on("request", lambda request: said.append(request.post_data or ""))

    composer.keyboard.press("Alt+b")
    composer.get_by_text("Write it off your chest").click()
    composer.locator("#scratch-text").fill("They drive me up the wall")
    composer.wait_for_timeout(1500)  # longer than a draft waits before it is kept
    composer.get_by_role("button", name="Back to the answer").click()

    composer.wait_for_function("document.getElementById('scratch-text').value === ''")
    assert not [body for body in said if "wall" in body]
    assert composer.evaluate("document.activeElement.id") == "text"
