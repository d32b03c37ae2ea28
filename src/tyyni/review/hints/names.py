"""Whether the reply greets the right person: a wrong name, or none where one is known (row S2.8, science.md 2.10)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from tyyni.lexicon.rules import Language, pack_file
from tyyni.review.hints.case import Case
from tyyni.review.result import Hint
from tyyni.text.normal import fold, without_diacritics
from tyyni.text.value import Span

_WORD = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*")
_SEGMENT = re.compile(r"[,!.:\n–—-]|$")
_GREETING_ENDS = 80
_SURE = 0.8
_FEWEST_WORDS = 15
_SHORTEST = 3
_CHANGING = 2
_LONGEST_ENDING = 3


def name_wrong(case: Case) -> Iterator[Hint]:
    """A greeting by a name that is not the customer's."""
    known = _known(case)
    greeted = _greeted(case.draft.text, case.draft.language)
    if not known or not greeted:
        return
    names = [case.draft.text[slice(*span)] for span in greeted]
    if any(_is_same(own, name, case.draft.language) for own in known for name in names):
        return
    if case.draft.language == "pl":  # the right name would need its vocative and Pan or Pani: greet without it
        opening = _opening(case.draft.text, "pl")
        yield case.hint("H_NAME_WRONG", (opening.start(1), greeted[-1][1]) if opening else None)
    else:
        yield case.hint("H_NAME_WRONG", (greeted[0][0], greeted[-1][1]), fix=" ".join(known[: len(greeted)]))


def name_missing(case: Case) -> Iterator[Hint]:
    """No word of the customer's name in a mail to somebody who is known by name."""
    if case.draft.channel != "email" or not case.name or case.words < _FEWEST_WORDS:
        return
    used = [word[0] for word in _WORD.finditer(case.draft.text) if word[0][0].isupper()]
    if not any(_is_mentioned(own, word) for own in _WORD.findall(case.name) for word in used):
        yield case.hint("H_NAME_MISSING")


def times_said(name: str, reply: str, language: Language) -> int:
    """How often the first name is said, as it stands or in its Polish vocative ("Grzegorzu", "Pani Olgo")."""
    first = name.split()[0]
    if language != "pl":
        return len(re.findall(rf"\b{re.escape(first)}\b", reply))
    stem = _stem(_plain(first), language)
    said = [word[0] for word in _WORD.finditer(reply) if word[0][0].isupper()]
    return sum(_plain(word).startswith(stem) and len(word) <= len(first) + _LONGEST_ENDING for word in said)


def _known(case: Case) -> list[str]:
    if case.name:
        return _WORD.findall(case.name)
    reading = case.reading
    sure = reading is not None and reading.confidence.get("name", 0.0) >= _SURE
    return _WORD.findall(reading.name) if reading and sure and reading.name else []


def _greeted(reply: str, language: Language) -> list[Span]:
    """The names in the greeting: capitalised words right after it, titles left out."""
    opening = _opening(reply, language)
    if opening is None:
        return []
    for start in (opening.end(1), _after_comma(reply, opening.end(1))):
        end = _SEGMENT.search(reply, start)
        words = list(_WORD.finditer(reply, start, end.start() if end else len(reply)))
        titles = _greetings(language)["titles"]
        names = [word for word in words if word[0].lower() not in titles]
        leading = [word.span() for word in names if word[0][0].isupper()]
        # After a comma only names may follow: "Hei, Matti!" greets, "Hei, Kiitos viestistä!" does not.
        if leading and (start == opening.end(1) or len(leading) == len(names)):
            return _first_run(names)
    return []


def _first_run(words: list[re.Match[str]]) -> list[Span]:
    """The capitalised words up to the first that is none."""
    spans: list[Span] = []
    for word in words:
        if not word[0][0].isupper():
            break
        spans.append(word.span())
    return spans


def _after_comma(reply: str, start: int) -> int:
    comma = re.compile(r"[ ]*,").match(reply, start)
    return comma.end() if comma else len(reply)


def _opening(reply: str, language: Language) -> re.Match[str] | None:
    return _greeting(language).match(reply)


@cache
def _greeting(language: Language) -> re.Pattern[str]:
    words = sorted(_greetings(language)["openings"], key=len, reverse=True)
    return re.compile(rf"\s*((?:{'|'.join(map(re.escape, words))})\b)", re.IGNORECASE)


@cache
def _greetings(language: Language) -> dict[str, frozenset[str]]:
    table = pack_file(language, "greetings")
    return {name: frozenset(table[name]) for name in ("openings", "titles")}


@cache
def _nicknames(language: Language) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(group.split()) for group in pack_file(language, "greetings")["nicknames"])


def _is_same(own: str, used: str, language: Language) -> bool:
    """Whether ``used`` greets the bearer of the name ``own``: itself, a short form, or its Polish vocative."""
    first, second = _plain(own), _plain(used)
    if second.startswith(_stem(first, language)) or first.startswith(second):
        return True
    return any(_starts(group, first) and _starts(group, second) for group in _nicknames(language))


def _stem(name: str, language: Language) -> str:
    """What stays of a name in the Polish vocative: Ann-o, Mar-ku, Paw-le, Jan-ie, Sylwest-rze, Rober-cie."""
    if language != "pl" or len(name) < _SHORTEST:
        return name
    if name[-2:] in ("ek", "el", "ec", "er"):
        return name[:-2]
    return name[:-1] if name[-1] in "aeioyt" else name


def _is_mentioned(own: str, word: str) -> bool:
    """Whether a word may be any form of the name: cases and gradation change its end (Matti, Matille)."""
    first, second = _plain(own), _plain(word)
    shared = next(
        (n for n, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), min(len(first), len(second))
    )
    return shared >= max(2, min(len(first), len(second)) - _CHANGING)


def _starts(group: frozenset[str], name: str) -> bool:
    """Whether one of a group of stems ("kasi", "katarzyn") begins the name."""
    return any(name.startswith(stem) for stem in group)


def _plain(name: str) -> str:
    return without_diacritics(fold(name)[0]).decode("latin-1")
