"""A server that speaks as OpenAI's chat completions do, over real HTTP: it refuses what the contract does not allow,
and writes a letter with the placeholders that it was given."""

from __future__ import annotations

import json
import re
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

LETTER = {
    "fi": "Hei {name},\n\nymmärrän, että odotus on ollut pitkä ja että laite on taas rikki. Olen pahoillani siitä. "
    "Selvitän tilauksen {order} tilanteen ja kerron sinulle, miten asia etenee.\n\nTerveisin\n{sender}",
    "pl": "Dzień dobry, {name},\n\nrozumiem, że to długo trwa i że urządzenie znowu nie działa. Przepraszam za to. "
    "Sprawdzę zamówienie {order} i napiszę, co dalej.\n\nPozdrawiam\n{sender}",
    "en": "Hello {name},\n\nI understand that you have waited long and that the kettle is broken again. I am sorry "
    "about that. I will look into order {order} and tell you how we go on.\n\nKind regards\n{sender}",
}


class Server(ThreadingHTTPServer):
    daemon_threads = True
    language, key, pause, status = "fi", "", 0.0, 200
    written = None  # instead of the letter

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.got = []

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.got.append(body)
        time.sleep(self.server.pause)
        status, answer = self.answered(json.loads(body))
        sent = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(sent)))
        self.end_headers()
        self.wfile.write(sent)

    def answered(self, asked):
        if self.server.key and self.headers["Authorization"] != f"Bearer {self.server.key}":
            return 401, {"error": {"message": "Incorrect API key provided", "type": "invalid_request_error"}}
        roles = [message["role"] for message in asked["messages"]]
        if (
            self.path != "/v1/chat/completions"
            or asked["model"] != "tiny"
            or set(roles) - {"system", "user", "assistant"}
        ):
            return 404, {"error": {"message": "The model does not exist", "type": "invalid_request_error"}}
        letter = self.server.written if self.server.written is not None else self.letter(asked["messages"])
        choice = {"index": 0, "message": {"role": "assistant", "content": letter}, "finish_reason": "stop"}
        return self.server.status, {"object": "chat.completion", "model": "tiny", "choices": [choice]}

    def letter(self, messages):
        name, sender = re.search(r"Greet (\S+) and sign as (\S+)\.", messages[0]["content"]).groups()
        order = re.search(r"(?:tilaus|zamówienie|order) (\[\w+\])", messages[-1]["content"], re.IGNORECASE)[1]
        return LETTER[self.server.language].format(name=name, sender=sender, order=order)

    def log_message(self, *_):
        """Nothing to say."""


@contextmanager
def model_server():
    server = Server()
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
