"""Asks a server that speaks as OpenAI's chat completions do, and gives up in time."""

from __future__ import annotations

import json
import logging

from cryptography.fernet import InvalidToken

from tyyni_desk.care.suggesting.models import ModelServer
from tyyni_desk.lib import posting, secrets

SECONDS = 20  # an agent waits for it
MOST_TOKENS = 700  # a long letter, in any of the three languages
_LARGEST = 100_000  # bytes of an answer
_log = logging.getLogger(__name__)


class NoAnswer(Exception):
    """It did not answer in time, refused, or said something that is no completion."""


def complete(server: ModelServer, messages: list[dict[str, str]]) -> str:
    """What the model writes after ``messages``; raises NoAnswer."""
    body = {"model": server.model, "messages": messages, "temperature": 0.3, "max_tokens": MOST_TOKENS, "stream": False}
    url = f"{server.url.rstrip('/')}/chat/completions"
    try:
        headers = {"Content-Type": "application/json", **_authorization(server)}
        answer = posting.post(
            url,
            json.dumps(body).encode(),
            headers,
            allows_private=server.allows_private,
            seconds=SECONDS,
            largest=_LARGEST,
        )
        if answer.status != 200:
            raise NoAnswer(f"status {answer.status}")
        written = json.loads(answer.text)["choices"][0]["message"]["content"]
    except (*posting.TROUBLES, InvalidToken, LookupError, TypeError, NoAnswer) as trouble:
        _log.warning("The language model gave no draft: %s", type(trouble).__name__)
        raise NoAnswer from trouble
    if not isinstance(written, str):
        raise NoAnswer
    return written


def _authorization(server: ModelServer) -> dict[str, str]:
    return {"Authorization": f"Bearer {secrets.decrypt(server.key)}"} if server.key else {}
