"""From a case to the text: the skeleton of its step, a sentence for each part, greeting and signature."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from importlib import resources
from typing import Any

from tyyni.drafting.case import CHAT, PUBLIC, Case
from tyyni.drafting.names import greeting
from tyyni.drafting.restatement import restated

_PART = re.compile(r"(?P<families>[\w| ]+?)(?: (?P<sense>if|unless) (?P<claim>\w+))?")
_SAFETY = ("self_harm", "violence")
_STERN = ("boundary", "warn", "end", "violence")
_FEWEST_OPTIONS = 2


def compose(case: Case, take: int = 0) -> str:
    """The whole reply; another ``take`` may choose other wordings."""
    if take:
        case = replace(case, voice=replace(case.voice, seed=f"{case.voice.seed}{take}"))
    paragraphs = [" ".join(_sentences(case, parts)) for parts in _skeletons()["parts"][case.kind]]
    body = [paragraph for paragraph in paragraphs if paragraph]
    opening = _opening(case)
    if case.channel in (CHAT, PUBLIC):
        signed = _signature(case) if case.channel == PUBLIC else []
        mark = "." if "upset" in case.claims or case.kind in _STERN else "!"
        return " ".join([opening.rstrip(",") + mark, " ".join(" ".join(body).split()), *signed])
    body[0] = _after_comma(body[0], case)
    return "\n\n".join([opening, *body, *_signature(case)])


def missing(case: Case) -> tuple[str, ...]:
    """The facts that the reply would need and does not have."""
    wanted = [name for name in _skeletons()["needs"][case.kind] if not _has(case, name)]
    if "order_wanted" in case.claims and case.kind not in (*_SAFETY, "public"):
        wanted.append("order")
    # A failure wants a remedy, a question an answer.
    first = "remedy" if "failed" in case.claims else "answer"
    return tuple(first if "|" in name else name for name in wanted)


def _has(case: Case, names: str) -> bool:
    if names == "apology_for" and "failed" not in case.claims:
        return True
    if names in ("when", "next_step") and case.claims & {"settled", "next_known"}:
        return True
    return any(getattr(case.facts, name) for name in names.split(" | "))


def _opening(case: Case) -> str:
    name = None if case.channel == PUBLIC else case.name
    return greeting(case.voice.language, case.voice.register, name, stern=case.kind in _STERN)


def _after_comma(body: str, case: Case) -> str:
    """Finnish and Polish go on with a small letter after the comma of the greeting."""
    first = re.match(r"\w+", body)
    stays = case.voice.pack["capital"] if case.voice.language != "en" else [first and first[0]]
    if first is None or first[0] in stays or body.startswith(case.voice.known.get("answer", "\n")):
        return body
    return body[0].lower() + body[1:]


def _signature(case: Case) -> list[str]:
    signed = ", ".join(filter(None, (case.facts.sender, case.facts.company)))
    if not signed:
        return []
    return [signed if case.channel == PUBLIC else f"{case.voice.pack['regards']}\n{signed}"]


def _sentences(case: Case, parts: list[str]) -> Iterator[str]:
    for part in parts:
        found = _PART.fullmatch(part)
        assert found
        if found["claim"] and (found["claim"] in case.claims) != (found["sense"] == "if"):
            continue
        said = next(filter(None, (_said(case, family) for family in found["families"].split(" | "))), "")
        if said:
            yield said


def _said(case: Case, family: str) -> str:
    return _SPECIAL[family](case) if family in _SPECIAL else case.voice.say(family)


def _restated(case: Case) -> str:
    return restated(case.matter, case.voice, quoting="quoting" in case.claims)


def _apology(case: Case) -> str:
    """For the thing itself, and only when something went wrong with the company."""
    if case.facts.apology_for:
        return case.voice.say("apology")
    if "failed" not in case.claims:
        return ""
    about = case.voice.pack["situation"].get(case.matter.situation, {})
    if "apology" in about:
        return case.voice.one_of(about["apology"], "apology")
    return case.voice.say("apology_repeat") if "repeat" in case.claims else ""


def _options(case: Case) -> str:
    options = case.facts.options
    if len(options) < _FEWEST_OPTIONS:
        return case.voice.one_of([case.voice.pack["option"]], "option", option=options[0]) if options else ""
    lead, ask = case.voice.say("options"), case.voice.say("options_ask")
    if case.channel in (CHAT, PUBLIC):
        listed = " ".join(f"{number}) {option}." for number, option in enumerate(options, 1))
        return f"{lead} {listed} {ask}"
    listed = "\n".join(f"– {option}" for option in options)
    return f"{lead}\n{listed}\n{ask}"


def _state(case: Case) -> str:
    return case.voice.one_of(case.voice.pack["state"][case.facts.state], "state") if case.facts.state else ""


def _next(case: Case) -> str:
    """With who and when, as far as they are known; nothing more where the answer is the end, or the customer's turn."""
    given = case.voice.say("next_given")
    return given or ("" if "next_known" in case.claims else case.voice.say("next_open"))


def _acknowledge(case: Case) -> str:
    """For what the customer feels."""
    feels = next((claim for claim in ("worried", "sad", "repeat") if claim in case.claims), None)
    return case.voice.say(f"acknowledge_{feels}" if feels else "acknowledge")


_SPECIAL: dict[str, Callable[[Case], str]] = {
    "acknowledge": _acknowledge,
    "restated": _restated,
    "apology": _apology,
    "options": _options,
    "state": _state,
    "next": _next,
}


@cache
def _skeletons() -> dict[str, Any]:
    return tomllib.loads(resources.files("tyyni.drafting").joinpath("skeletons.toml").read_text("utf-8"))
