"""A calm restatement: what happened and what is asked, every fact kept, insults and swearing gone.

It takes words out and never puts any in: a summary that guesses can lose a date or soften a danger.
What the customer says about harm to anybody stands first and word for word (rows S2.2, W.2, W.3).
"""

from __future__ import annotations

import re

from tyyni.lexicon.matcher import Finding
from tyyni.lexicon.rules import Language, pack_file
from tyyni.reading.result import Evidence
from tyyni.text.value import Span, Text

_DANGERS = ("threat.violence", "threat.self_harm")
_OFFENCES = ("abuse.insult", "abuse.profanity")
_EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f\u200d]+")
_LONGEST = 4000


def restate(
    text: Text,
    *,
    language: Language,
    found: list[Finding],
    evidence: tuple[Evidence, ...],
    facts: list[Span],
    requests: tuple[str, ...],
    threats: tuple[str, ...],
) -> str:
    """Return the restatement in the customer's language; empty only for an empty message."""
    words = pack_file(language, "restated")
    dangers = [item for item in evidence if item.signal in _DANGERS]
    parts = [f"{words['danger']}: {_quoted(dangers, text)}"] if dangers else []
    offences = [] if dangers else _offences(text, found, facts)
    abusive = [(item.start, item.end) for item in evidence if item.signal.startswith("abuse.")]
    sentences = [_calm(text, sentence, offences, abusive, facts) for sentence in text.sentences]
    body = " ".join(sentence for sentence in sentences if sentence)[:_LONGEST]
    if body:
        parts.append(f"{words['tells']}: {body}")
    if requests:
        parts.append(f"{words['asks']}: {', '.join(words['request'][name] for name in requests)}.")
    if threats:
        parts.append(f"{words['says']}: {', '.join(words['threat'][name] for name in threats)}.")
    return " ".join(parts)


def _quoted(dangers: list[Evidence], text: Text) -> str:
    spans = [text.span(*sentence) for sentence in text.sentences]
    quoted = [
        text.original[start:end]
        for start, end in spans
        if any(item.start < end and start < item.end for item in dangers)
    ]
    return " ".join(f"“{' '.join(sentence.split())}”" for sentence in quoted)


def _offences(text: Text, found: list[Finding], facts: list[Span]) -> list[Span]:
    spans = [text.span(f.start, f.end) for f in found if f.signal in _OFFENCES]
    return [span for span in spans if not _touches(span, facts) and not _has_digit(text, span)]


def _has_digit(text: Text, span: Span) -> bool:
    return any(character.isdigit() for character in text.original[slice(*span)])


def _calm(text: Text, sentence: Span, offences: list[Span], abusive: list[Span], facts: list[Span]) -> str:
    """One sentence without its offences; empty if it was little else."""
    start, end = text.span(*sentence)
    inside = [span for span in offences if _touches(span, [(start, end)])]
    kept = _without(text.original, (start, end), inside)
    had = len(text.original[start:end].split())
    left = len(_without(text.original, (start, end), [*inside, *abusive]).split())
    factual = _touches((start, end), facts) or any(character.isdigit() for character in kept)
    if inside and not factual and (left < 3 or left < had / 2):
        return ""
    return _quietly(kept)


def _without(original: str, sentence: Span, spans: list[Span]) -> str:
    pieces, position = [], sentence[0]
    for start, end in sorted(spans):
        if end > position:
            pieces.append(original[position : max(start, position)])
            position = max(position, min(end, sentence[1]))
    pieces.append(original[position : sentence[1]])
    return "".join(pieces)


def _quietly(sentence: str) -> str:
    """The sentence without shouting: capitals, rows of signs and faces."""
    calm = " ".join(_EMOJI.sub(" ", sentence).split())
    letters = [character for character in calm if character.isalpha()]
    if len(letters) > 8 and sum(character.isupper() for character in letters) > 0.7 * len(letters):
        calm = re.sub(r"\b[^\W\d_]{2,}\b", lambda word: word[0].lower(), calm)
    calm = re.sub(r"\s*([!?.,])[!?.,]*", r"\1", calm).replace("!", ".")
    calm = re.sub(r",(?=[.?])", "", calm)
    calm = re.sub(r"\(\s*\)|[\"“”]\s*[\"“”]", "", calm).strip(" ,;:-–—*")
    if not any(character.isalnum() for character in calm):
        return ""
    calm = calm[0].upper() + calm[1:]
    return calm if calm[-1] in ".?" else f"{calm}."


def _touches(span: Span, others: list[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)
