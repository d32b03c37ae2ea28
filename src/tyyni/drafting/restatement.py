"""The matter in the company's own words: what happened, what is asked, and every fact the customer named.

Nothing of the customer's wording is taken over but the facts themselves, so no insult can come along (rows S2.2, S2.3).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import re2

from tyyni.drafting.voice import Voice
from tyyni.lexicon.matcher import matcher
from tyyni.lexicon.patterns import translate
from tyyni.lexicon.rules import Language, pack_file
from tyyni.reading.result import Reading
from tyyni.text.value import Span, Text

_LONGEST = 60_000
_ORDER = "\0"  # where the order goes, if nothing else names it
_MONEY = ("refund", "compensation", "price_reduction", "billing")


@dataclass(frozen=True, slots=True)
class Matter:
    """What the reply is about. ``situation`` names a table of the pack, or is None when it is not sure."""

    situation: str | None
    requests: tuple[str, ...]
    order: str | None
    dates: tuple[str, ...]
    sums: tuple[str, ...]
    deadlines: tuple[str, ...]
    asked_sums: tuple[str, ...]  # of the sums and deadlines those that stand with a request
    asked_deadlines: tuple[str, ...]


def matter_of(message: str, reading: Reading, language: Language, order: str | None) -> Matter:
    """Take the matter from a message and its reading; what holds a swearword is left out."""
    dates, sums, deadlines = (
        tuple(value for value in dict.fromkeys(map(_plain, values)) if is_clean(value, language))
        for values in (reading.dates, reading.sums, reading.deadlines)
    )
    asking, asks_by = _asking(message, reading), pack_file(language, "drafts")["asks_by"]
    return Matter(
        situation=situation(message, language),
        requests=tuple(request for request in reading.requests if request != "other"),
        order=order if order and is_clean(order, language) else None,
        dates=dates,
        sums=sums,
        deadlines=deadlines,
        asked_sums=tuple(value for value in sums if value in asking),
        asked_deadlines=tuple(value for value in deadlines if value in asking and re.search(asks_by, value)),
    )


def situation(message: str, language: Language) -> str | None:
    """The first situation of the pack whose words the message has."""
    found = situation_in(message, language)
    return found[0] if found else None


def situation_in(message: str, language: Language) -> tuple[str, Span] | None:
    """The situation with the place of its words in the message as it was given."""
    text = Text(message[:_LONGEST])
    searched = ((name, pattern.search(text.folded)) for name, pattern in _situations(language).items())
    return next(((name, text.span(*match.span())) for name, match in searched if match), None)


def is_clean(value: str, language: Language) -> bool:
    """Whether it holds no word of the packs' abuse."""
    return not any(finding.rule.family == "abuse" for finding in matcher(language).find(Text(value)))


def restated(matter: Matter, voice: Voice, *, quoting: bool = True) -> str:
    """One to three sentences, or nothing when nothing is known; ``quoting`` tells days without a number too."""
    known = {"tells": _tells(matter, voice), "asks": _asks(matter, voice)}
    last = "asks" if known["asks"] else "tells"
    if matter.order and known[last] and matter.order not in known["tells"]:
        known[last] = known[last].replace(_ORDER, f" ({voice.pack['noted']['order']} {matter.order})")
    known = {blank: value.replace(_ORDER, "").replace(") (", ", ") for blank, value in known.items()}
    known = {blank: value for blank, value in known.items() if value}
    said = voice.one_of(voice.pack["restated"], "restated", **known)
    return " ".join(part for part in (said, _noted(matter, voice, said, quoting)) if part)


def _tells(matter: Matter, voice: Voice) -> str:
    if not matter.situation:
        return ""
    return voice.one_of(voice.pack["situation"][matter.situation]["clause"], "clause") + _ORDER


def _asks(matter: Matter, voice: Voice) -> str:
    names = [voice.formed(voice.pack["request"][request]) for request in matter.requests]
    if not names:
        return ""
    money = next((number for number, request in enumerate(matter.requests) if request in _MONEY), None)
    if money is not None and matter.asked_sums:
        names[money] += f" ({', '.join(matter.asked_sums)})"
    deadline = f" {matter.asked_deadlines[0]}" if len(matter.asked_deadlines) == 1 else ""
    return f"{voice.listed(names)}{_ORDER}{deadline}"


def _noted(matter: Matter, voice: Voice, said: str, quoting: bool) -> str:
    """The facts that are not said yet, as a list that needs no case endings."""
    words, items = voice.pack["noted"], []
    if matter.order and matter.order not in said:
        items.append(f"{words['order']} {matter.order}")
    for value in (*matter.sums, *matter.deadlines, *matter.dates):
        exact = any(map(str.isdigit, value))
        form = "deadline" if value in matter.deadlines else "quoted"
        if value in f"{said} {' '.join(items)}" or (form == "quoted" and not (exact or quoting)):
            continue
        items.append(value if exact and form == "quoted" else words[form].format(value=value))
    if not items:
        return ""
    line = voice.one_of(words["also" if said else "only"], "noted", items=", ".join(items))
    return line.replace("..", ".")


def _asking(message: str, reading: Reading) -> str:
    """The sentences that hold words of a request, on one line."""
    text = Text(message[:_LONGEST])
    spans = [(item.start, item.end) for item in reading.evidence if item.signal.startswith("request.")]
    sentences = [text.span(*sentence) for sentence in text.sentences]
    return _plain(" ".join(message[a:b] for a, b in sentences if _touches(a, b, spans)))


def _touches(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start < other_end and other_start < end for other_start, other_end in spans)


def _plain(value: str) -> str:
    return re.sub(r"\s+", " ", value).strip()


@cache
def _situations(language: Language) -> dict[str, re2.Pattern]:
    options = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1
    return {
        name: re2.compile(
            rf"\b(?:{'|'.join(translate(phrase, language) for phrase in table['find'])})\b".encode("latin-1"), options
        )
        for name, table in pack_file(language, "drafts")["situation"].items()
    }
