"""The engine's contract (docs/contract.md) as shapes."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field, StringConstraints

from tyyni_desk.api.shapes.inputs import Line, Moment, Strict, Text, Whole
from tyyni_desk.api.shapes.outputs import Channel

Profile = Literal["fast", "full"]
_Share = Annotated[float, Field(ge=0, le=1)]
_MOST_TURNS, _MOST_EARLIER = 50, 20


class TurnIn(Strict):
    role: Literal["customer", "agent"]
    text: Text


class ReadIn(Strict):
    id: Line | Whole | None = Field(None, description="given back as it is")
    text: Text
    channel: Channel = "email"
    history: list[TurnIn] = Field([], max_length=_MOST_TURNS, description="earlier turns, the oldest first")
    profile: Profile | None = Field(None, description="null: as the desk is set up")


class ReviewIn(Strict):
    id: Line | Whole | None = Field(None, description="given back as it is")
    reply: Text
    message: Text | None = Field(None, description="the customer's, which it answers")
    name: Line | None = Field(None, description="the customer's")
    channel: Channel = "email"
    language: Literal["fi", "pl", "en"] | None = None
    sent_at: Moment | None = None
    timezone: Annotated[Line, Field(max_length=40)] | None = None
    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")] | None = None
    earlier: list[Text] = Field([], max_length=_MOST_EARLIER, description="replies given before")
    profile: Profile | None = None


class EvidenceOut(Schema):
    signal: str
    start: int
    end: int
    text: str


class StyleOut(Schema):
    address: Literal["te", "sinä", "pan_pani", "ty", "none"]
    words: int
    capitals: _Share


class ReadingOut(Schema):
    id: str | int | None
    language: Literal["fi", "pl", "en", "und"]
    emotion: str
    emotions: dict[str, _Share]
    intensity: _Share
    sarcasm: bool
    abuse: Literal["none", "mild", "severe"]
    kind: Literal["grievance", "harassment", "prank", "praise", "inquiry"]
    requests: list[str]
    threats: list[str]
    repeat: bool
    vulnerable: bool
    intoxicated: bool
    name: str | None
    order: str | None
    dates: list[str]
    sums: list[str]
    deadlines: list[str]
    style: StyleOut
    confidence: dict[str, _Share]
    unsure: list[str]
    evidence: list[EvidenceOut]
    restated: str


class HintOut(Schema):
    code: str
    start: int | None
    end: int | None
    text: str
    why: str
    fix: str | None


class FaultOut(HintOut):
    severity: Literal[1, 2, 3]


class PromiseOut(Schema):
    text: str
    start: int
    end: int
    due_text: str | None
    due: datetime | None


class ReviewOut(Schema):
    id: str | int | None
    verdict: Literal["send", "revise", "hold"]
    faults: list[FaultOut]
    hints: list[HintOut]
    strengths: list[str]
    promises: list[PromiseOut]
