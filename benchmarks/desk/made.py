"""The same conversations for both desks: subjects, texts and addresses from a fixed seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage

_WORDS = (
    *("tilaus", "paketti", "keitin", "rikki", "hyvitys", "lasku", "toimitus", "palautus", "odottanut", "viikko"),
    *("paczka", "zamówienie", "zwrot", "reklamacja", "faktura", "dostawa", "czekam", "ekspres", "pieniądze"),
    *("order", "parcel", "refund", "broken", "kettle", "invoice", "delivery", "waiting", "week", "money", "lamp"),
)


@dataclass(frozen=True, slots=True)
class Talk:
    """One conversation: an address, a subject and three messages."""

    email: str
    subject: str
    messages: tuple[str, ...]


def talks(count: int) -> Iterator[Talk]:
    dice = random.Random(7)
    for number in range(count):
        yield Talk(
            email=f"customer{number % (count // 2)}@asiakas.example",
            subject=f"{' '.join(dice.choices(_WORDS, k=4))} {number}",
            messages=tuple(" ".join(dice.choices(_WORDS, k=30)) for _ in range(3)),
        )


def mails(count: int) -> Iterator[bytes]:
    """New mails of customers, each a matter of its own."""
    for number, talk in enumerate(talks(count)):
        mail = EmailMessage()
        mail["From"] = f"Asiakas {number} <new-{talk.email}>"
        mail["To"] = "support@lumo.example"
        mail["Subject"] = talk.subject
        mail["Message-ID"] = f"<{number}@asiakas.example>"
        mail["Date"] = "Fri, 27 Nov 2026 10:00:00 +0200"
        mail.set_content(talk.messages[0])
        yield mail.as_bytes()
