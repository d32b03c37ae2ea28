"""The services that some tests need, started for them on free ports: PostgreSQL, Redis, Dovecot, Chromium.

Where a program is missing the test is skipped with the reason; with CI=true it fails instead.
"""

from __future__ import annotations

import glob
import os
import shutil
import socket
import subprocess
import time
from collections import Counter
from importlib import metadata
from pathlib import Path
from typing import NoReturn

import pytest

# How often each program or package was asked for; tests/conftest.py tells it at the end.
USED: Counter[str] = Counter()
_FOLDERS = ["/usr/sbin", "/usr/lib/dovecot", *sorted(glob.glob("/usr/lib/postgresql/*/bin"))]


def needs(program: str) -> str:
    """The path of ``program``; skips the test without it, or fails it in CI."""
    found = shutil.which(program) or shutil.which(program, path=os.pathsep.join(_FOLDERS))
    if found is None:
        _do_without(f"{program} is not installed (on Debian: see .ci/run)")
    USED[found] += 1
    return found


def needs_package(name: str, pins: str) -> None:
    """Skips the test without the package that ``pins`` lists, or fails it in CI."""
    try:
        USED[f"{name} {metadata.version(name)}"] += 1
    except metadata.PackageNotFoundError:
        _do_without(f"{name} is not installed (pip install --no-deps -r {pins})")


def _do_without(reason: str) -> NoReturn:
    pytest.fail(reason) if os.environ.get("CI") == "true" else pytest.skip(reason)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port: int, *, seconds: float = 20) -> None:
    """Until something listens on ``port`` of this machine; raises TimeoutError."""
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError(f"nothing listens on port {port}")


def start_redis(folder: Path) -> tuple[subprocess.Popen[bytes], str]:
    """A Redis of our own and its address."""
    port = free_port()
    command = [needs("redis-server"), "--port", str(port), "--save", "", "--dir", str(folder)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    wait_for(port)
    return process, f"redis://127.0.0.1:{port}/0"


def start_postgres(folder: Path) -> tuple[subprocess.Popen[bytes], str]:
    """A PostgreSQL of our own in ``folder`` and its address; what it says goes to postgres.log there.

    It refuses to run as root, so root lends it a user.
    """
    initdb, postgres = needs("initdb"), needs("postgres")
    port, data = free_port(), folder / "postgres"
    as_user = ["setpriv", "--reuid", "postgres", "--regid", "postgres", "--clear-groups"] if os.getuid() == 0 else []
    data.mkdir(mode=0o700)
    if as_user:
        shutil.chown(data, "postgres", "postgres")
        for parent in (folder, *folder.parents[:3]):
            parent.chmod(parent.stat().st_mode | 0o011)
    subprocess.run(
        [*as_user, initdb, "-D", data, "-U", "tyyni", "-A", "trust", "--no-sync"], check=True, stdout=subprocess.DEVNULL
    )
    options = ["-p", str(port), "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off", "-k", str(data)]
    with (folder / "postgres.log").open("wb") as log:
        process = subprocess.Popen([*as_user, postgres, "-D", data, *options], stderr=log)
    wait_for(port)
    return process, f"postgresql://tyyni@127.0.0.1:{port}/postgres"
