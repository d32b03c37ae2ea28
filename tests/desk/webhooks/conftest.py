"""A real receiver on this machine, which answers as it is told and keeps what it got."""

import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.desk.makers import make_agent
from tyyni_desk.webhooks import actions


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        server = self.server
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        server.got.append((dict(self.headers), body))
        time.sleep(server.pause)
        self.send_response(server.status)
        for name, value in server.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(server.text)

    def log_message(self, *_):
        pass


@pytest.fixture
def receiver():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    server.got, server.status, server.headers, server.text, server.pause = [], 204, {}, b"", 0
    server.url = f"http://localhost:{server.server_address[1]}/hooks?from=tyyni"
    server.handle_error = lambda *_: None  # a sender that did not wait
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def webhook(receiver, db, settings):
    """One that is told of everything; ``webhook.key`` is its secret."""
    settings.UNDO_SECONDS = 0
    made, key = actions.add(url=receiver.url, names=[], allows_private=True, by=make_agent("admin"))
    made.key = key
    return made
