"""Every page for everybody: axe finds nothing to mend, at a desk and on a phone, light and dark."""

import pytest

pytestmark = pytest.mark.browser
SCREENS = {
    "desk": {"viewport": {"width": 1440, "height": 900}, "color_scheme": "light"},
    "phone": {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"},
}
PAGES = ["/queue/open", "/queue/closed", "/conversations", "/customers", "/customers?q=olematon", "/order-imports"]
PAGES += ["/promises?box=all", "/promises?past=1", "/promise-limit"]


def mistakes(page):
    from axe_playwright_python.sync_playwright import Axe

    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": tags}}).response["violations"]
    return [f"{item['id']}: {item['nodes'][0]['html'][:160]}" for item in found]


def cards(page):
    """The card of the customer who has the most to show, and where another is merged into it."""
    page.goto("/customers?q=10233")
    card = page.locator(".hits a").first.get_attribute("href")
    return [card, f"{card}/merge", f"{card}/merge?q=a"]


@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing_on_any_page(sign_in, screen):
    helena = sign_in("helena", **SCREENS[screen])
    helena.goto("/queue/open")
    talk = helena.locator("#rows .row").first.get_attribute("href").partition("?")[0]
    pages = [*PAGES, talk, f"{talk}/merge", f"{talk}/split", *cards(helena)]

    found = {}
    for address in pages:
        helena.goto(address)
        helena.wait_for_load_state("networkidle")
        found[address] = mistakes(helena)

    assert not {address: list_ for address, list_ in found.items() if list_}


@pytest.mark.parametrize("screen", SCREENS)
def test_nothing_is_wider_than_the_screen(sign_in, screen):
    helena = sign_in("helena", **SCREENS[screen])
    helena.goto("/queue/open")
    helena.goto(helena.locator("#rows .row").first.get_attribute("href"))
    helena.wait_for_load_state("networkidle")
    for menu in helena.locator(".actions .menu summary").all():
        menu.click()

        assert helena.evaluate("document.documentElement.scrollWidth <= innerWidth")
        helena.keyboard.press("Escape")
