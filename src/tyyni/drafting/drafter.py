"""Draft a reply: the step that the protocol names, the matter in the company's words, and the facts it was given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from tyyni.drafting.case import ADDRESSES, Case, case_of
from tyyni.drafting.composing import compose, missing
from tyyni.drafting.facts import Facts
from tyyni.drafting.result import Draft
from tyyni.lexicon.rules import LANGUAGES
from tyyni.models.judge import Profile
from tyyni.models.labels import CHANNELS
from tyyni.protocol.steps import next_step
from tyyni.reading.reader import Turn
from tyyni.review.result import Review
from tyyni.review.reviewer import review

_TAKES = 12
_ORDER = ("send", "revise", "hold")


def draft(
    *,
    message: str | None = None,
    turns: Sequence[Turn] = (),
    name: str | None = None,
    facts: Mapping[str, object] | Facts | None = None,
    address: str | None = None,
    channel: str = "email",
    language: str | None = None,
    profile: Profile = "full",
) -> Draft:
    """Draft the answer to ``message``, or to the last of ``turns``, for a person to read over and send.

    ``name`` is the customer's; ``address`` the form to use, by default the customer's own. What is not known is left
    out and listed in ``missing``. Raises ValueError when the customer has said nothing, or a value is not known.
    """
    given = Facts.of(facts)
    _check("address", address, ADDRESSES)
    _check("channel", channel, CHANNELS)
    said = [*turns, *([Turn("customer", message)] if message is not None else [])]
    step = next_step(said, channel=channel, name=name, language=language, profile=profile).step
    case = case_of(
        said,
        step=step,
        channel=channel,
        facts=given,
        name=name,
        address=address,
        language=next((known for known in LANGUAGES if known == language), None),
        profile=profile,
    )
    text, judged = _best(case, profile)
    return Draft(text, step, missing(case), judged)


def _best(case: Case, profile: Profile) -> tuple[str, Review]:
    """The first wording that its own review finds no fault with, else the one with the fewest."""
    tried: dict[str, Review] = {}
    for take in range(_TAKES):
        text = compose(case, take)
        if text in tried:
            continue
        tried[text] = review(
            text,
            message=case.message,
            name=case.name,
            channel=case.channel,
            language=case.voice.language,
            profile=profile,
            reading=case.reading,
        )
        if tried[text].verdict == "send":
            break
        if any(fault.code == "F_NO_ACK" for fault in tried[text].faults):
            # The review feels more in the message than the reading showed.
            case = replace(case, claims=case.claims - {"greet"} | {"upset"})
    return min(tried.items(), key=lambda item: (_ORDER.index(item[1].verdict), len(item[1].faults)))


def _check(field: str, value: str | None, allowed: Sequence[str]) -> None:
    if value is not None and value not in allowed:
        raise ValueError(f"{field}: {value!r} must be one of {', '.join(allowed)}")
