"""Read one customer message: language, rules, heads, facts, and the words that show it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from tyyni.lexicon.matcher import Finding
from tyyni.lexicon.rules import Language
from tyyni.models.judge import Judge, Profile, judge, probabilities
from tyyni.models.labels import COLUMNS, GROUPS, MANY_OF, ONE_OF
from tyyni.models.language import language_model
from tyyni.reading.attribution import Judged, judge_text, word_shares
from tyyni.reading.evidence import evidence_for
from tyyni.reading.facts import find_facts
from tyyni.reading.restate import restate
from tyyni.reading.result import Evidence, Reading
from tyyni.reading.signals import findings, strengths
from tyyni.reading.style import style_of
from tyyni.text.value import Text

# Nobody writes more to a support desk; a pasted log or an attack is read from both ends.
LONGEST = 60_000
_PLAIN = {"emotion": "neutral", "abuse": "none"}
_UNSURE_BELOW = 0.6
_UNSURE_AROUND = 0.15


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn of the conversation; ``role`` is customer or agent.

    ``reading`` spares a turn of the customer from being read again. With ``is_corrected`` a person has said how it is
    to be read, and the packs do not know better.
    """

    role: str
    text: str
    reading: Reading | None = None
    is_corrected: bool = False


def read(
    text: str,
    *,
    channel: str = "email",
    history: Sequence[Turn] = (),
    profile: Profile = "full",
) -> Reading:
    """Read one message, with what was said before if it is given. Never raises for any text."""
    if len(text) > LONGEST:
        text = f"{text[: LONGEST // 2]}\n{text[-LONGEST // 2 :]}"
    value = Text(text)
    language, certainty = _language(value, history)
    pack: Language = "en" if language == "und" else language  # type: ignore[assignment] # narrowed by hand
    found = findings(value, pack)
    weights = judge(profile)
    judged = judge_text(
        value,
        strengths(found),
        language=language,
        channel=channel,
        judge=weights,
        full=profile == "full",
    )
    facts = find_facts(text, pack)
    labels = _Labels.of(judged, weights)
    evidence = tuple(_evidence(labels, judged, value, found))
    earlier = _earlier(history, profile)
    spans = [span for span in (facts.name, facts.order) if span] + [
        *facts.dates,
        *facts.sums,
        *facts.deadlines,
    ]
    return Reading(
        language=language,
        emotion=labels.one["emotion"],
        emotions=labels.distribution("emotion"),
        intensity=labels.intensity,
        sarcasm="sarcasm" in labels.many["flag"],
        abuse=labels.one["abuse"],
        kind=labels.one["kind"],
        requests=labels.many["request"],
        threats=labels.many["threat"],
        repeat="repeat" in labels.many["flag"] or earlier.repeat,
        vulnerable="vulnerable" in labels.many["flag"],
        intoxicated="intoxicated" in labels.many["flag"],
        name=text[slice(*facts.name)] if facts.name else earlier.name,
        order=text[slice(*facts.order)] if facts.order else earlier.order,
        dates=_parts(text, facts.dates),
        sums=_parts(text, facts.sums),
        deadlines=_parts(text, facts.deadlines),
        style=style_of(value, language),
        confidence=labels.confidence() | {"language": certainty} | facts.certainty,
        unsure=labels.unsure(),
        evidence=evidence,
        restated=restate(
            value,
            language=pack,
            found=found,
            evidence=evidence,
            facts=spans,
            requests=labels.many["request"],
            threats=labels.many["threat"],
        ),
    )


def _parts(text: str, spans: tuple[tuple[int, int], ...]) -> tuple[str, ...]:
    return tuple(text[start:end] for start, end in spans)


def _language(text: Text, history: Sequence[Turn]) -> tuple[str, float]:
    """The language; a word or two ("ok", "?") takes the language of the conversation."""
    probability = language_model().probabilities(text.folded)
    if len(text.words) < 3:
        for turn in reversed(history):
            before = language_model().probabilities(Text(turn.text).folded)
            for language, value in before.items():
                probability[language] += value
        total = sum(probability.values())
        probability = {language: value / total for language, value in probability.items()}
    best = max(probability, key=lambda language: probability[language])
    return best, probability[best]


