"""A conversation, listened to: each turn of the customer read, and what each turn of an agent did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tyyni.lexicon.matcher import MOVES, matcher
from tyyni.lexicon.rules import LANGUAGES, Language
from tyyni.models.judge import Profile
from tyyni.reading.reader import LONGEST, Turn, read
from tyyni.reading.result import Evidence, Reading
from tyyni.reading.signals import findings
from tyyni.review.reviewer import shown
from tyyni.text.value import Text

# Turns, so that a long conversation is listened to once and not at every look at it.
_REMEMBERED = 2048
_HURTS = 2
# What is left out is a pity, but it hurts nobody.
_OMITTED = ("F_NO_NEXT", "F_VAGUE")


@dataclass(frozen=True, slots=True)
class CustomerTurn:
    """A turn of the customer; ``evidence`` is the reading's and that of the moves ("customer.content" …)."""

    number: int  # from 1, among all turns
    reading: Reading
    evidence: tuple[Evidence, ...]
    ruled: frozenset[str]  # signals that stand in words which the packs know, the customer's own and meant

    def shows(self, signal: str) -> bool:
        """Whether the turn holds words of that very signal."""
        return any(item.signal == signal for item in self.evidence)


@dataclass(frozen=True, slots=True)
class AgentTurn:
    """A turn of an agent: what a review finds in it, and how often each move ("pause", "option" …)."""

    number: int
    text: str
    strengths: frozenset[str]
    faults: frozenset[str]  # those that hurt: severity 2 and 3, and nothing merely left out
    moves: Counter[str]

    def did(self, *deeds: str) -> bool:
        """Whether it did any of these strengths or moves."""
        return any(deed in self.strengths or deed in self.moves for deed in deeds)


@dataclass(frozen=True, slots=True)
class Conversation:
    """Both sides, each in order."""

    customer: tuple[CustomerTurn, ...]
    agent: tuple[AgentTurn, ...]
    language: Language


def listen(turns: Sequence[Turn], *, channel: str, profile: Profile, language: Language | None) -> Conversation:
    """Read every turn once; raises ValueError when the customer said nothing."""
    customer = tuple(_customer_turns(turns, channel, profile))
    if not customer:
        raise ValueError("turns hold nothing that the customer said")
    spoken = language or _language(customer)
    agent = tuple(
        _agent_turn(number, turn, spoken, channel) for number, turn in enumerate(turns, 1) if turn.role == "agent"
    )
    return Conversation(customer, agent, spoken)


def _customer_turns(turns: Sequence[Turn], channel: str, profile: Profile) -> Iterator[CustomerTurn]:
    for number, turn in enumerate(turns, 1):
        if turn.role == "customer" and turn.text.strip():
            # An agent's turns settle the language of a word or two; the customer's own would be read once more.
            before = [earlier for earlier in turns[: number - 1] if earlier.role == "agent"]
            reading = turn.reading or read(turn.text, channel=channel, history=before, profile=profile)
            moves, ruled = _heard(turn.text[:LONGEST], _known(reading.language))
            evidence = (*reading.evidence, *moves)
            yield CustomerTurn(number, reading, evidence, frozenset() if turn.is_corrected else ruled)


@lru_cache(_REMEMBERED)
def _heard(words: str, spoken: Language) -> tuple[tuple[Evidence, ...], frozenset[str]]:
    """A customer's moves, and the signals that stand in words which the packs know."""
    text = Text(words)
    moves = tuple(item for item in _moves(text, spoken) if item.signal.startswith("customer."))
    return moves, frozenset(item.signal for item in findings(text, spoken))


def _agent_turn(number: int, turn: Turn, spoken: Language, channel: str) -> AgentTurn:
    return AgentTurn(number, turn.text, *_done(turn.text, spoken, channel))


@lru_cache(_REMEMBERED)
def _done(words: str, spoken: Language, channel: str) -> tuple[frozenset[str], frozenset[str], Counter[str]]:
    """An agent's strengths, faults and moves."""
    strengths, faults = shown(words, language=spoken, channel=channel, profile="fast")
    return (
        frozenset(strengths),
        frozenset(f.code for f in faults if f.severity >= _HURTS and f.code not in _OMITTED),
        Counter(item.signal.removeprefix("move.") for item in _moves(Text(words[:LONGEST]), spoken)),
    )


def _moves(text: Text, language: Language) -> Iterator[Evidence]:
    for finding in matcher(language, MOVES).find(text):
        start, end = text.span(finding.start, finding.end)
        yield Evidence(finding.signal, start, end, text.original[start:end])


def _language(customer: Sequence[CustomerTurn]) -> Language:
    """The language that most of the customer's words are in."""
    words: Counter[str] = Counter()
    for turn in customer:
        words[turn.reading.language] += turn.reading.style.words
    return _known(max(words, key=lambda language: (language in LANGUAGES, words[language])))


def _known(language: str) -> Language:
    return next((known for known in LANGUAGES if known == language), "en")
