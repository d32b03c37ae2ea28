"""What each label of a reading may be set to, and a reading with such values in it. Nothing here asks the database."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tyyni.models.labels import ABUSE, EMOTIONS, FLAGS, KINDS, REQUESTS, THREATS

YES, NO = "yes", "no"
ADDRESSES = ("te", "sinä", "pan_pani", "ty", "none")
HEATS = {"calm": 0.0, "mild": 0.2, "plain": 0.5, "strong": 0.85}
_UNHEATED = ("joy", "gratitude", "neutral")
_LISTS = {"request": "requests", "threat": "threats"}
_ONE_OF = {"emotion": EMOTIONS, "intensity": tuple(HEATS), "kind": KINDS, "abuse": ABUSE, "address": ADDRESSES}
CHOICES: dict[str, tuple[str, ...]] = {
    **_ONE_OF,
    **{f"request.{name}": (YES, NO) for name in REQUESTS},
    **{f"threat.{name}": (YES, NO) for name in THREATS},
    **dict.fromkeys(FLAGS, (YES, NO)),
    "order": (NO,),
}


def value_of(name: str, labels: Mapping[str, Any]) -> str:
    """What a label says now, as one of its choices; an order that was read is none of them."""
    if name == "intensity":
        return min(HEATS, key=lambda heat: abs(HEATS[heat] - labels["intensity"]))
    if name == "address":
        return str(labels["style"]["address"])
    if name in _ONE_OF:
        return str(labels[name])
    if name == "order":
        return labels["order"] or NO
    group, _, member = name.partition(".")
    return YES if (member in labels[_LISTS[group]] if member else labels[name]) else NO


def corrected(labels: Mapping[str, Any], values: Mapping[str, str]) -> dict[str, Any]:
    """The labels with these values set: sure, and without the words that had caused what is gone."""
    found = {**labels, "confidence": {**labels["confidence"], **dict.fromkeys(values, 1.0)}}
    found["unsure"] = [name for name in labels["unsure"] if name not in values]
    found["evidence"] = [item for item in labels["evidence"] if not _is_gone(item["signal"], values)]
    for name, value in values.items():
        _set(found, name, value)
    if values.get("emotion") in _UNHEATED and "intensity" not in values:
        found["intensity"] = 0.0
    return found


def _set(found: dict[str, Any], name: str, value: str) -> None:
    group, _, member = name.partition(".")
    if name == "intensity":
        found["intensity"] = HEATS[value]
    elif name == "address":
        found["style"] = {**found["style"], "address": value}
    elif name in _ONE_OF:
        found[name] = value
    elif name == "order":
        found["order"] = None
    elif member:
        others = [one for one in found[_LISTS[group]] if one != member]
        found[_LISTS[group]] = [*others, member] if value == YES else others
    else:
        found[name] = value == YES


def _is_gone(signal: str, values: Mapping[str, str]) -> bool:
    group, _, member = signal.partition(".")
    return values.get(signal) == NO or (bool(member) and values.get(group, member) != member)
