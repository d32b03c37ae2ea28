"""The demo in a process of its own, and Chromium before it."""

from __future__ import annotations

import pytest

from tests.desk.browser.walks import HOOK_SECRET
from tests.desk.running import running_demo, sign_in_as
from tests.desk.services import needs

pytestmark = pytest.mark.browser
_OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    """The address of a running demo."""
    needs("chromium")
    own = {"TYYNI_READING_PROFILE": "fast", "TYYNI_MAIL_HOOK_SECRET": HOOK_SECRET}
    with running_demo(tmp_path_factory.mktemp("demo"), **own) as address:
        yield address


@pytest.fixture(scope="module")
def chromium():
    """A browser; when its module ends so does the loop, in which other tests could not run."""
    from playwright.sync_api import sync_playwright  # its loop would stand in the way of other tests' databases

    path = needs("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_OPTIONS)
        print(f"Chromium {browser.version}")
        yield browser
        browser.close()


@pytest.fixture
def sign_in(demo, chromium):
    """Opens the desk as somebody of the demo, in a browser of their own."""
    from tyyni_desk.cli.company import PASSWORD

    contexts = []

    def open_as(name, **options):
        context = chromium.new_context(base_url=demo, bypass_csp=True, **options)
        contexts.append(context)
        page = context.new_page()
        sign_in_as(page, name, PASSWORD)
        return page

    yield open_as
    for context in contexts:
        context.close()
