"""What a customer asks, given back in the company's words, and the questions about what they have not told yet."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from tyyni.drafting.case import ABOUT_AN_ORDER, voice_of
from tyyni.drafting.restatement import Matter, matter_of, restated
from tyyni.lexicon.rules import Language
from tyyni.reading.result import Reading

_DANGERS = ("violence", "self_harm")
_SEEN = ("damaged", "wrong_item", "missing_part", "broken")  # a photo shows it
_BEGINS = ("broken", "outage", "login")  # one can say since when
_BILLS = ("double_charge", "wrong_bill")
_ACCOUNTS = ("account", "data_access", "data_erasure", "cancel_subscription")
# What is no outcome yet: they say whom or what they want to hear.
_WORDS_ONLY = ("explanation", "apology", "manager", "human", "callback", "other")


@dataclass(frozen=True, slots=True)
class Question:
    """A fact that is missing, and how to ask for it in the customer's language and form of address."""

    fact: str  # order, photo, since, invoice, call, account, outcome or what
    text: str


@dataclass(frozen=True, slots=True)
class Request:
    """``paraphrase`` is empty when it is not sure what the matter is."""

    paraphrase: str
    questions: tuple[Question, ...]


def request_of(
    message: str,
    reading: Reading,
    *,
    name: str | None = None,
    channel: str = "email",
    language: Language | None = None,
    known: Collection[str] = (),
) -> Request:
    """The paraphrase of ``message`` and what to ask; ``known`` are facts that the company has already ("order")."""
    voice = voice_of(message, reading, name=name, channel=channel, language=language)
    if set(_DANGERS) & set(reading.threats) or reading.kind not in ("grievance", "inquiry"):
        return Request("", ())
    matter = matter_of(message, reading, voice.language, reading.order)
    missing = [fact for fact in _missing(matter, reading) if fact not in known]
    return Request(restated(matter, voice), tuple(Question(fact, voice.say(f"ask_{fact}")) for fact in missing))


def _missing(matter: Matter, reading: Reading) -> Iterator[str]:
    asked = set(matter.requests)
    if not asked and not matter.situation and not matter.order:
        yield "what"
        return
    if not matter.order and (asked & set(ABOUT_AN_ORDER) or matter.situation in (*_SEEN, "not_arrived", "late")):
        yield "order"
    if matter.situation in _SEEN:
        yield "photo"
    if matter.situation in _BEGINS and not matter.dates:
        yield "since"
    if (matter.situation in _BILLS or "billing" in asked) and not (matter.sums or matter.dates):
        yield "invoice"
    if "callback" in asked:
        yield "call"
    if asked & set(_ACCOUNTS) or matter.situation == "login":
        yield "account"
    if reading.kind == "grievance" and not asked - set(_WORDS_ONLY):
        yield "outcome"
