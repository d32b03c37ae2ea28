"""A server that speaks as OpenAI's chat completions do: it refuses what the contract does not allow,
and writes a letter with the placeholders that it was given."""

from __future__ import annotations

import re
import time

from tests.desk.care.chatserver import ChatServer, serving

LETTER = {
    "fi": "Hei {name},\n\nymmärrän, että odotus on ollut pitkä ja että laite on taas rikki. Olen pahoillani siitä. "
    "Selvitän tilauksen {order} tilanteen ja kerron sinulle, miten asia etenee.\n\nTerveisin\n{sender}",
    "pl": "Dzień dobry, {name},\n\nrozumiem, że to długo trwa i że urządzenie znowu nie działa. Przepraszam za to. "
    "Sprawdzę zamówienie {order} i napiszę, co dalej.\n\nPozdrawiam\n{sender}",
    "en": "Hello {name},\n\nI understand that you have waited long and that the kettle is broken again. I am sorry "
    "about that. I will look into order {order} and tell you how we go on.\n\nKind regards\n{sender}",
}


class Server(ChatServer):
    language, key, pause, status = "fi", "", 0.0, 200
    written = None  # instead of the letter

    def answered(self, path, headers, asked):
        time.sleep(self.pause)
        if self.key and headers["Authorization"] != f"Bearer {self.key}":
            return 401, {"error": {"message": "Incorrect API key provided", "type": "invalid_request_error"}}
        roles = {message["role"] for message in asked["messages"]}
        if path != "/v1/chat/completions" or asked["model"] != "tiny" or roles - {"system", "user", "assistant"}:
            return 404, {"error": {"message": "The model does not exist", "type": "invalid_request_error"}}
        letter = self.written if self.written is not None else self.letter(asked["messages"])
        choice = {"index": 0, "message": {"role": "assistant", "content": letter}, "finish_reason": "stop"}
        return self.status, {"object": "chat.completion", "model": "tiny", "choices": [choice]}

    def letter(self, messages):
        name, sender = re.search(r"Greet (\S+) and sign as (\S+)\.", messages[0]["content"]).groups()
        order = re.search(r"(?:tilaus|zamówienie|order) (\[\w+\])", messages[-1]["content"], re.IGNORECASE)[1]
        return LETTER[self.language].format(name=name, sender=sender, order=order)


def model_server():
    return serving(Server())
