"""The facts of a conversation that the playbook asks about: one flat value, nothing but claims and small numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Literal

Source = Literal["customer", "agent", "setting"]


def _fact(means: str, source: Source, *signals: str) -> Any:  # a field of the class below, whatever its type
    return field(default=0, metadata={"means": means, "source": source, "signals": signals})


@dataclass(frozen=True, slots=True)
class Facts:
    """What holds now. Claims are true or false; ``heat``, ``replies`` and ``options`` count.

    ``turn`` is the number of the customer's last turn (from 1, among all turns); ``since`` names the turn of each
    fact that an earlier one of the customer's turns made true.
    """

    turn: int = 0
    since: Mapping[str, int] = field(default_factory=dict)

    violence: bool = _fact("violence was threatened, in one of the last two turns", "customer", "threat.violence")
    self_harm: bool = _fact("the customer may come to harm, by their own hand too", "customer", "threat.self_harm")
    vulnerable: bool = _fact("the customer is in a hard place", "customer", "vulnerable")
    intoxicated: bool = _fact("the customer seems drunk", "customer", "intoxicated")
    prank: bool = _fact("a joke or nonsense, and no real matter so far", "customer", "kind.prank")
    abusive: bool = _fact("the last turn insults people, and not mildly for the first time", "customer", "abuse")
    harassing: bool = _fact("insults or remarks, and no real matter so far", "customer", "abuse", "kind.harassment")
    new: bool = _fact("nobody has answered yet", "agent")
    unclear: bool = _fact("what the customer needs is not clear yet", "customer", "kind")
    failed: bool = _fact("by what the customer says, the company failed", "customer", "repeat", "kind.grievance")
    repeat: bool = _fact("the customer has been in touch about it before", "customer", "repeat")
    upset: bool = _fact("the last turn is upset", "customer", "emotion")
    troubled: bool = _fact("the last turn is unhappy, be it a little", "customer", "emotion", "kind.grievance")
    rising: bool = _fact("the heat has risen two turns in a row", "customer", "emotion")
    heat: int = _fact("the temperature, 0–100", "customer", "emotion")
    asks: bool = _fact("the last turn asks something", "customer", "customer.asks", "request")
    answers: bool = _fact("the last turn answers an agent's question", "customer", "kind")
    chooses: bool = _fact("the last turn follows an offer that was put as a question", "customer", "kind")
    wants_person: bool = _fact("the last turn asks for a person", "customer", "request.manager", "request.human")
    content: bool = _fact("the last turn agrees", "customer", "customer.content")
    thanks: bool = _fact("the last turn thanks or says goodbye", "customer", "customer.thanks", "kind.praise")
    refuses: bool = _fact("the last turn turns an offer down", "customer", "customer.refuses")
    calmer: bool = _fact("the customer is sorry for their tone", "customer", "customer.calmer")
    order_known: bool = _fact("the order is known", "customer")

    replies: int = _fact("how often an agent has answered", "agent")
    misstep: bool = _fact("the last answer had a fault that hurts", "agent")
    hostile: bool = _fact("the last answer was hostile", "agent")
    acknowledged: bool = _fact("an agent named the trouble or the feeling, and nothing made it worse since", "agent")
    apologised: bool = _fact("an agent was sorry for the thing itself", "agent")
    asked: bool = _fact("an agent asked a question", "agent")
    solved: bool = _fact("an agent gave an answer or a remedy", "agent")
    offered: bool = _fact("the last answer gave an answer, a remedy or a way out", "agent")
    options: int = _fact("how many options an agent has offered in one turn", "agent")
    promised: bool = _fact("an agent said who does what by when", "agent")
    paused: bool = _fact("an agent proposed a pause, or to go slowly", "agent")
    helped: bool = _fact("an agent spoke of safety: an emergency number, a crisis line, a report", "agent")
    boundary: bool = _fact("an agent set a limit after abuse", "agent")
    handed_over: bool = _fact("an agent handed the matter over", "agent")
    warned: bool = _fact("an agent warned, after the rungs before it", "agent")
    warned_last: bool = _fact("an agent gave the last warning, after the first", "agent")
    ended: bool = _fact("an agent ended the contact", "agent")

    public: bool = _fact("everybody can read it", "setting")
    fresh_person: bool = _fact("policy: somebody fresh is free to take over", "setting")
    last_warning: bool = _fact("policy: one more warning before the end", "setting")
    threats_end: bool = _fact("policy: a threat of violence ends the contact", "setting")


@dataclass(frozen=True, slots=True)
class About:
    """What a fact means, where it comes from, and the signals of a reading that show it."""

    means: str
    source: Source
    signals: tuple[str, ...]


FACTS: dict[str, About] = {f.name: About(**f.metadata) for f in fields(Facts) if f.metadata}
