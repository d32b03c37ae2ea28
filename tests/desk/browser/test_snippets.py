"""Snippets by keyboard alone: a slash, a few letters, Enter."""

import pytest

pytestmark = pytest.mark.browser


@pytest.fixture
def answering(sign_in):
    """Opens the composer of a conversation, by its customer's name, with an empty draft."""

    def open_composer(name):
        page = sign_in("grace")
        page.goto("/queue/open")
        page.locator("#rows .row").filter(has_text=name).first.click()
        page.wait_for_load_state("networkidle")
        page.keyboard.press("r")
        page.locator("#text").fill("")
        return page

    return open_composer


def written(page):
    return page.locator("#text").input_value()


def test_a_slash_and_letters_insert_a_snippet_with_its_tags_filled(answering):
    page = answering("Matti Korhonen")

    page.keyboard.type("Hei!\n/refund")
    page.locator("#snippets [aria-selected=true]").filter(has_text="Refund made").wait_for()
    page.keyboard.press("Enter")
    page.wait_for_function("!document.getElementById('text').value.includes('/refund')")

    assert written(page).startswith("Hei!\nPalautin teille tänään ")
    assert "tilauksesta 10233" in written(page)
    assert "{{" not in written(page)


def test_arrows_choose_another_and_escape_leaves_the_slash_as_a_character(answering):
    page = answering("Matti Korhonen")

    page.keyboard.type("/")
    first = page.locator("#snippets [aria-selected=true]").text_content()
    page.keyboard.press("ArrowDown")
    second = page.locator("#snippets [aria-selected=true]")

    assert second.text_content() != first
    assert page.locator("#text").get_attribute("aria-activedescendant") == second.get_attribute("id")
    page.keyboard.press("Escape")
    assert not page.locator("#snippets").is_visible()
    page.keyboard.press("Enter")
    assert written(page) == "/\n"


def test_a_slash_within_a_line_stays_silent(answering):
    page = answering("Matti Korhonen")

    page.keyboard.type("24/7 ja/tai")

    assert not page.locator("#snippets").is_visible()
    assert written(page) == "24/7 ja/tai"


def test_words_that_no_snippet_has_say_so_and_enter_writes_a_line(answering):
    page = answering("Matti Korhonen")

    page.keyboard.type("/qqqq")
    page.get_by_text("No snippet has these words.").wait_for()
    page.keyboard.press("Enter")

    assert written(page) == "/qqqq\n"


def test_whoever_types_faster_than_the_list_comes_gets_the_snippet_too(answering):
    page = answering("Matti Korhonen")
    page.route("**/snippets", lambda route: (page.wait_for_timeout(300), route.continue_()))

    page.keyboard.type("/which")
    page.keyboard.press("Tab")
    page.wait_for_function("document.getElementById('text').value.startsWith('Kertoisitteko')")

    assert page.evaluate("document.activeElement.id") == "text"


def test_without_a_connection_the_slash_is_a_character_and_a_failed_insertion_says_so(answering):
    page = answering("Matti Korhonen")
    page.route("**/snippets", lambda route: route.abort())
    with page.expect_event("requestfailed"):
        page.keyboard.type("/")
    page.keyboard.type("a")
    page.keyboard.press("Enter")
    assert written(page) == "/a\n"

    page.unroute("**/snippets")
    page.route("**/snippets/*", lambda route: route.abort())
    page.locator("#text").fill("")
    page.keyboard.type("/which")
    page.locator("#snippets [aria-selected=true]").wait_for()
    page.keyboard.press("Enter")

    page.get_by_text("Nothing you wrote is lost").wait_for()
    assert written(page) == "/which"


def test_a_tag_without_a_value_is_chosen_and_stops_the_send(answering):
    page = answering("Sirkka Mattila")

    page.keyboard.type("/on-its")
    page.keyboard.press("Tab")
    page.wait_for_function("document.getElementById('text').value.includes('{{')")
    chosen = page.evaluate("getSelection().toString()")
    page.keyboard.press("Control+Enter")
    page.get_by_text("Nothing was sent").wait_for()

    assert chosen == "{{ order.tracking_url }}"
    assert "{{ order.tracking_url }}" in written(page)


def test_the_button_and_the_key_bring_up_the_list_and_one_undo_takes_a_snippet_back(answering):
    page = answering("Matti Korhonen")

    page.locator("#insert").click()
    page.locator("#snippets [aria-selected=true]").wait_for()
    page.keyboard.press("Enter")
    page.wait_for_function("document.getElementById('text').value.length > 20")
    page.keyboard.press("Control+z")

    assert written(page) == "/"
