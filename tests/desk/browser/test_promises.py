"""Promises by keyboard alone: asked about, sent, confirmed, and asked for at the close."""

import pytest

pytestmark = pytest.mark.browser
TEXT = "Hello Priya, I guarantee you will have a new one. I will call you by Friday 4 pm."


@pytest.fixture
def talk(sign_in):
    """A conversation whose composer is open and empty."""
    page = sign_in("grace")
    page.goto("/queue/open")
    page.locator("#rows .row").filter(has_text="Priya Nair").first.click()
    page.wait_for_load_state("networkidle")
    page.keyboard.press("r")
    page.locator("#text").fill("")
    return page


def test_a_promise_goes_from_the_composer_to_the_close_without_a_mouse(talk):
    talk.keyboard.type(TEXT)
    talk.keyboard.press("Control+Enter")
    talk.locator("#stopped .banner").filter(has_text="Can you be sure of this?").wait_for()

    talk.keyboard.press("Control+Enter")
    talk.locator("#to-confirm .confirm").first.wait_for()
    assert talk.locator("#text").input_value() == "", "what was sent is a draft again"
    forms = talk.locator("#to-confirm .confirm").count()
    for left in reversed(range(forms)):
        talk.wait_for_function("document.activeElement.matches('#to-confirm .primary')")
        talk.keyboard.press("Enter")
        talk.wait_for_function(f"document.querySelectorAll('#to-confirm .confirm').length === {left}")
    assert talk.locator("#owed .promise").count() >= forms

    talk.wait_for_load_state("networkidle")
    talk.evaluate("document.activeElement.blur()")
    talk.keyboard.press("e")
    talk.locator("#to-confirm").filter(has_text="This is promised still.").wait_for()
    talk.wait_for_function("document.activeElement.matches('#to-confirm .primary')")
    talk.keyboard.press("Enter")
    talk.locator(".state-closed").wait_for()
    assert talk.locator("#owed .promise").count() == 0
