"""The same desk on PostgreSQL and Redis: the desk's tests run once more in a process of their own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.desk.services import start_postgres, start_redis

ROOT = Path(__file__).parents[2]


@pytest.mark.service
@pytest.mark.skipif("TYYNI_DATABASE_URL" in os.environ, reason="this is that process")
def test_the_desk_stands_on_postgresql_and_redis(tmp_path):
    postgres, database = start_postgres(tmp_path)
    redis, layer = start_redis(tmp_path)
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
        said = (tmp_path / "postgres.log").read_text(errors="replace")
        assert run.returncode == 0, f"{run.stdout[-5000:]}\nPostgreSQL: {said[-3000:]}"
    finally:
        for server in (redis, postgres):
            server.terminate()
            server.wait(20)
