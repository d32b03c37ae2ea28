"""What one agent does, another sees within a second; and the keyboard reaches everything."""

import time

import pytest

pytestmark = pytest.mark.browser


def first_row(page):
    page.goto("/queue/open")
    return page.locator("#rows .row").first


def test_a_note_is_seen_by_a_colleague_within_a_second(sign_in):
    aino, helena = sign_in("aino"), sign_in("helena")
    address = first_row(aino).get_attribute("href")
    helena.goto(address)
    helena.wait_for_selector("body[data-live=on]")

    # The best of five: the machine may have been busy with something else.
    assert min(_until_seen(aino, helena, address, f"Katsoin tämän, {number}. kerta.") for number in range(1, 6)) < 1.5


def _until_seen(writer, reader, address, note):
    """Seconds from the press until ``reader`` sees the note, with the writer's own round trip in it."""
    writer.goto(address)
    writer.wait_for_selector("body[data-live=on]")
    writer.keyboard.press("n")
    writer.keyboard.type(note)
    began = time.monotonic()
    writer.keyboard.press("Control+Enter")
    reader.get_by_text(note).first.wait_for(timeout=10_000)
    seconds = time.monotonic() - began
    writer.get_by_text(note).first.wait_for()
    return seconds


def test_what_happens_while_a_page_is_on_its_way_is_seen_too(sign_in):
    aino, helena = sign_in("aino"), sign_in("helena")
    address = first_row(aino).get_attribute("href")
    held = []
    helena.route("**/desk.js", lambda route: held.append(route))
    helena.goto(address, wait_until="commit")
    helena.wait_for_selector("#talk")
    aino.goto(address)
    aino.keyboard.press("n")
    aino.keyboard.type("Kirjoitettu sillä välin.")
    aino.keyboard.press("Control+Enter")
    aino.locator("#talk").get_by_text("Kirjoitettu sillä välin.").first.wait_for()

    held[0].continue_()

    helena.get_by_text("Kirjoitettu sillä välin.").first.wait_for(timeout=10_000)


def test_a_colleague_sees_that_somebody_is_writing(sign_in):
    aino, helena = sign_in("aino"), sign_in("helena")
    address = first_row(aino).get_attribute("href")
    for page in (aino, helena):
        page.goto(address)
        page.wait_for_selector("body[data-live=on]")

    aino.keyboard.press("r")
    aino.keyboard.type("Hei")

    helena.locator("#presence .present").filter(has_text="Aino").wait_for(timeout=3000)


def test_a_draft_survives_a_closed_tab(sign_in):
    aino = sign_in("aino")
    aino.goto(first_row(aino).get_attribute("href"))
    aino.keyboard.press("r")
    aino.locator("#text").fill("Kesken jäi")
    aino.locator("#kept").filter(has_text="✓").wait_for()

    aino.reload()

    assert aino.locator("#text").input_value() == "Kesken jäi"


def test_faults_are_underlined_where_they_stand_and_mended_with_one_press(sign_in):
    helena = sign_in("helena")
    helena.goto(first_row(helena).get_attribute("href"))
    helena.keyboard.press("r")
    helena.locator("#text").fill("")
    helena.keyboard.type("Rauhoittukaa nyt. Proszę się uspokoić. Please calm down.")  # whatever the language is

    helena.locator("#under mark").first.wait_for(state="attached")
    before = helena.locator("#text").input_value()
    helena.locator("[data-fix]").first.click()

    assert helena.locator("#text").input_value() != before


def test_the_keyboard_goes_through_the_queue_and_lists_its_keys(sign_in):
    aino = sign_in("aino")
    aino.goto("/queue/open")
    aino.keyboard.press("j")
    aino.keyboard.press("j")
    chosen = aino.evaluate("document.activeElement.getAttribute('href')")
    aino.keyboard.press("?")
    assert aino.locator("#keys").is_visible()

    aino.keyboard.press("Escape")
    aino.keyboard.press("o")

    aino.wait_for_url(lambda address: address.endswith(chosen))


def test_a_redrawn_queue_keeps_the_place_and_what_was_chosen(sign_in):
    aino = sign_in("aino")
    aino.goto("/queue/open")
    aino.keyboard.press("j")
    aino.keyboard.press("x")
    stood_on = aino.evaluate("document.activeElement.id")
    aino.evaluate("document.activeElement.dataset.old = 'yes'")

    aino.evaluate("document.body.dispatchEvent(new Event('changed'))")
    aino.wait_for_function("!document.querySelector('[data-old]')")

    assert aino.locator("input[name=number]:checked").count() == 1
    aino.keyboard.press("o")
    aino.wait_for_url(lambda address: address.endswith(f"/{stood_on.removeprefix('row-')}?box=open"))
