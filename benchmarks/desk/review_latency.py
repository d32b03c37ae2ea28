"""How long the desk takes to review a draft that is typed (``python -m benchmarks.desk.review_latency``). Two minutes.

Writes docs/benchmarks/review-latency.md, with the page of a conversation of 200 messages and its step. The whole Django
stack answers: session, the agent, the conversation, the review and the page under the composer. What counts is the
thread's own time of the processor, as in reviewing.py.
"""

from __future__ import annotations

import os
import tempfile
from itertools import islice
from time import thread_time
from typing import Any

import numpy as np

from benchmarks.desk.long_conversation import LONG_HEAD, LONG_HEADER, long_conversation
from benchmarks.reading import DOCS
from benchmarks.reviewing import LANGUAGES, PROFILES, WORDS, Case, cases
from benchmarks.scores import table

_DRAFTS = 40
_KEYSTROKES = 5
LIMIT = 60  # milliseconds for one keystroke, at the 95th percentile


def main() -> None:
    """Fill a desk of its own, type into it, and write the page."""
    rows, long = [], []
    with tempfile.TemporaryDirectory() as folder:
        client = _desk(folder)
        for language in LANGUAGES:
            long.append([language, *long_conversation(client, language)])
        for profile in PROFILES:
            for language in LANGUAGES:
                pasted, typed = _measured(client, language, profile)
                late = [f"{1000 * float(np.percentile(some, 95)):.1f}" for some in (pasted, typed)]
                rows.append([profile, language, *late, f"{1000 * float(np.median(typed)):.1f}"])
    header = ["profile", "language", "p95 pasted at once, ms", "p95 one keystroke, ms", "median one keystroke, ms"]
    text = f"{_HEAD}\n{table(header, rows)}\n{LONG_HEAD}\n{table(LONG_HEADER, long)}\n"
    (DOCS / "review-latency.md").write_text(text, "utf-8")
    print(text)


def _desk(folder: str) -> Any:  # Django is configured first, so its classes are no names of this module
    os.environ |= {"TYYNI_DATA": folder, "DJANGO_SETTINGS_MODULE": "tyyni_desk.conf.settings"}
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client

    from tyyni_desk.cli import warming
    from tyyni_desk.people.models import Agent

    warming.load()  # as a server does when it starts
    settings.ALLOWED_HOSTS = ["*"]
    call_command("migrate", verbosity=0)
    client = Client()
    agent = Agent.objects.create_user("aino@lumo.example", "x", name="Aino Lahti", role="agent")
    client.force_login(agent, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def _measured(client: Any, language: Any, profile: Any) -> tuple[list[float], list[float]]:  # Client, two literals
    """Seconds of each first review and of each keystroke; the first draft only loads the weights."""
    from django.conf import settings

    settings.READING_PROFILE = profile
    pasted: list[float] = []
    typed: list[float] = []
    for case in islice(cases(language), _DRAFTS):
        address = f"/conversations/{_conversation(case)}/review"
        pasted.append(_seconds(client, address, case.draft))
        for step in range(1, _KEYSTROKES + 1):
            place = len(case.draft) * step // (_KEYSTROKES + 1)
            typed.append(_seconds(client, address, f"{case.draft[:place]}x{case.draft[place:]}"))
    return pasted[1:], typed[_KEYSTROKES:]


def _conversation(case: Case) -> int:
    from tyyni_desk.care import actions as care
    from tyyni_desk.conversations import actions
    from tyyni_desk.people import actions as people

    customer = people.known_as("email", "matti@asiakas.example", name=case.row.name or "Matti Korhonen")
    conversation = actions.begin(customer, subject="Tilaus", channel=case.row.channel, language=case.language)
    care.read(actions.receive(conversation, text=case.row.message or ""))
    return conversation.number


def _seconds(client: Any, address: str, draft: str) -> float:
    began = thread_time()
    answer = client.post(address, {"text": draft})
    took = thread_time() - began
    if answer.status_code != 200:
        raise RuntimeError(f"{address} answered {answer.status_code}")
    return took


_HEAD = f"""# How long the desk takes to review a draft

Written by `python -m benchmarks.desk.review_latency`: drafts of {WORDS} words, made of the training replies, under the
messages that they answer, through the whole Django stack on SQLite, one request at a time; time of the processor.
*Pasted at once*: no sentence was seen before, as when a whole letter is pasted in. *One keystroke*: one letter more,
as when somebody types; that is what must stay under {LIMIT} ms. The browser asks a quarter of a second after the last
key and gives up on an answer that was overtaken, so typing never waits for it.
"""


if __name__ == "__main__":
    main()
