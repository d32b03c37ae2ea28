"""The whole suite stands on a data folder of its own."""

import os
import subprocess
import tempfile

from hypothesis import settings

from tests.desk.services import USED

os.environ["TYYNI_DATA"] = tempfile.mkdtemp(prefix="tyyni-tests-")

# How long an example takes is the machine's matter; what takes how long is measured in benchmarks/.
settings.register_profile("suite", deadline=None)
settings.load_profile("suite")


def pytest_terminal_summary(terminalreporter):
    """A line for each service that was really used: a program by its path, or a package with its version."""
    for name, times in sorted(USED.items()):
        if os.path.isabs(name):
            version = subprocess.run([name, "--version"], capture_output=True, text=True, check=False).stdout
            name = f"{name} ({version.strip().splitlines()[0]})"
        terminalreporter.write_line(f"used {times} times: {name}")