@dataclass(frozen=True, slots=True)
class _Earlier:
    """What earlier turns of the customer settle when this one is silent about it."""

    name: str | None = None
    order: str | None = None
    repeat: bool = False


def _earlier(history: Sequence[Turn], profile: Profile) -> _Earlier:
    name = order = None
    repeat = False
    for turn in history:
        if turn.role == "customer":
            reading = turn.reading or read(turn.text, profile=profile)
            name, order = reading.name or name, reading.order or order
            repeat = repeat or reading.repeat
    return _Earlier(name, order, repeat)


@dataclass(frozen=True, slots=True)
class _Labels:
    """The labels that hold, with every probability behind them."""

    probability: dict[str, dict[str, float]]
    threshold: dict[str, dict[str, float]]
    one: dict[str, str]
    many: dict[str, tuple[str, ...]]
    intensity: float

    @classmethod
    def of(cls, judged: Judged, judge: Judge) -> _Labels:
        values = probabilities(judged.logits)
        probability, threshold = (
            {group: dict(zip(labels, array[COLUMNS[group]].tolist(), strict=True)) for group, labels in GROUPS.items()}
            for array in (values, judge.threshold)
        )
        one = {group: max(probability[group], key=probability[group].__getitem__) for group in ONE_OF}
        many = {
            group: tuple(label for label, value in probability[group].items() if value >= threshold[group][label])
            for group in MANY_OF
        }
        return cls(probability, threshold, one, many, probability["intensity"]["intensity"])

    def distribution(self, group: str) -> dict[str, float]:
        return self.probability[group]

    def confidence(self) -> dict[str, float]:
        """How likely each label that is shown is right, and each flag that is not shown."""
        shown = {group: self.probability[group][label] for group, label in self.one.items()}
        for group in ("request", "threat"):
            shown |= {f"{group}.{label}": self.probability[group][label] for label in self.many[group]}
        for flag, value in self.probability["flag"].items():
            shown[flag] = value if flag in self.many["flag"] else 1 - value
        return shown

    def unsure(self) -> tuple[str, ...]:
        """Groups whose best label is below 0.6, and labels within 0.15 of their threshold."""
        groups = [group for group in ONE_OF if self.probability[group][self.one[group]] < _UNSURE_BELOW]
        labels = [
            label if group == "flag" else f"{group}.{label}"
            for group in MANY_OF
            for label, value in self.probability[group].items()
            if abs(value - self.threshold[group][label]) < _UNSURE_AROUND * self.threshold[group][label] * 2
        ]
        return (*groups, *labels)


def _evidence(labels: _Labels, judged: Judged, text: Text, found: list[Finding]) -> Iterator[Evidence]:
    claims = list(_claims(labels, judged))
    if not claims or not text.words:
        return
    columns = sorted({column for _, column, rival, _ in claims for column in (column, rival) if column >= 0})
    position = {column: number for number, column in enumerate(columns)}
    shares = word_shares(judged, text, found, columns)
    for signal, column, rival, excess in claims:
        own = shares[:, position[column]]
        yield from evidence_for(signal, own - shares[:, position[rival]] if rival >= 0 else own, excess, text)


def _claims(labels: _Labels, judged: Judged) -> Iterator[tuple[str, int, int, float]]:
    """Each label shown: its signal, its column, its rival's column (-1: none), and its excess."""
    logits: Any = judged.logits
    for group in ONE_OF:
        label = labels.one[group]
        if label == _PLAIN.get(group):
            continue
        column = COLUMNS[group].start + GROUPS[group].index(label)
        rivals = [other for other in range(COLUMNS[group].start, COLUMNS[group].stop) if other != column]
        rival = max(rivals, key=lambda other: float(logits[other]))
        yield f"{group}.{label}", column, rival, float(logits[column] - logits[rival])
    for group in MANY_OF:
        for label in labels.many[group]:
            column = COLUMNS[group].start + GROUPS[group].index(label)
            needed = labels.threshold[group][label]
            excess = float(logits[column]) - float(np.log(needed / (1 - needed)))
            yield (label if group == "flag" else f"{group}.{label}"), column, -1, excess
