"""Input that nobody of the project wrote: customers' turns, CPython's awkward mails, forty kinds of bounce.

``TYYNI_TRAINING_DATA=… python -m benchmarks.real_input --bounces PATH`` writes docs/benchmarks/real-input.md.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import re
import sys
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from benchmarks.scores import table
from training import public
from tyyni import Mail, Reading, UnreadableMail, parse, read

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks" / "real-input.md"
SEED = 20261124
TURNS, EACH, CHECKED = 200, 100, 50
FEWEST_WORDS = 4
_OPEN, _CLOSE = "<!-- hand-checked -->", "<!-- /hand-checked -->"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one text or mail: a reading, a refusal, or a crash."""

    name: str
    text: str = ""
    reading: Reading | None = None
    automatic: bool = False
    refused: str = ""
    crashed: str = ""

    @property
    def state(self) -> str:
        """The one column of the table that it counts in."""
        if self.crashed or self.refused:
            return "crashed" if self.crashed else "refused"
        if self.automatic:
            return "automatic"
        return "read" if self.text.strip() else "no words"


def abcd_turns() -> list[str]:
    """Customers' turns of the conversations in ABCD's published sample, in their order."""
    conversations = json.loads((public.folder() / "abcd" / "abcd_sample.json").read_text("utf-8"))
    turns = (text for conversation in conversations for role, text in conversation["original"] if role == "customer")
    return _long_enough(turns)


def multidogo_turns() -> list[str]:
    """Customers' turns of MultiDoGO's test files (they hold no agents' turns)."""
    turns: list[str] = []
    for path in sorted((public.folder() / "multidogo").glob("*_test.tsv")):
        with path.open(encoding="utf-8", newline="") as stream:
            turns += [row["utterance"] for row in csv.DictReader(stream, delimiter="\t")]
    return _long_enough(turns)


def _long_enough(turns: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(turn.strip() for turn in turns if len(turn.split()) >= FEWEST_WORDS))


def chosen_turns() -> dict[str, list[str]]:
    """Two hundred turns: a hundred of each set, or more of the second where the first is short."""
    picked = random.Random(SEED)
    abcd, multidogo = abcd_turns(), multidogo_turns()
    first = picked.sample(abcd, min(EACH, len(abcd)))
    return {"ABCD": first, "MultiDoGO": picked.sample(multidogo, TURNS - len(first))}


def cpython_mails() -> Iterator[tuple[str, bytes]]:
    """The mails of CPython's own tests, where the interpreter was installed with them."""
    try:
        folder = resources.files("test.test_email") / "data"
    except ModuleNotFoundError:
        return
    # The folder also holds pictures and sounds.
    mails = [path for path in folder.iterdir() if path.name.startswith("msg_")] if folder.is_dir() else []
    for path in sorted(mails, key=lambda path: path.name):
        yield path.name, path.read_bytes()


def bounces(folder: Path) -> Iterator[tuple[str, bytes]]:
    """The mails of flufl.bounce's tests, wherever below ``folder`` they lie."""
    for path in sorted(folder.rglob("tests/data/*.txt")):
        yield path.name, path.read_bytes()


def outcome_of_mail(name: str, raw: bytes) -> Outcome:
    """Parse a mail and read its text."""
    try:
        mail: Mail = parse(raw)
    except UnreadableMail as refusal:
        return Outcome(name, refused=str(refusal))
    except Exception:  # To count crashes is what this is for.
        return Outcome(name, crashed=traceback.format_exc())
    return outcome_of_text(name, mail.own, automatic=mail.automatic)


def outcome_of_text(name: str, text: str, *, automatic: bool = False) -> Outcome:
    """Read a text with everything the engine has."""
    try:
        return Outcome(name, text, read(text), automatic)
    except Exception:  # As above.
        return Outcome(name, text, automatic=automatic, crashed=traceback.format_exc())


def page(sets: dict[str, list[Outcome]], hand_checked: str, notes: Sequence[str]) -> str:
    """The whole page."""
    turns = [outcome for name in ("ABCD", "MultiDoGO") for outcome in sets[name]]
    shortage = _SHORTAGE.format(count=len(sets["ABCD"])) if len(sets["ABCD"]) < EACH else ""
    parts = [
        _HEAD.format(shortage=shortage, words=FEWEST_WORDS, seed=SEED),
        *notes,
        _counts(sets),
        f"## How the {len(turns)} turns were read\n",
        _summary([outcome.reading for outcome in turns if outcome.reading]),
        f"\n## {CHECKED} of them, judged by hand\n",
        hand_checked,
        "",
    ]
    return "\n".join(parts)


