"""Does the evidence hold, and does a restatement keep the facts? (``python -m benchmarks.evidence``)

Takes the shown words out of the message, reads again, and counts how often the label is gone. Then counts
the labelled facts that stand in the restatement, and the insults that are left in it. Writes
docs/benchmarks/evidence.md.
"""

from __future__ import annotations

from collections import Counter

from training.messages import LANGUAGES

from benchmarks.reading import DOCS
from benchmarks.scores import table
from training import messages
from tyyni import Reading, read
from tyyni.lexicon.matcher import matcher
from tyyni.models.judge import Profile
from tyyni.text.value import Text

_FLAGS = ("repeat", "vulnerable", "intoxicated", "sarcasm")


def holds(reading: Reading, signal: str) -> bool:
    """Whether a reading shows the label that a signal names."""
    group, _, label = signal.partition(".")
    if signal in _FLAGS:
        return bool(getattr(reading, signal))
    if group in ("request", "threat"):
        return label in getattr(reading, f"{group}s")
    return bool(getattr(reading, group) == label)


def without(text: str, reading: Reading, signal: str) -> str:
    """The text without the words shown for a signal."""
    spans = sorted((item.start, item.end) for item in reading.evidence if item.signal == signal)
    pieces, position = [], 0
    for start, end in spans:
        pieces.append(text[position:start])
        position = end
    return "".join([*pieces, text[position:]])


def faithfulness(language: str, profile: Profile) -> tuple[Counter[str], Counter[str]]:
    """For each group of labels, how many were shown and how many fell without their words."""
    shown: Counter[str] = Counter()
    fell: Counter[str] = Counter()
    for message in messages.load("test", [language]):
        reading = read(message.text, channel=message.channel, profile=profile)
        for signal in {item.signal for item in reading.evidence}:
            group = signal.partition(".")[0]
            again = read(without(message.text, reading, signal), channel=message.channel, profile=profile)
            shown[group] += 1
            fell[group] += not holds(again, signal)
    return shown, fell


def restatement(language: str) -> tuple[int, int, int, int, list[tuple[str, str]]]:
    """Facts kept and labelled, restatements with an offence left, restatements, and the facts lost."""
    kept = total = rude = read_ones = 0
    lost = []
    for message in messages.load("test", [language]):
        if not message.facts:
            continue
        restated = read(message.text, channel=message.channel).restated
        flat = _flat(restated)
        for fact in message.facts:
            total += 1
            if _flat(fact) in flat:
                kept += 1
            else:
                lost.append((message.id, fact))
        read_ones += 1
        found = matcher(message.language).find(Text(restated))  # type: ignore[arg-type] # always a pack
        rude += any(finding.rule.family == "abuse" for finding in found)
    return kept, total, rude, read_ones, lost


def _flat(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def main() -> None:
    """Measure both and write the page."""
    parts = ["# Evidence and restatements\n", "Written by `python -m benchmarks.evidence` from the test split.\n"]
    profiles: tuple[Profile, ...] = ("full", "fast")
    for profile in profiles:
        rows = []
        for language in LANGUAGES:
            shown, fell = faithfulness(language, profile)
            cells = [f"{fell[group] / shown[group]:.2f} of {shown[group]}" for group in sorted(shown)]
            rows.append([language, f"{fell.total() / shown.total():.3f}", *cells])
        parts.append(f"## Labels that fall when their words are taken out, `{profile}` (goal ≥ .80)\n")
        parts.append(table(["language", "all", *sorted(shown)], rows) + "\n")
    parts.append("## Facts kept in the restatement (goal ≥ .98), offences left\n")
    rows = []
    for language in LANGUAGES:
        kept, total, rude, count, lost = restatement(language)
        rows.append([language, f"{kept / total:.3f} of {total}", f"{rude} of {count}"])
        print(language, lost[:40])
    parts.append(table(["language", "facts kept", "restatements with an offence the packs know"], rows) + "\n")
    (DOCS / "evidence.md").write_text("\n".join(parts), "utf-8")


if __name__ == "__main__":
    main()
