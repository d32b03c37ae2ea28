"""One reply to be drafted: what was read, what the company knows, and the claims that the skeletons ask about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tyyni.drafting.facts import Facts
from tyyni.drafting.names import gender
from tyyni.drafting.restatement import Matter, is_clean, matter_of
from tyyni.drafting.voice import Voice
from tyyni.lexicon.rules import LANGUAGES, Language
from tyyni.models.judge import Profile
from tyyni.reading.reader import Turn, read
from tyyni.reading.result import Reading
from tyyni.review.whole import UPSET

ADDRESSES = ("te", "sinä", "pan_pani", "ty", "none")
PUBLIC, CHAT = "review", "chat"
_NOTES = ("phone_note", "store_note")
_UPSET = 0.3
_SURE = 0.8
_SHORT_ANSWER = 25
_VAGUE = 12
ABOUT_AN_ORDER = (
    "refund",
    "replacement",
    "repair",
    "delivery_status",
    "cancel_order",
    "withdrawal",
    "price_reduction",
)


@dataclass(frozen=True, slots=True)
class Case:
    """Everything that a reply is made of; ``kind`` names its skeleton."""

    kind: str
    message: str
    reading: Reading
    channel: str
    facts: Facts
    name: str | None
    matter: Matter
    voice: Voice
    claims: frozenset[str]


def case_of(
    turns: Sequence[Turn],
    *,
    step: str,
    channel: str,
    facts: Facts,
    name: str | None,
    address: str | None,
    language: Language | None,
    profile: Profile,
) -> Case:
    """Read the customer's last turn, in the light of those before."""
    last = max(number for number, turn in enumerate(turns) if turn.role == "customer" and turn.text.strip())
    message, before = turns[last].text, turns[:last]
    reading = read(message, channel=channel, history=before, profile=profile)
    spoken = language or _spoken(reading)
    called = _called(name, reading, spoken)
    matter = _matter(message, reading, spoken, facts, before)
    kind = _kind(step, channel, reading, matter, facts)
    if kind == "self_harm" and spoken == "fi" and address is None and reading.style.address == "none":
        address = "sinä"  # warm and plain, from one person to another
    voice = voice_of(message, reading, name=name, channel=channel, language=spoken, address=address)
    voice = replace(voice, known=_known(facts, matter, voice))
    claims = frozenset(claim for claim, holds in _claims(reading, matter, facts, channel).items() if holds)
    return Case(kind, message, reading, channel, facts, called, matter, voice, claims)


def voice_of(
    message: str,
    reading: Reading,
    *,
    name: str | None,
    channel: str,
    language: Language | None,
    address: str | None = None,
) -> Voice:
    """How this customer is spoken to; ``address`` is the form to use, by default their own."""
    spoken = language or _spoken(reading)
    called = _called(name, reading, spoken)
    register = _register(spoken, address or reading.style.address, called, message, reading, channel)
    return Voice(spoken, register, message, {}, spoken=channel in _NOTES)


def _matter(message: str, reading: Reading, language: Language, facts: Facts, before: Sequence[Turn]) -> Matter:
    """That of the last turn; a turn that only rages is about what was said before."""
    order = facts.order or reading.order
    matter = matter_of(message, reading, language, order)
    earlier = next((turn.text for turn in reversed(before) if turn.role == "customer" and turn.text.strip()), None)
    if earlier is None or matter.situation or matter.requests:
        return matter
    return matter_of(earlier, read(earlier, profile="fast"), language, order)


def _spoken(reading: Reading) -> Language:
    return next((known for known in LANGUAGES if known == reading.language), LANGUAGES[-1])


def _called(name: str | None, reading: Reading, language: Language) -> str | None:
    """The name given, or the one read if that is sure."""
    if name is None and reading.confidence.get("name", 0.0) >= _SURE:
        name = reading.name
    return name if name and is_clean(name, language) else None


