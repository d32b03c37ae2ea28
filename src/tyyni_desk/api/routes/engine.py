"""The engine alone: a text in, what it says of it out. Nothing is kept."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from ninja import Router

import tyyni
from tyyni_desk.api.gate import Bearer, TokenRequest
from tyyni_desk.api.problems import Unfit
from tyyni_desk.api.shapes.engine import ReadIn, ReadingOut, ReviewIn, ReviewOut
from tyyni_desk.care.queries import profile

router = Router(tags=["engine"], auth=Bearer("engine"))


@router.post("/read", response=ReadingOut)
def read(request: TokenRequest, body: ReadIn) -> dict[str, Any]:
    """Read a customer's message: its language, feeling, requests, threats, facts, and the words that show each."""
    history = [tyyni.Turn(turn.role, turn.text) for turn in body.history]
    reading = tyyni.read(body.text, channel=body.channel, history=history, profile=body.profile or profile())
    return {"id": body.id, **reading.as_dict()}


@router.post("/review", response=ReviewOut)
def review(request: TokenRequest, body: ReviewIn) -> dict[str, Any]:
    """Review a reply before it goes out: faults, hints, strengths, promises, and a verdict."""
    if body.timezone is not None and body.timezone not in available_timezones():
        raise Unfit("body.timezone", "no time zone; write it like Europe/Helsinki")
    given = body.dict(exclude={"id", "reply", "profile"})
    reviewed = tyyni.review(body.reply, **given, profile=body.profile or profile())
    return {"id": body.id, **reviewed.as_dict()}
