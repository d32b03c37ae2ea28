"""What an agent can say instead, as the menu of a label offers it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tyyni_desk.care.corrections.values import CHOICES, NO, YES, value_of
from tyyni_desk.web import words
from tyyni_desk.web.reading.labels import ADDRESSES, CLAIMS, KINDS

MORE = "more"  # the menu of all that was not read
_WORDS: dict[str, Mapping[str, Any]] = {
    "emotion": words.FEELINGS,
    "intensity": {
        "calm": gettext_lazy("not heated"),
        "mild": gettext_lazy("a little"),
        "plain": gettext_lazy("plainly"),
        "strong": gettext_lazy("very much"),
    },
    "kind": KINDS,
    "abuse": {"none": gettext_lazy("not rude"), **words.ABUSE},
    "address": {**ADDRESSES, "none": gettext_lazy("shows no form of address")},
}
_TOGETHER = {"emotion": ("emotion", "intensity"), "style": ("address",)}


@dataclass(frozen=True, slots=True)
class Choice:
    """One press: the label that it sets, and to what."""

    name: str
    value: str
    text: str
    is_now: bool = False


def instead(name: str, reading: Mapping[str, Any]) -> list[list[Choice]]:
    """What the label ``name`` could say, in groups."""
    if name == MORE:
        return [list(_missing(reading))]
    return [list(_choices(one, reading)) for one in _TOGETHER.get(name, (name,))]


def _choices(name: str, reading: Mapping[str, Any]) -> Iterator[Choice]:
    now = value_of(name, reading)
    if name not in _WORDS:
        yield Choice(name, NO, _("This is not so"))
        return
    for value in CHOICES[name]:
        yield Choice(name, value, str(_WORDS[name][value]), value == now)


def _missing(reading: Mapping[str, Any]) -> Iterator[Choice]:
    """Every claim that could be added, the gravest first."""
    said = {f"threat.{name}": word for name, word in words.THREATS.items()}
    said |= CLAIMS | {f"request.{name}": word for name, word in words.REQUESTS.items()}
    if reading["abuse"] == "none":
        yield Choice("abuse", "mild", str(words.ABUSE["mild"]))
        yield Choice("abuse", "severe", str(words.ABUSE["severe"]))
    for name, word in said.items():
        if value_of(name, reading) == NO:
            yield Choice(name, YES, str(word))
