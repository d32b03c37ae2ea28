"""A draft, sentence by sentence: what the rules find and the heads see in each, remembered between keystrokes.

A sentence is read on its own, so that a keystroke costs the sentence it changed and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from tyyni.lexicon.matcher import AGENT, Finding, matcher
from tyyni.lexicon.rules import Language
from tyyni.models.encoder import sentence_logits
from tyyni.models.judge import Floats, Profile, probabilities, sentence_judge
from tyyni.models.labels import SENTENCE, SENTENCE_GROUPS
from tyyni.models.lexical import sentence_heads
from tyyni.reading.signals import strengths
from tyyni.text.value import Span, Text

_REMEMBERED = 4096
# The packs' phrases are precise, so a fault that one of them names needs half the likelihood.
_WITH_PHRASE = 0.5
_FAULTS = frozenset(SENTENCE_GROUPS["fault"])
_LABELS = np.array([label for labels in SENTENCE_GROUPS.values() for label in labels])


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence. Probabilities are 0..1 by label; findings are spans of the sentence's own normal form."""

    text: Text
    findings: tuple[Finding, ...]
    faults: dict[str, float]
    strengths: dict[str, float]
    marks: dict[str, float]
    shown: frozenset[str]  # the labels that are likely enough, over all three groups


@dataclass(frozen=True)
class Draft:
    """A reply cut into its sentences; ``spans`` are their places in ``text``."""

    text: str
    language: Language
    channel: str
    lines: tuple[Line, ...]
    spans: tuple[Span, ...]

    def strongest(self, group: str, label: str) -> float:
        """The highest probability of a label over all sentences, 0 for an empty draft."""
        return max((getattr(line, group)[label] for line in self.lines), default=0.0)

    @cached_property
    def shown(self) -> frozenset[str]:
        """Every label that some sentence shows."""
        return frozenset().union(*(line.shown for line in self.lines))


def draft(reply: str, *, language: Language, channel: str, profile: Profile) -> Draft:
    """Cut a reply into sentences and read those that were not read before."""
    text = Text(reply)
    spans = tuple(text.span(*sentence) for sentence in text.sentences)
    lines = tuple(_line(reply[start:end], language, channel, profile) for start, end in spans)
    return Draft(reply, language, channel, lines, spans)


@lru_cache(_REMEMBERED)
def _line(sentence: str, language: Language, channel: str, profile: Profile) -> Line:
    text = Text(sentence)
    found = tuple(matcher(language, AGENT).find(text))
    lexical = sentence_heads().scores(text, strengths(list(found)), channel).logits
    judge = sentence_judge(profile)
    encoded = sentence_logits(sentence) if profile == "full" and text.folded.strip() else None
    return line(text, found, judge.logits(lexical, encoded, language), judge.threshold)


def line(text: Text, found: tuple[Finding, ...], logits: Floats, threshold: Floats) -> Line:
    """A sentence with what the judge says of it, one logit and one threshold a column."""
    values = probabilities(logits, groups=())
    by_group = {
        group: dict(zip(labels, values[SENTENCE[group]].tolist(), strict=True))
        for group, labels in SENTENCE_GROUPS.items()
    }
    phrased = {f"F_{finding.signal.partition('.')[2].upper()}" for finding in found if finding.rule.family == "fault"}
    likely_enough = threshold * np.where(np.isin(_LABELS, list(phrased)), _WITH_PHRASE, 1.0)
    shown = frozenset(_LABELS[values >= likely_enough].tolist())
    if not shown.isdisjoint(_FAULTS):
        # In a sentence that is at fault anyway, what a phrase names needs no second voice.
        shown |= _FAULTS & phrased
    return Line(text, found, by_group["fault"], by_group["strength"], by_group["mark"], shown)
