"""Whether each request got an answer, and how a no is told (rows S2.3, S1.4, S4.4; science.md R8)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tyyni.lexicon.rules import pack_file
from tyyni.review.hints.case import Case
from tyyni.review.result import Hint

# Any one of these settles what the customer wants done with the purchase.
_REMEDIES = frozenset(("refund", "replacement", "repair", "price_reduction", "withdrawal", "cancel_order"))
_ANSWERED_KINDS = ("grievance", "inquiry")
_BACK_AND_FORTH = 40  # a reply of so few words that asks something comes back to the rest
OFFERS = ("alternative", "solution", "strength.alternative", "strength.choice", "move.option", "move.choice")
REFUSES = ("F_CANT", "fault.cant", "legal.l15")
_GIVES = (*OFFERS, "strength.apology_repair", "promise", "next_step_time", "handover_clear", "acknowledge")


def unanswered(case: Case) -> Iterator[Hint]:
    """A hint for each request of which the reply says nothing."""
    reading = case.reading
    if reading is None or reading.kind not in _ANSWERED_KINDS or _asks_first(case):
        return
    open_requests = [name for name in reading.requests if not _is_answered(case, name)]
    if any(name in _REMEDIES and name not in open_requests for name in reading.requests):
        open_requests = [name for name in open_requests if name not in _REMEDIES]
    names = pack_file(case.draft.language, "restated")["request"]
    for name in open_requests:
        hint = case.hint("H_UNANSWERED")
        yield replace(hint, why=f"{hint.why.rstrip('.')}: {names[name]}.")


def _asks_first(case: Case) -> bool:
    return case.words <= _BACK_AND_FORTH and "?" in case.draft.text


def _is_answered(case: Case, name: str) -> bool:
    # "other" has no words of its own; what the reading was unsure of is not held against the reply.
    unsure = case.reading is not None and f"request.{name}" in case.reading.unsure
    return name == "other" or unsure or f"answer.{name}" in case.found


def unfortunately(case: Case) -> Iterator[Hint]:
    """The first sentence that begins with bad news and gives nothing instead there or in the next two."""
    for place in case.found.get("fault.unfort", ()):
        number = place.number
        if not (
            case.near(number, *_GIVES, before=0, after=2) or case.near(number, "strength.empathy", before=0, after=0)
        ):
            yield case.sentence_hint("H_UNFORTUNATELY", place)
            return


def one_option(case: Case) -> Iterator[Hint]:
    """An angry customer is refused and offered a single way out."""
    if not case.is_heated or not case.shows(*REFUSES):
        return
    if "move.choice" not in case.found and len(case.lines_with("move.option")) == 1:
        single = case.found["move.option"]
        if len(single) == 1:
            yield case.hint("H_ONE_OPTION")
