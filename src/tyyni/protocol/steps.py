"""The next step of a conversation: what to do now, why, and what to say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from tyyni.lexicon.rules import LANGUAGES, Language
from tyyni.models.judge import Profile
from tyyni.protocol.choice import Choice, choose
from tyyni.protocol.conversation import Conversation, CustomerTurn, listen
from tyyni.protocol.facts import FACTS, Facts
from tyyni.protocol.phrases import register_of, to_say
from tyyni.protocol.playbook import playbook
from tyyni.protocol.plays import Playbook
from tyyni.protocol.policy import Policy
from tyyni.protocol.telling import facts
from tyyni.protocol.temperature import temperatures
from tyyni.reading.reader import Turn
from tyyni.reading.result import Evidence

_MOST_EVIDENCE = 3
_PUBLIC = "review"
# Where nothing in particular asks for a step, the words that tell what the turn is about.
_ABOUT = ("kind", "emotion", "request")


@dataclass(frozen=True, slots=True)
class Because:
    """Words of the customer that ask for the step; ``turn`` counts from 1 among all turns."""

    turn: int
    signal: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Step:
    """What to do now. ``reason`` says why in a sentence, ``why`` shows the words; ``temperature`` is 0..100."""

    step: str
    track: str
    reason: str
    why: tuple[Because, ...]
    say: tuple[str, ...]
    temperature: tuple[int, ...]

    def as_dict(self) -> dict[str, Any]:
        """Plain lists and strings, ready for JSON."""
        plain = asdict(self)
        return plain | {name: list(plain[name]) for name in ("why", "say", "temperature")}


def next_step(
    turns: Sequence[Turn],
    *,
    channel: str = "email",
    policy: Mapping[str, object] | Policy | None = None,
    name: str | None = None,
    language: str | None = None,
    profile: Profile = "full",
    book: Playbook | None = None,
) -> Step:
    """Name the next step after ``turns``, by the shipped playbook or a ``book`` of one's own.

    ``name`` is the customer's; ``language`` that of the phrases, by default the customer's. Raises ValueError when the
    customer has said nothing, or the policy or the language is not known.
    """
    book = book or playbook()
    allowed = Policy.of(policy)
    heard = listen(turns, channel=channel, profile=profile, language=_checked(language))
    told = facts(heard, policy=allowed, public=channel == _PUBLIC, limits=book.limits)
    choice = choose(book, told)
    return Step(
        step=choice.play.step,
        track=choice.track.name,
        reason=choice.play.why,
        why=tuple(_because(choice, told, heard))[:_MOST_EVIDENCE],
        say=_say(choice, told, heard, name),
        temperature=temperatures([turn.reading.intensity for turn in heard.customer], memory=book.limits["memory"]),
    )


def _checked(language: str | None) -> Language | None:
    known = next((known for known in LANGUAGES if known == language), None)
    if language is not None and known is None:
        raise ValueError(f"language: {language!r} must be one of {', '.join(LANGUAGES)}")
    return known


def _because(choice: Choice, told: Facts, heard: Conversation) -> Iterator[Because]:
    """The words behind the facts that ask for the step, or else what the customer's last turn is about."""
    asking = next(turn for turn in heard.customer if turn.number == choice.turn(told))
    signals = [signal for fact in choice.asked_by for signal in FACTS[fact].signals]
    shown = list(_evidence(asking, signals)) or list(_evidence(heard.customer[-1], _ABOUT))
    for number, item in dict.fromkeys(shown):
        yield Because(number, item.signal, item.start, item.end, item.text)


def _evidence(turn: CustomerTurn, signals: Sequence[str]) -> Iterator[tuple[int, Evidence]]:
    for signal in signals:
        for item in turn.evidence:
            if f"{item.signal}.".startswith(f"{signal}."):
                yield turn.number, item


def _say(choice: Choice, told: Facts, heard: Conversation, name: str | None) -> tuple[str, ...]:
    families = [offer.family for offer in choice.play.say if offer.conditions.hold(told)]
    return to_say(
        heard.language,
        register_of(turn.reading.style.address for turn in heard.customer),
        families,
        known=_known(told, heard, name),
        said="\n".join(turn.text for turn in heard.agent),
    )


def _known(told: Facts, heard: Conversation, name: str | None) -> Mapping[str, str]:
    """What a blank may be filled with. In public, nothing that the readers should not know (rule R14)."""
    known = {"name": name}
    if not told.public:
        readings = [turn.reading for turn in heard.customer]
        known["name"] = name or next((reading.name for reading in reversed(readings) if reading.name), None)
        known["order"] = next((reading.order for reading in reversed(readings) if reading.order), None)
        known["deadline"] = next((reading.deadlines[0] for reading in reversed(readings) if reading.deadlines), None)
    return {blank: value for blank, value in known.items() if value}