def _kind(step: str, channel: str, reading: Reading, matter: Matter, facts: Facts) -> str:
    if step == "safety":
        return "violence" if "violence" in reading.threats and "self_harm" not in reading.threats else "self_harm"
    if channel == PUBLIC:
        return "public"
    wants_nothing = not (matter.situation or matter.requests or facts.remedy or facts.options)
    happy = reading.kind == "praise" and wants_nothing and step not in ("boundary", "warn", "handover")
    return "praise" if happy else step


def _register(language: Language, address: str, name: str | None, message: str, reading: Reading, channel: str) -> str:
    if language == "en":
        return "you"
    if language == "fi":
        formal = address in ("te", "pan_pani") or (address == "none" and channel not in (CHAT, PUBLIC))
        return "te" if formal else "sinä"
    if channel == PUBLIC:
        return "państwo"
    # An insult is often in "ty": no invitation to answer so.
    if address in ("ty", "sinä") and reading.abuse == "none":
        return "ty"
    return gender(name, "" if channel in _NOTES else message) or "państwo"


def _known(facts: Facts, matter: Matter, voice: Voice) -> dict[str, str]:
    """What the blanks of the sentences may be filled with."""
    known = {
        "order": matter.order,
        "product": facts.product,
        "remedy": facts.remedy,
        "answer": facts.answer and f"{facts.answer[0].upper()}{facts.answer[1:]}",
        "next_step": facts.next_step,
        "when": facts.when,
        # A time with nothing but a remedy is the remedy's.
        "by_when" if facts.next_step or not facts.remedy else "remedy_when": _by_when(facts, voice),
        "apology_for": facts.apology_for,
        "company": facts.company,
    }
    if known["answer"] and known["answer"][-1] not in ".!?":
        known["answer"] += "."
    return {blank: value for blank, value in known.items() if value}


def _by_when(facts: Facts, voice: Voice) -> str | None:
    """The time, unless the next step names it already."""
    if not facts.when or facts.when in (facts.next_step or ""):
        return None
    return voice.by_when(facts.when)


def _claims(reading: Reading, matter: Matter, facts: Facts, channel: str) -> dict[str, bool]:
    heavy = reading.emotion in ("anxiety", "sadness")
    upset = reading.emotion in UPSET and (heavy or reading.intensity >= _UPSET)
    answered = bool(facts.answer or facts.remedy or facts.options or facts.state)
    failed = reading.kind == "grievance" or matter.situation is not None
    stern = reading.abuse != "none" or bool({"violence", "self_harm"} & set(reading.threats))
    little = not matter.situation and not matter.requests and reading.style.words <= _VAGUE
    vague = little and not answered and "other" not in reading.requests
    about_order = not set(ABOUT_AN_ORDER).isdisjoint(matter.requests)
    return {
        "upset": upset,
        "greet": not upset and not answered and channel not in (CHAT, *_NOTES),
        "worried": reading.emotion == "anxiety",
        "sad": reading.emotion == "sadness",
        "repeat": reading.repeat,
        "abusive": reading.abuse != "none" or reading.kind == "harassment",
        "happy": reading.kind == "praise",
        "failed": failed,
        "answered": answered,
        "settled": bool(facts.answer or facts.remedy) and not upset,
        "closes": bool(facts.answer or facts.remedy) and not upset and channel != CHAT,
        "next_known": bool(facts.answer or facts.remedy or len(facts.options) > 1),
        "outcome_wanted": not answered and not reading.requests and not vague,
        "find_out": not answered and failed and not vague,
        "take_on": not answered and not failed and bool(reading.requests) and not facts.next_step,
        "vague": vague,
        "order_wanted": not matter.order and not answered and about_order,
        "quoting": not stern and reading.kind != "inquiry",
        "chat": channel == CHAT,
        "short_answer": len((facts.answer or "").split()) <= _SHORT_ANSWER,
    }
