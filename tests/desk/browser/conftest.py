"""The demo in a process of its own, and Chromium before it."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.desk.running import sign_in_as
from tests.desk.services import free_port, needs, wait_for

pytestmark = pytest.mark.browser
_OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    """The address of a running demo."""
    needs("chromium")
    port, folder = free_port(), tmp_path_factory.mktemp("demo")
    environment = {**os.environ, "TYYNI_READING_PROFILE": "fast", "TYYNI_URL": f"http://localhost:{port}"}
    command = [sys.executable, "-m", "tyyni", "demo", "--data", str(folder), "--port", str(port)]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE)
    try:
        wait_for(port, seconds=60)
        yield f"http://localhost:{port}"
    finally:
        process.terminate()
        process.communicate(timeout=30)


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
