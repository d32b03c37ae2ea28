"""Review a reply before it goes out: faults by the rules of the packs, and a verdict.

A first, rule-only review: precise, but it finds little that is phrased in a new way. Faults of the whole
reply (nothing acknowledged, no next step) are judged against the message it answers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from tyyni.lexicon.matcher import AGENT, Finding, matcher
from tyyni.lexicon.rules import Language
from tyyni.models.language import language_model
from tyyni.reading.reader import read
from tyyni.reading.result import Reading
from tyyni.text.value import Text

FAULTS = {
    "policy": ("F_POLICY", 2, "It gives a rule instead of a reason."),
    "blame": ("F_BLAME", 2, "It puts the fault on the customer."),
    "calm": ("F_CALM", 2, "It tells the customer how to feel."),
    "condesc": ("F_CONDESC", 2, "It talks down to the customer."),
    "cant": ("F_CANT", 2, "It refuses and offers nothing instead."),
    "hollow": ("F_HOLLOW", 1, "This apology would fit anything; say what you are sorry for."),
    "nonapol": ("F_NONAPOL", 2, "It is sorry for the customer's reaction, not for what happened."),
    "idk": ("F_IDK", 1, "It leaves the customer with not knowing."),
    "pass": ("F_PASS", 2, "It sends the customer to chase somebody else."),
    "vague": ("F_VAGUE", 1, "It says what comes next but not when."),
    "absprom": ("F_ABSPROM", 2, "Nobody can keep this promise."),
    "dismiss": ("F_DISMISS", 2, "It makes the customer's trouble small."),
    "doubt": ("F_DOUBT", 2, "It sounds as if the customer were not believed."),
    "order": ("F_ORDER", 2, "It orders the customer about."),
    "aggr": ("F_AGGR", 3, "It is hostile or sarcastic."),
    "canned": ("F_CANNED", 1, "This could have been sent to anyone."),
    "revdel": ("F_REVDEL", 3, "It asks for a review to be deleted."),
    "pubarg": ("F_PUBARG", 3, "It argues with a customer in public."),
}
_WHOLE = {
    "F_NO_ACK": (2, "The customer is upset and nothing in the reply says that you saw it."),
    "F_NAME_OVERUSE": (1, "The name stands three times or more; once is warm, more is a script."),
}
_HARM = {"F_AGGR", "F_PUBARG", "F_REVDEL"}
_UPSET = ("anger", "frustration", "disappointment", "anxiety", "sadness")
_ALTERNATIVE_WITHIN = 250
_STRENGTHS = {
    "empathy": "acknowledge",
    "apology_regret": "apology_specific",
    "ownership": "ownership",
    "apology_responsibility": "ownership",
    "paraphrase": "paraphrase",
    "apology_repair": "solution",
    "alternative": "alternative",
    "choice": "alternative",
    "boundary": "boundary_polite",
    "limits_purpose": "boundary_polite",
    "handover": "handover_clear",
    "question": "question",
    "thanks": "thanks",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault; ``start`` and ``end`` are null for a fault of the whole reply. Severity is 1..3."""

    code: str
    severity: int
    start: int | None
    end: int | None
    text: str
    why: str
    fix: str | None


@dataclass(frozen=True, slots=True)
class Review:
    """What a reply does badly and well. ``verdict`` is send, revise or hold."""

    verdict: str
    faults: tuple[Fault, ...]
    strengths: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """Ready for JSON, with the lists of the contract that this first review leaves empty."""
        plain = asdict(self)
        return plain | {
            "faults": list(plain["faults"]),
            "strengths": list(self.strengths),
            "hints": [],
            "promises": [],
        }


def review(reply: str, *, message: str | None = None, name: str | None = None, channel: str = "email") -> Review:
    """Review ``reply``, against the ``message`` it answers if that is given."""
    text = Text(reply)
    probability = language_model().probabilities(text.folded)
    languages: tuple[Language, ...] = ("fi", "pl", "en")
    language = max(languages, key=lambda candidate: probability[candidate])
    found = matcher(language, AGENT).find(text)
    strengths = _strengths(found)
    reading = read(message, channel=channel, profile="fast") if message else None
    faults = [
        *_phrase_faults(text, found, channel),
        *_whole_faults(reply, strengths, reading, name),
    ]
    return Review(_verdict(faults), tuple(faults), strengths)


def _phrase_faults(text: Text, found: list[Finding], channel: str) -> Iterator[Fault]:
    options = [f.start for f in found if f.signal in ("strength.alternative", "strength.choice")]
    covered: dict[str, int] = {}
    for finding in found:
        kind = finding.signal.partition(".")[2]
        if finding.rule.family != "fault" or kind not in FAULTS or finding.phrase.weight < 0.5:
            continue
        if kind == "pubarg" and channel != "review":
            continue
        if kind == "cant" and any(0 <= option - finding.start <= _ALTERNATIVE_WITHIN for option in options):
            continue
        if covered.get(kind, -1) >= finding.start:
            continue
        covered[kind] = finding.end
        code, severity, why = FAULTS[kind]
        start, end = text.span(finding.start, finding.end)
        yield Fault(code, severity, start, end, text.original[start:end], why, finding.phrase.fix)


def _whole_faults(reply: str, strengths: tuple[str, ...], reading: Reading | None, name: str | None) -> Iterator[Fault]:
    upset = reading is not None and reading.emotion in _UPSET and reading.intensity >= 0.4
    if upset and not {"acknowledge", "apology_specific", "paraphrase"} & set(strengths):
        yield _whole("F_NO_ACK")
    if name and len(re.findall(rf"\b{re.escape(name)}", reply)) >= 3:
        yield _whole("F_NAME_OVERUSE")


def _whole(code: str) -> Fault:
    severity, why = _WHOLE[code]
    return Fault(code, severity, None, None, "", why, None)


def _strengths(found: list[Finding]) -> tuple[str, ...]:
    names = (_STRENGTHS.get(finding.signal.partition(".")[2]) for finding in found if finding.rule.family == "strength")
    strengths = dict.fromkeys(name for name in names if name)
    if any(finding.signal == "promise.date" and finding.phrase.resolve != "vague" for finding in found):
        strengths["next_step_time"] = None
    return tuple(strengths)


def _verdict(faults: list[Fault]) -> str:
    if any(fault.code in _HARM for fault in faults):
        return "hold"
    return "revise" if faults else "send"
