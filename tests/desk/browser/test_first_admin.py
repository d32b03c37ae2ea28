"""A new desk: the server prints a link, the first admin joins by it, sets the desk up, and makes a passkey."""

import os
import re
import subprocess
import sys

import pytest

from tests.desk.browser.test_access import SCREENS, mistakes
from tests.desk.makers import PASSWORD
from tests.desk.services import free_port, needs, wait_for

pytestmark = pytest.mark.browser
PAGES = [
    *(
        "/me",
        "/people",
        "/people/1",
        "/teams",
        "/mailboxes",
        "/mailboxes/new",
        "/mail",
        "/deliveries",
        "/jobs",
        "/tokens",
        "/webhooks",
    ),
    *("/blocked-senders", "/response-clocks", "/audit", "/accounts/sessions/", "/accounts/3rdparty/"),
    *("/accounts/2fa/", "/accounts/2fa/totp/activate/", "/accounts/2fa/webauthn/", "/accounts/2fa/webauthn/add/"),
    *("/accounts/password/change/", "/accounts/logout/"),
]
BEFORE_SIGN_IN = ["/accounts/login/", "/accounts/password/reset/", "/accounts/signup/", "/join/nonsense"]


@pytest.fixture(scope="module")
def new_desk(tmp_path_factory):
    """The first admin's link of a desk that was never used."""
    needs("chromium")
    port, folder = free_port(), tmp_path_factory.mktemp("new")
    environment = {**os.environ, "TYYNI_URL": f"http://localhost:{port}", "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "tyyni", "serve", "--data", str(folder), "--port", str(port)]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    try:
        link = next(found[0] for line in process.stdout if (found := re.search(r"http\S+/join/\S+", line)))
        wait_for(port, seconds=60)
        yield link
    finally:
        process.terminate()
        process.communicate(timeout=30)


@pytest.fixture(scope="module")
def admin(new_desk, chromium):
    """Chromium in which the first admin has just joined; it obeys the desk's content policy."""
    context = chromium.new_context(base_url=new_desk.split("/join/")[0])
    page = context.new_page()
    page.goto(new_desk)
    for name, value in {"email": "aino@lumo.example", "name": "Aino Lahti", "password": PASSWORD}.items():
        page.fill(f"input[name={name}]", value)
    page.click("button.primary")
    page.wait_for_url(lambda address: "/join/" not in address)
    yield page
    context.close()


def confirm_if_asked(page):
    if "/reauthenticate/" in page.url:
        page.fill("input[name=password]", PASSWORD)
        page.click("button.primary")
        page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing_on_the_pages_of_an_admin(admin, chromium, screen):
    context = chromium.new_context(
        base_url=admin.url, bypass_csp=True, storage_state=admin.context.storage_state(), **SCREENS[screen]
    )
    page, found = context.new_page(), {}
    for address in PAGES:
        page.goto(address)
        confirm_if_asked(page)
        wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
        found[address] = [*mistakes(page), *(["wider than the screen"] if wide else [])]
    context.close()

    assert not {address: wrong for address, wrong in found.items() if wrong}


@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing_before_the_sign_in(new_desk, chromium, screen):
    context = chromium.new_context(base_url=new_desk, bypass_csp=True, **SCREENS[screen])
    page, found = context.new_page(), {}
    for address in BEFORE_SIGN_IN:
        page.goto(address)
        found[address] = mistakes(page)
    context.close()

    assert not {address: wrong for address, wrong in found.items() if wrong}


def test_a_passkey_is_made_and_opens_the_desk(admin):
    keys = admin.context.new_cdp_session(admin)
    keys.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    options |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    keys.send("WebAuthn.addVirtualAuthenticator", {"options": options})

    admin.goto("/accounts/2fa/webauthn/add/")
    confirm_if_asked(admin)
    admin.check("input[name=passwordless]")
    admin.click("#mfa_webauthn_add")
    admin.wait_for_url(lambda address: "/add/" not in address)
    admin.context.clear_cookies()
    admin.goto("/accounts/login/")
    admin.click("#passkey_login")
    admin.wait_for_url(lambda address: "/accounts/" not in address)

    assert "Aino" in admin.inner_text(".top")
