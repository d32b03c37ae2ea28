"""The reading in the browser: labels light up their words, a press corrects one, a key shows abuse as written."""

import pytest

from tests.desk.browser.test_access import mistakes

pytestmark = pytest.mark.browser
SCREENS = {
    "desk": {"viewport": {"width": 1440, "height": 900}, "color_scheme": "light"},
    "phone": {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"},
}


@pytest.fixture
def reading(sign_in):
    """Opens a conversation by its customer's name."""

    def open_talk(name, who="helena", **screen):
        page = sign_in(who, **screen)
        page.goto("/queue/open")
        page.goto(page.locator("#rows .row").filter(has_text=name).first.get_attribute("href"))
        page.wait_for_load_state("networkidle")
        return page

    return open_talk


def label(page, words):
    return page.locator(".strip summary").filter(has_text=words).last


def test_a_label_lights_up_its_words_by_mouse_and_by_keyboard(reading):
    page = reading("Matti Korhonen")
    refund = label(page, "money back")

    refund.hover()
    by_mouse = page.locator("mark.lit").all_inner_texts()
    # On the bar, which stays under the pointer when the focus scrolls the page.
    page.locator("#q").hover()
    assert page.locator("mark.lit").count() == 0
    refund.focus()

    assert by_mouse == page.locator("mark.lit").all_inner_texts() != []


def test_a_press_corrects_a_label_and_the_page_follows(reading):
    page = reading("Dariusz Kmieć")
    label(page, "has a real grievance").click()
    page.locator(".label[open] .instead button").filter(has_text="a question").click()
    page.locator(".strip summary").filter(has_text="a question").last.wait_for()
    page.wait_for_load_state("networkidle")  # the change comes by the socket too, and draws the talk anew

    label(page, "a question").click()
    page.get_by_text("Set by an agent.").wait_for()


def test_a_question_goes_into_the_composer_by_one_press(reading):
    page = reading("Sirkka Mattila")
    page.locator("#text").fill("")
    question = page.locator("[aria-labelledby=asked] .phrase").last
    words = question.inner_text()

    question.click()

    assert words in page.locator("#text").input_value()


def test_a_key_shows_an_abusive_message_as_written_and_hides_it_again(reading):
    page = reading("hey grace")
    label(page, "abusive").first.wait_for()
    raw = page.locator("details.raw").last

    states = [raw.get_attribute("open") is not None]
    for _ in range(2):
        page.keyboard.press("u")
        states.append(raw.get_attribute("open") is not None)

    assert states == [False, True, False]


@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing_with_a_menu_open_and_nothing_is_too_wide(reading, screen):
    page = reading("Matti Korhonen", **SCREENS[screen])
    label(page, "money back").click()
    page.locator(".label[open] .instead").first.wait_for()

    assert mistakes(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing_on_the_playbook(reading, screen):
    page = reading("Matti Korhonen", **SCREENS[screen])
    page.goto("/playbook")

    assert mistakes(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_menu_stays_open_while_the_talk_changes_and_the_page_catches_up_after(reading):
    page = reading("Matti Korhonen")
    menu = page.locator(".label[open]")
    label(page, "money back").click()
    menu.locator(".instead").first.wait_for()

    page.evaluate("document.body.dispatchEvent(new Event('talk-changed'))")
    page.wait_for_load_state("networkidle")
    assert menu.count() == 1

    with page.expect_request("**/turns"):
        label(page, "money back").click()


def test_a_menu_that_is_opened_while_the_new_drawing_is_on_its_way_stays_open(reading):
    page, held = reading("Matti Korhonen"), []
    page.route("**/turns", lambda route: held.append(route))
    with page.expect_request("**/turns"):
        page.evaluate("document.body.dispatchEvent(new Event('talk-changed'))")
    label(page, "money back").click()
    page.locator(".label[open] .instead").first.wait_for()

    with page.expect_response("**/turns"):
        held.pop().continue_()
    page.wait_for_load_state("networkidle")

    assert page.locator(".label[open]").count() == 1


@pytest.mark.parametrize("screen", SCREENS)
def test_what_happened_opens_by_keyboard_and_axe_finds_nothing_in_it(reading, screen):
    page = reading("Matti Korhonen", **SCREENS[screen])
    summary = page.locator(".trail summary")
    before = page.locator(".events li").count()

    summary.focus()
    page.keyboard.press("Enter")
    page.locator(".events li").first.wait_for()

    assert before == 0
    assert summary.evaluate("summary => summary === document.activeElement")
    assert mistakes(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("who", ["aino", "marek", "helena"])
def test_the_buttons_of_the_composer_stand_in_one_line_on_the_screen(reading, who):
    page = reading("Matti Korhonen", who=who, **SCREENS["desk"])
    page.locator("#banners .banner").first.wait_for()

    boxes = [button.bounding_box() for button in page.locator(".composer .send > button").all()]

    assert len({box["y"] for box in boxes}) == 1
    assert max(box["height"] for box in boxes) < 50
    assert max(box["y"] + box["height"] for box in boxes) < 900


def test_on_the_phone_the_step_is_read_on_top_and_its_phrase_is_one_sheet_away(reading):
    page = reading("Matti Korhonen", **SCREENS["phone"])
    page.locator("#text").fill("")
    page.locator("#now:not(:empty)").wait_for()

    page.locator(".care-opener").click()
    phrase = page.locator("#step .phrase").first
    words = phrase.inner_text()
    found = mistakes(page)
    phrase.click()

    assert found == []
    assert page.locator("#care").is_hidden()
    assert page.locator("#text").input_value() == words


def test_danger_is_in_sight_when_its_conversation_opens(reading):
    page = reading("Marcin Duda", **SCREENS["desk"])

    box = page.locator(".grave").first.bounding_box()

    assert 0 < box["y"] < 450
