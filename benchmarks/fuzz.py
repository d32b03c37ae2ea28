"""Fuzz the parser and the fast reader: any bytes are read or refused, and twice the same way.

``python -m benchmarks.fuzz --seconds N`` needs the extra [fuzz]; it ends with the number of executions.
"""

from __future__ import annotations

import argparse
import sys
from importlib import resources
from pathlib import Path
from tempfile import TemporaryDirectory

import atheris

with atheris.instrument_imports(include=["tyyni"]):
    import tyyni

LONGEST = 16_384
_SLOWEST = 20  # seconds for one input, under instrumentation


def one_input(raw: bytes) -> None:
    """Parse and read one input; raises for whatever must not happen."""
    try:
        mail = tyyni.parse(raw)
    except tyyni.UnreadableMail:
        # What is no mail may still be a text; bytes that are no UTF-8 become lone surrogates.
        check_reading(raw.decode("utf-8", "surrogateescape"))
        return
    assert mail == tyyni.parse(raw), "parsed twice, two answers"
    check_writable(mail.subject, mail.sender, mail.sender_name, mail.message_id or "", mail.body, mail.own)
    check_reading(mail.own)


def check_writable(*texts: str) -> None:
    """What comes out of a mail can be written out again: half a surrogate pair cannot."""
    for text in texts:
        text.encode("utf-8")


def check_reading(text: str) -> None:
    """Every span lies in the text and holds what it says; a second reading is the same."""
    reading = tyyni.read(text, profile="fast")
    for item in reading.evidence:
        assert 0 <= item.start < item.end <= len(text), f"{item} lies outside the text"
        assert text[item.start : item.end] == item.text, f"{item} is not what stands there"
    for part in (*reading.dates, *reading.sums, *reading.deadlines):
        assert part in text, f"{part!r} is not in the text"
    assert all(0 <= value <= 1 for value in (reading.intensity, *reading.emotions.values())), "no probability"
    assert reading == tyyni.read(text, profile="fast"), "read twice, two answers"


def main() -> None:
    """Fuzz from the sample mails on; a crash ends it with its traceback and the input that made it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=600, metavar="N")
    parser.add_argument("--seed", type=int, default=1, metavar="N")
    options = parser.parse_args()
    tyyni.read("Missä pakettini on?", profile="fast")  # so that loading the weights is no slow input

    with TemporaryDirectory() as corpus:
        for mail in (resources.files("tyyni") / "sample").iterdir():
            if mail.name.endswith(".eml"):
                Path(corpus, mail.name).write_bytes(mail.read_bytes())
        limits = [f"-max_total_time={options.seconds}", f"-max_len={LONGEST}", f"-timeout={_SLOWEST}"]
        atheris.Setup([sys.argv[0], *limits, f"-seed={options.seed}", "-print_final_stats=1", corpus], one_input)
        # It ends the process itself and prints "stat::number_of_executed_units".
        atheris.Fuzz()


if __name__ == "__main__":
    main()
