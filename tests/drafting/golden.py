"""The golden drafts: ``python -m tests.drafting.golden`` writes them anew, to be read over."""

import tomllib
from pathlib import Path

from tyyni.drafting.drafter import draft
from tyyni.reading.reader import Turn

GOLDEN = Path(__file__).parent / "golden"
# How each language tells two registers apart.
REGISTERS = {
    "fi": {"te": {"address": "te"}, "sina": {"address": "sinä"}},
    "pl": {"pan_pani": {"address": "pan_pani"}, "ty": {"address": "ty"}},
    "en": {"email": {}, "chat": {"channel": "chat"}},
}


def cases():
    for language, registers in REGISTERS.items():
        for name, given in tomllib.loads((GOLDEN / f"{language}.toml").read_text("utf-8")).items():
            for register, how in registers.items():
                yield language, f"{name}-{register}", given, how


def drafted(language, given, how):
    arguments = {name: given[name] for name in ("message", "name", "facts", "channel") if name in given}
    turns = [Turn(role, text) for role, text in given.get("turns", ())]
    return draft(turns=turns, language=language, **{**how, **arguments})


def path(language, name):
    return GOLDEN / language / f"{name}.txt"


if __name__ == "__main__":
    for language, name, given, how in cases():
        made = drafted(language, given, how)
        path(language, name).parent.mkdir(exist_ok=True)
        path(language, name).write_text(made.draft + "\n", "utf-8")
        print(
            f"### {language} {name} step={made.step} missing={made.missing} {made.review.verdict}",
            [(f.code, f.text) for f in made.review.faults],
            [(h.code, h.text) for h in made.review.hints],
        )
        print(made.draft)
