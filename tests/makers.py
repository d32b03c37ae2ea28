"""Small things that tests need, made with the fields that matter to the test."""

from __future__ import annotations

import io
import json
import sys

from tyyni.cli import main

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
