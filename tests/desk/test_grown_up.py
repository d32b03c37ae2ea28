"""The same desk on PostgreSQL and Redis: the desk's tests run once more in a process of their own."""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.desk.services import start_postgres, start_redis

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder():
    """A folder apart from pytest's, which each new run of pytest shuts to other users: PostgreSQL is one."""
    with TemporaryDirectory(prefix="tyyni-services-") as name:
        yield Path(name)


@pytest.mark.service
@pytest.mark.long
@pytest.mark.skipif("TYYNI_DATABASE_URL" in os.environ, reason="this is that process")
def test_the_desk_stands_on_postgresql_and_redis(folder):
    postgres, database = start_postgres(folder)
    redis, layer = start_redis(folder)
    try:
        command = [
            sys.executable,
            "-m",
            "pytest",
            "tests/desk",
            "-m",
            "not browser",
            "-p",
            "no:cacheprovider",
            "--reuse-db",
        ]
        environment = {**os.environ, "TYYNI_DATABASE_URL": database, "TYYNI_REDIS_URL": layer}
        run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=3600)
        print(f"on {database} and {layer}: {run.stdout[-200:]}")
        said = (folder / "postgres.log").read_text(errors="replace")
        assert run.returncode == 0, f"{run.stdout[-5000:]}\nPostgreSQL: {said[-3000:]}"
    finally:
        for server in (redis, postgres):
            server.terminate()
            server.wait(20)