def _counts(sets: dict[str, list[Outcome]]) -> str:
    states = ("crashed", "refused", "automatic", "no words", "read")
    rows, reasons = [], []
    for name, outcomes in sets.items():
        counted = Counter(outcome.state for outcome in outcomes)
        rows.append([name, len(outcomes), *(counted[state] for state in states)])
        reasons += [f"- {name}, {item.name}: {item.refused}" for item in outcomes if item.refused]
        missed = [item.name for item in outcomes if item.state in ("read", "no words")]
        if name == "bounces" and missed:
            reasons.append(f"- bounces not known as automatic: {', '.join(missed)}")
    return "\n".join([table(["input", "given", *states], rows), "", *reasons, ""])


def _summary(readings: Sequence[Reading]) -> str:
    counted = {
        "language": Counter(reading.language for reading in readings),
        "emotion": Counter(reading.emotion for reading in readings),
        "kind": Counter(reading.kind for reading in readings),
        "abuse": Counter(reading.abuse for reading in readings),
        "requests": Counter(label for reading in readings for label in reading.requests or ("none",)),
        "threats": Counter(label for reading in readings for label in reading.threats or ("none",)),
    }
    rows = [[name, ", ".join(f"{label} {n}" for label, n in counts.most_common())] for name, counts in counted.items()]
    return table(["field", "readings"], rows)


def hand_checked_block(sets: dict[str, list[Outcome]]) -> str:
    """The block that a person judges: what stands on the page already, or a fresh list."""
    standing = re.search(f"{re.escape(_OPEN)}.*{re.escape(_CLOSE)}", _page_text(), re.DOTALL)
    if standing:
        return standing[0]

    turns = [outcome for name in ("ABCD", "MultiDoGO") for outcome in sets[name] if outcome.reading]
    sample = random.Random(SEED).sample(turns, min(CHECKED, len(turns)))
    rows = [[number, _cell(item.text), _cell(_short(item.reading)), ""] for number, item in enumerate(sample, 1)]
    return "\n".join([_OPEN, table(["", "text", "read as", "judged"], rows), _CLOSE])


def _page_text() -> str:
    return PAGE.read_text("utf-8") if PAGE.exists() else ""


def _short(reading: Reading | None) -> str:
    if reading is None:
        return ""
    flags = [name for name in ("sarcasm", "repeat", "vulnerable", "intoxicated") if getattr(reading, name)]
    facts = [f"name {reading.name}"] if reading.name else []
    facts += [f"order {reading.order}"] if reading.order else []
    labels = [f"{reading.emotion} {reading.intensity:.1f}", reading.kind, *reading.requests, *reading.threats, *flags]
    labels += [f"{reading.abuse} abuse"] if reading.abuse != "none" else []
    labels += [reading.language] if reading.language != "en" else []
    return "; ".join([*labels, *facts, *reading.sums, *reading.dates, *reading.deadlines])


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")


def main() -> int:
    """Read everything and write the page; 1 when anything crashed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bounces", type=Path, metavar="PATH", help="flufl.bounce's source package, unpacked")
    folder: Path | None = parser.parse_args().bounces

    sets = {
        name: [outcome_of_text(str(number), text) for number, text in enumerate(texts, 1)]
        for name, texts in chosen_turns().items()
    }
    mails = {"CPython's mails": list(cpython_mails()), "bounces": list(bounces(folder)) if folder else []}
    notes = [f"Skipped, not found here: {name}.\n" for name, found in mails.items() if not found]
    sets |= {name: [outcome_of_mail(*mail) for mail in found] for name, found in mails.items() if found}

    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(sets, hand_checked_block(sets), notes), "utf-8")
    crashed = [outcome for outcomes in sets.values() for outcome in outcomes if outcome.crashed]
    for outcome in crashed:
        print(f"{outcome.name}\n{outcome.crashed}", file=sys.stderr)
    print(*notes, _counts(sets), sep="\n")
    return 1 if crashed else 0


_SHORTAGE = "\nThe published sample of ABCD holds only {count} such turns; the rest are MultiDoGO's."
_HEAD = f"""# Real input

Written by `TYYNI_TRAINING_DATA=… python -m benchmarks.real_input --bounces PATH`. Nobody of the project wrote any of
this input: {TURNS} customers' turns of {{words}} words or more, picked with the seed {{seed}}; the mails of CPython's
email tests; the bounces of flufl.bounce's tests (Apache-2.0).{{shortage}}

The turns are crowd workers' who played customers, in English: ABCD (MIT, Chen et al. 2021) and MultiDoGO's test files
(CDLA-Permissive 1.0, Peskov et al. 2019).

Every mail is parsed and every text read with the full profile. A mail has "no words" where its sender wrote no text,
as with a picture alone. The rules that know a mail server by its name were written after looking at these bounces, so
their share is no measure of unseen ones; those that are missed name no server, and their subjects ("Delivery failure")
are what a customer of a shop may write too.
"""


if __name__ == "__main__":
    sys.exit(main())
