"""The whole suite stands on a data folder of its own."""

import os
import subprocess
import tempfile

import pytest
from hypothesis import settings

from tests.desk.services import USED

os.environ["TYYNI_DATA"] = tempfile.mkdtemp(prefix="tyyni-tests-")

# How long an example takes is the machine's matter; what takes how long is measured in benchmarks/.
settings.register_profile("suite", deadline=None)
settings.load_profile("suite")


def pytest_collection_modifyitems(items):
    """Tests in a browser share one demo and one Chromium, so one worker runs them all; the longest begin first."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.xdist_group("browser"))
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def pytest_sessionfinish(session):
    """A worker hands on what it used."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["used"] = dict(USED)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node):
    USED.update(getattr(node, "workeroutput", {}).get("used", {}))


def pytest_terminal_summary(terminalreporter):
    """A line for each service that was really used: a program by its path, or a package with its version."""
    for name, times in sorted(USED.items()):
        if os.path.isabs(name):
            version = subprocess.run([name, "--version"], capture_output=True, text=True, check=False).stdout
            name = f"{name} ({version.strip().splitlines()[0]})"
        terminalreporter.write_line(f"used {times} times: {name}")
