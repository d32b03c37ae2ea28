"""Sentences of replies with what each shows, from the labelled sentences, the labelled replies and the packs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from training import replies
from training.messages import Part, in_part
from training.replies import LANGUAGES, ROOT, BadLine, Reply
from tyyni.lexicon.rules import Language, pack_file, rules
from tyyni.models.labels import SENTENCE_GROUPS, STRENGTHS
from tyyni.text.value import Span, Text

_FAULTS = SENTENCE_GROUPS["fault"]
# Which strength a family of the pack's rules or phrases shows; the others say nothing about a label.
_SHOWS = {
    "empathy": "acknowledge",
    "acknowledge": "acknowledge",
    "ownership": "ownership",
    "apology_responsibility": "ownership",
    "paraphrase": "paraphrase",
    "apology_repair": "solution",
    "alternative": "alternative",
    "choice": "alternative",
    "refusal_with_option": "alternative",
    "boundary": "boundary_polite",
    "limits_purpose": "boundary_polite",
    "purpose_limits": "boundary_polite",
    "handover": "handover_clear",
    "question": "question",
    "thanks": "thanks",
}


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence; None where its faults or its strengths and marks are not known."""

    id: str
    language: str
    text: str
    faults: frozenset[str] | None
    strengths: frozenset[str] | None
    marks: frozenset[str] | None  # accuses, promise
    channel: str = "email"


def load(split: str, languages: Iterable[str] = LANGUAGES, *, part: Part = "all") -> list[Sentence]:
    """The labelled sentences of a split, with those of its replies; for fitting also the packs' examples.

    ``part`` takes "fit" or "dev" by a hash of the id, and all sentences of a reply together.
    """
    found: list[Sentence] = []
    examples: list[Sentence] = []
    for language in languages:
        for path in sorted((ROOT / "sentences" / split).glob(f"{language}-*.jsonl")):
            found += read(path)
        for reply in replies.load(split, [language]):
            found += of_reply(reply)
        if part == "fit":
            examples += _pack_examples(language)  # type: ignore[arg-type] # one of LANGUAGES
    return [one for one in found if in_part(one.id.partition("/")[0], part)] + examples


def read(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of one file; raises BadLine at the first line that breaks the format."""
    language = path.name.split("-")[0]
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        try:
            yield _sentence(json.loads(line), language)
        except (KeyError, ValueError) as error:
            raise BadLine(f"{path.name}:{number}: {error}") from error


def _sentence(fields: dict[str, Any], language: str) -> Sentence:
    faults, strengths = frozenset(fields.get("faults", ())), frozenset(fields.get("strengths", ()))
    for value in (*(faults - set(_FAULTS)), *(strengths - set(STRENGTHS))):
        raise ValueError(f"{value!r} is no label of a sentence")
    marks = frozenset(mark for mark in SENTENCE_GROUPS["mark"] if fields.get(mark))
    return Sentence(fields["id"], language, fields["text"], faults, strengths, marks)


def of_reply(reply: Reply) -> Iterator[Sentence]:
    """The sentences of a reply, each with the labels whose words stand in it."""
    text = Text(reply.reply)
    spans = [text.span(*sentence) for sentence in text.sentences]
    faults = [(fault.code, place) for fault in reply.faults for place in _places(reply.reply, fault.text)]
    strengths = [(name, place) for name, words in reply.shown.items() for place in _places(reply.reply, words)]
    marks = [("promise", place) for promise in reply.promises for place in _places(reply.reply, promise.text)]
    if reply.verdict == "hold" and not {"F_AGGR", "F_PUBARG", "F_REVDEL"} & {fault.code for fault in reply.faults}:
        marks += [("accuses", place) for code, place in faults if code in ("F_BLAME", "F_DOUBT")]
    for number, span in enumerate(spans):
        yield Sentence(
            id=f"{reply.id}/{number}",
            language=reply.language,
            text=reply.reply[slice(*span)],
            faults=_touching(faults, span) & set(_FAULTS),
            strengths=_touching(strengths, span) if set(reply.shown) >= set(reply.strengths) else None,
            marks=_touching(marks, span),
            channel=reply.channel,
        )


def _places(whole: str, words: str | None) -> list[Span]:
    if words is None:
        return []
    start = whole.find(words)
    return [(start, start + len(words))]


def _touching(labelled: list[tuple[str, Span]], span: Span) -> frozenset[str]:
    return frozenset(name for name, (start, end) in labelled if start < span[1] and span[0] < end)


def _pack_examples(language: Language) -> Iterator[Sentence]:
    for rule in rules(language):
        kind = rule.signal.partition(".")[2]
        code = f"F_{kind.upper()}"
        hits = [hit for phrase in rule.phrases for hit in phrase.hits]
        for number, hit in enumerate(hits):
            identity = f"{rule.name}/{number}"
            if rule.family == "fault" and code in _FAULTS:
                yield Sentence(identity, language, hit, frozenset({code}), None, None)
            elif rule.family == "strength" and kind in _SHOWS:
                yield Sentence(identity, language, hit, frozenset(), frozenset({_SHOWS[kind]}), None)
    for family, registers in pack_file(language, "phrases").items():
        shown = frozenset({_SHOWS[family]}) if family in _SHOWS else None
        for number, phrase in enumerate(phrase for listed in registers.values() for phrase in listed):
            yield Sentence(f"{language}.{family}/{number}", language, phrase, frozenset(), shown, None)
