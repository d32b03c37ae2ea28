"""The labels of a reading in words, each with the signal of the words that caused it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tyyni_desk.web import words

KINDS = {
    "grievance": gettext_lazy("has a real grievance"),
    "harassment": gettext_lazy("no matter behind it"),
    "prank": gettext_lazy("a joke"),
    "praise": gettext_lazy("praise"),
    "inquiry": gettext_lazy("a question"),
}
CLAIMS = {
    "repeat": gettext_lazy("has written before"),
    "sarcasm": gettext_lazy("sarcastic"),
    "vulnerable": gettext_lazy("in a hard place"),
    "intoxicated": gettext_lazy("seems drunk"),
}
ADDRESSES = {
    "te": gettext_lazy("says te"),
    "sinä": gettext_lazy("says sinä"),
    "pan_pani": gettext_lazy("says Pan or Pani"),
    "ty": gettext_lazy("says ty"),
}
_SHORT, _LONG, _LOUD = 15, 150, 0.3


@dataclass(frozen=True, slots=True)
class Label:
    """One claim of a reading. ``signal`` is the evidence's name for it, which the marks in the text bear too."""

    name: str  # "emotion", "request.refund" …: what can be corrected
    signal: str
    text: str
    is_unsure: bool = False


def labels(reading: Mapping[str, Any]) -> Iterator[Label]:
    """All of them, the gravest of what is asked first; ``reading`` as the contract writes it."""
    unsure = reading["unsure"]
    yield Label("emotion", f"emotion.{reading['emotion']}", words.feeling(reading), "emotion" in unsure)
    yield _label("kind", f"kind.{reading['kind']}", str(KINDS[reading["kind"]]), unsure)
    for threat in reading["threats"]:
        yield _label(f"threat.{threat}", f"threat.{threat}", str(words.THREATS[threat]), unsure)
    if reading["abuse"] != "none":
        yield _label("abuse", f"abuse.{reading['abuse']}", str(words.ABUSE[reading["abuse"]]), unsure)
    for claim, word in CLAIMS.items():
        if reading[claim]:
            yield _label(claim, claim, str(word), unsure)
    for request in reading["requests"]:
        yield _label(f"request.{request}", f"request.{request}", str(words.REQUESTS[request]), unsure)
    if reading["order"]:
        yield _label("order", "order", _("order %(number)s") % {"number": reading["order"]}, unsure)
    if style := ", ".join(_style(reading["style"])):
        yield Label("style", "style", style)


def _label(name: str, signal: str, text: str, unsure: list[str]) -> Label:
    """With "perhaps" where the engine is not sure."""
    is_unsure = name in unsure
    return Label(name, signal, _("perhaps %(feeling)s") % {"feeling": text} if is_unsure else text, is_unsure)


def _style(style: Mapping[str, Any]) -> Iterator[str]:
    if style["address"] in ADDRESSES:
        yield str(ADDRESSES[style["address"]])
    if style["words"] <= _SHORT:
        yield _("writes shortly")
    elif style["words"] >= _LONG:
        yield _("writes at length")
    if style["capitals"] >= _LOUD:
        yield _("in capitals")
