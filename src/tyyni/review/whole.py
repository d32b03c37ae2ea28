"""The reply as a whole: nothing acknowledged, no next step, the name too often; any fault at all, and harm.

What all sentences show is weighed against the message they answer by small logistic models, fitted by
``training/review`` on labelled replies (rows S0.7, S2.7, S2.8, S2.17).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from importlib import resources
from math import exp, log1p, prod

from tyyni.models.labels import SENTENCE_GROUPS
from tyyni.reading.result import Reading
from tyyni.review.advice import advice
from tyyni.review.hints.names import times_said
from tyyni.review.lines import Draft
from tyyni.review.result import Fault

Features = dict[str, float]

UPSET = ("anger", "frustration", "disappointment", "anxiety", "sadness")
OVERUSED = 3
PLAINLY_COLD = 0.95
_CALM = 0.25
_FAULTLESS = 0.25
_ACKNOWLEDGES = ("acknowledge", "apology_specific", "paraphrase", "ownership")
_MOVES_ON = ("next_step_time", "solution", "alternative", "handover_clear", "question")


def whole_faults(draft: Draft, reading: Reading | None, name: str | None, seen: Features) -> Iterator[Fault]:
    """Faults that no single sentence holds; ``seen`` are the reply's features."""
    for code in ("F_NO_ACK", "F_NO_NEXT"):
        is_plain = code == "F_NO_ACK" and is_plainly_cold(seen)
        if (is_plain or is_likely(code, seen)) and not _is_excused(code, draft, seen, reading):
            yield whole_fault(code, draft)
    if name and name.strip() and times_said(name, draft.text, draft.language) >= OVERUSED:
        yield whole_fault("F_NAME_OVERUSE", draft)


def _is_excused(code: str, draft: Draft, seen: Features, reading: Reading | None) -> bool:
    if code == "F_NO_ACK":
        # To a threat of violence the rules of tone do not apply (design: care and law).
        return reading is not None and "violence" in reading.threats
    # By definition a vague next step is a next step (docs/labels.md); and a calm question that is answered with
    # nothing wrong in it needs none.
    calm_question = reading is not None and reading.kind == "inquiry" and reading.intensity < _CALM
    return "F_VAGUE" in draft.shown or (calm_question and seen["worst"] < _FAULTLESS)


def whole_fault(code: str, draft: Draft) -> Fault:
    """A fault without a place in the text; its fix is a sentence to add."""
    about = advice(draft.language, code)
    return Fault(code, about.severity, None, None, "", about.why, about.fix(draft.text))


def features(draft: Draft, reading: Reading | None) -> Features:
    """What the model of the whole reply sees; every value about 0..1."""
    strongest = {label: draft.strongest("strengths", label) for label in SENTENCE_GROUPS["strength"]}
    faulty = {code: draft.strongest("faults", code) for code in SENTENCE_GROUPS["fault"]}
    promised = draft.strongest("marks", "promise")
    heat = reading.intensity if reading else 0.0
    upset = sum(reading.emotions[emotion] for emotion in UPSET) if reading else 0.0
    seen = max(strongest[label] for label in _ACKNOWLEDGES)
    moves = max(promised, *(strongest[label] for label in _MOVES_ON))
    asked = float(bool(reading and reading.requests))
    kind = reading.kind if reading else ""
    open_matter = 0.0 if kind in ("praise", "prank", "harassment") else 1.0
    question = float(kind == "inquiry")
    worst = max(faulty.values())
    grievance = float(kind == "grievance")
    return {
        "bias": 1.0,
        "heat": heat,
        "upset": upset,
        "unseen": 1 - seen,
        "upset unseen": upset * (1 - seen),
        "heat unseen": heat * (1 - seen),
        "still": 1 - moves,
        "open still": open_matter * (1 - moves),
        "asked still": asked * (1 - moves),
        "worst": worst,
        "worst still": worst * (1 - moves),
        "question": question,
        "question still": question * (1 - moves),
        "grievance still": grievance * (1 - moves),
        "grievance without promise": grievance * (1 - promised),
        "upset still": upset * (1 - moves),
        "no promise": 1 - promised,
        "refusal without option": faulty["F_CANT"] * (1 - strongest["alternative"]),
        "words": log1p(sum(len(line.text.words) for line in draft.lines)) / 6,
        "vulnerable": float(bool(reading and reading.vulnerable)),
        "unread": float(reading is None),
        "public": float(draft.channel == "review"),
        "accuses": draft.strongest("marks", "accuses"),
        "any fault": 1 - prod(1 - value for value in faulty.values()),
        "a second fault": sorted(faulty.values())[-2],
        **strongest,
        **faulty,
    }


def is_plainly_cold(seen: Features) -> bool:
    """Whether the customer is surely upset and surely nothing acknowledges it: F_NO_ACK by its definition."""
    return seen["upset unseen"] >= PLAINLY_COLD


def is_likely(name: str, seen: Features) -> bool:
    """Whether a model of the whole reply says yes: F_NO_ACK, F_NO_NEXT, "faulty" or "harm"."""
    return probability(name, seen) >= _weights()[name]["threshold"]


def probability(name: str, seen: Features) -> float:
    """How likely it is what the model asks."""
    weights = _weights()[name]
    return 1 / (1 + exp(-sum(weights.get(feature, 0.0) * value for feature, value in seen.items())))


@cache
def _weights() -> dict[str, dict[str, float]]:
    """For each model the weight of each feature, and "threshold"."""
    path = resources.files("tyyni.models").joinpath("weights/whole.json")
    stored: dict[str, dict[str, float]] = json.loads(path.read_text("utf-8"))
    return stored
