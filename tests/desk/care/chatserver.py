"""Serves OpenAI's chat completions over real HTTP, whoever writes the answers, and keeps what the desk asked."""

from __future__ import annotations

import json
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


class ChatServer(ThreadingHTTPServer):
    """``answered`` gives the status and the answer to what was asked of a path."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.got = []

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def answered(self, path, headers, asked):
        raise NotImplementedError


class _Handler(BaseHTTPRequestHandler):
    server: ChatServer

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.got.append(body)
        status, answer = self.server.answered(self.path, self.headers, json.loads(body))
        sent = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(sent)))
        self.end_headers()
        self.wfile.write(sent)

    def log_message(self, *_):
        """Nothing to say."""


@contextmanager
def serving(server):
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
