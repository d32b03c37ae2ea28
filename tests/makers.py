"""Small things that tests need, made with the fields that matter to the test."""

from __future__ import annotations

import io
import json
import sys

from tyyni.cli import main
from tyyni.lexicon.matcher import AGENT, matcher
from tyyni.reading.result import Reading, Style
from tyyni.review.lines import Draft, Line
from tyyni.text.value import Text

BORDER = b"From aino@asiakas.example Mon Nov  2 12:04:00 2026\n"


def make_mail(body: str = "Hei, missä pakettini on?", *, subject: str = "Kysymys", number: int = 1) -> bytes:
    """A plain mail of one customer."""
    head = f"From: Aino <aino@asiakas.example>\nSubject: {subject}\nMessage-ID: <{number}@asiakas.example>\n"
    return (head + "Content-Type: text/plain; charset=utf-8\n\n" + body + "\n").encode()


def tyyni(monkeypatch, capsysbinary, *arguments: str, lines: list[object] | bytes = b"") -> list[dict[str, object]]:
    """Run the command line on ``lines`` and return what it wrote, as objects."""
    raw = lines if isinstance(lines, bytes) else b"".join(json.dumps(line).encode() + b"\n" for line in lines)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw), "utf-8"))
    assert main(list(arguments)) == 0
    return [json.loads(line) for line in capsysbinary.readouterr().out.decode().splitlines()]


def make_draft(reply: str, language: str = "en", *, channel: str = "email", shown: tuple[str, ...] = ()) -> Draft:
    """A draft read by the rules alone; every sentence shows the labels given."""
    text = Text(reply)
    spans = tuple(text.span(*sentence) for sentence in text.sentences)
    lines = tuple(_line(Text(reply[start:end]), language, shown) for start, end in spans)
    return Draft(reply, language, channel, lines, spans)


def _line(text: Text, language: str, shown: tuple[str, ...]) -> Line:
    return Line(text, tuple(matcher(language, AGENT).find(text)), {}, {}, {}, frozenset(shown))


def make_reading(**known: object) -> Reading:
    """A calm inquiry of which nothing else is known, changed by what is given."""
    fields = {
        "language": "en",
        "emotion": "neutral",
        "emotions": {},
        "intensity": 0.0,
        "sarcasm": False,
        "abuse": "none",
        "kind": "inquiry",
        "repeat": False,
        "vulnerable": False,
        "intoxicated": False,
        "name": None,
        "order": None,
        "style": Style("none", 0, 0.0),
        "confidence": {},
        "restated": "",
    }
    empty = dict.fromkeys(("requests", "threats", "dates", "sums", "deadlines", "unsure", "evidence"), ())
    return Reading(**{**fields, **empty, **known})
