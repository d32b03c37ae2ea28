"""From a conversation to its facts: each fact by a rule that can be told in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from tyyni.protocol.conversation import AgentTurn, Conversation, CustomerTurn
from tyyni.protocol.facts import Facts
from tyyni.protocol.ladder import climbed, rungs
from tyyni.protocol.policy import Policy
from tyyni.protocol.temperature import rises, temperatures

_UPSET = ("anger", "frustration", "disappointment", "anxiety", "sadness")
_PERSON = {"manager", "human"}
_OFFERS = ("solution", "alternative", "next_step_time", "option", "choice")
_HOSTILE = {"F_AGGR", "F_PUBARG"}


def facts(conversation: Conversation, *, policy: Policy, public: bool, limits: Mapping[str, float]) -> Facts:
    """Tell the facts as they stand after the customer's last turn."""
    customer, last = conversation.customer, conversation.customer[-1]
    agent = [turn for turn in conversation.agent if turn.number < last.number]
    reading = last.reading
    heat = [turn.reading.intensity for turn in customer]
    matter = _first(customer, lambda turn: _names_a_matter(turn, limits["sure"]))
    violent = [turn.number for turn in customer if _is_danger(turn, "violence", limits)]
    unhappy = reading.emotion in _UPSET
    taken_back = last.shows("customer.calmer") and _did(agent, "safety", "report")
    violence = next(
        (n for n in violent if (unhappy or n >= customer[-2:][0].number) and not (taken_back and n < last.number)), 0
    )
    self_harm = _first(customer[-2:], lambda turn: _is_danger(turn, "self_harm", limits))
    limited = next((turn.number for turn in agent if turn.did("boundary")), last.number)
    abusive = _abusive(customer, limits, matter, limited)
    harassing = 0 if matter or not _is_idle(last) else next(iter(abusive), 0)
    prank = 0 if matter else _first(customer, lambda turn: _is_prank(turn, limits["sure"]))
    misused = [turn.number for turn in customer if harassing or turn.number in abusive]
    taken = climbed(rungs(handover=policy.handover, last_warning=policy.last_warning), agent, misused)
    worse = max(_last_rise(customer, limits["rise"]), max((turn.number for turn in agent if turn.faults), default=0))
    return Facts(
        turn=last.number,
        since={"violence": violence, "self_harm": self_harm, "harassing": harassing, "prank": prank},
        violence=violence > 0,
        self_harm=self_harm > 0 or (_did(agent, "safety") and not violent and not _is_only_drunk(customer)),
        vulnerable=any(_is_vulnerable(turn, limits["sure"]) for turn in customer),
        intoxicated=any(turn.reading.intoxicated for turn in customer),
        prank=prank > 0,
        abusive=last.number in abusive and (reading.abuse == "severe" or len(abusive) > 1),
        harassing=harassing > 0,
        new=not agent,
        unclear=_is_unclear(customer, limits["few_words"]),
        failed=any(turn.reading.repeat or turn.reading.kind == "grievance" for turn in customer),
        repeat=any(turn.reading.repeat for turn in customer),
        upset=unhappy and reading.intensity >= limits["upset"],
        troubled=unhappy or reading.kind == "grievance",
        replies=len(agent),
        misstep=bool(agent and agent[-1].faults),
        hostile=bool(agent and _HOSTILE & agent[-1].faults),
        rising=rises(heat, least=limits["rise"]) > 1,
        heat=temperatures(heat, memory=limits["memory"])[-1],
        asks=last.shows("customer.asks"),
        answers=bool(agent) and agent[-1].did("question", "ask"),
        chooses=bool(agent) and agent[-1].did("offer", "choice"),
        wants_person=bool(_PERSON & set(reading.requests)),
        content=last.shows("customer.content"),
        thanks=last.shows("customer.thanks") and reading.style.words < limits["few_words"],
        refuses=last.shows("customer.refuses"),
        calmer=last.shows("customer.calmer"),
        order_known=any(turn.reading.order for turn in customer),
        acknowledged=_did([turn for turn in agent if turn.number > worse], "acknowledge", "apology_specific"),
        apologised=_did(agent, "apology_specific"),
        asked=_did(agent, "question"),
        solved=_did(agent, "solution", "alternative"),
        offered=bool(agent and agent[-1].did(*_OFFERS)),
        options=max((_options(turn) for turn in agent), default=0),
        promised=_did(agent, "next_step_time"),
        paused=_did(agent, "pause"),
        helped=_did(agent, "safety", "report"),
        boundary="boundary" in taken,
        handed_over=_did(agent, "handover_clear", "handover"),
        warned="warn" in taken,
        warned_last="warn_last" in taken,
        ended=_did(agent, "ending"),
        public=public,
        fresh_person=policy.handover,
        last_warning=policy.last_warning,
        threats_end=policy.threats_end,
    )


def _did(agent: Sequence[AgentTurn], *deeds: str) -> bool:
    return any(turn.did(*deeds) for turn in agent)


def _first(customer: Sequence[CustomerTurn], holds: Callable[[CustomerTurn], bool]) -> int:
    """The number of the first turn for which it holds, or 0."""
    return next((turn.number for turn in customer if holds(turn)), 0)


def _is_danger(turn: CustomerTurn, threat: str, limits: Mapping[str, float]) -> bool:
    """A danger is believed when its words are known, or surely; an opening message, which says more, sooner.

    A later line ("his sister is on her way") is violent by its reading alone only if it is unhappy, too.
    """
    signal, reading = f"threat.{threat}", turn.reading
    if threat not in reading.threats or signal in turn.ruled:
        return threat in reading.threats
    if turn.number == 1:
        return reading.confidence[signal] >= limits["opening"]
    return reading.confidence[signal] >= limits["danger"] and (threat != "violence" or reading.emotion in _UPSET)


def _abusive(customer: Sequence[CustomerTurn], limits: Mapping[str, float], matter: int, limited: int) -> list[int]:
    """The numbers of the turns that insult people: by words that are known, or surely.

    A word or two in the middle of a talk ("ok", "42 metres") is easily misread, and a boundary then does harm: where
    a matter was named, a reading must be surer than where it speaks of nothing else. Once there was abuse, or an agent
    has set a limit (in turn ``limited``), a reading is believed at once, and so are mere remarks.
    """
    numbers: list[int] = []
    for turn in customer:
        reading, known = turn.reading, _is_insult(turn)
        warned = bool(numbers) or turn.number > limited
        least = limits["danger"] if matter and turn.number > matter else limits["sure"]
        sure = reading.confidence["abuse"] >= (limits["idle"] if _is_remark(turn, matter) else least)
        remark = reading.kind == "harassment" and (turn.number > limited or not matter)
        pleased = turn.shows("customer.thanks") or turn.shows("customer.content")
        if turn.shows("customer.calmer"):
            continue
        if known or (not pleased and ((reading.abuse != "none" and (sure or warned)) or remark)):
            numbers.append(turn.number)
    return numbers


def _is_insult(turn: CustomerTurn) -> bool:
    """Words that are known; who swears at a thing ("the stream was crap") insults nobody."""
    return "abuse.insult" in turn.ruled or ("abuse.profanity" in turn.ruled and turn.reading.abuse != "none")


def _is_remark(turn: CustomerTurn, matter: int) -> bool:
    """Two readings agree that it is about the person, and there is no matter."""
    return not matter and turn.reading.kind == "harassment"


def _is_vulnerable(turn: CustomerTurn, sure: float) -> bool:
    """Later turns are short and easily misread, so they must be sure."""
    reading = turn.reading
    return reading.vulnerable and (turn.number == 1 or reading.confidence["vulnerable"] >= sure)


def _is_only_drunk(customer: Sequence[CustomerTurn]) -> bool:
    """Somebody drunk who says nothing of danger may be asked whether they are safe at home, and that is all."""
    readings = [turn.reading for turn in customer]
    return any(reading.intoxicated for reading in readings) and not any(
        reading.vulnerable or "self_harm" in reading.threats for reading in readings
    )


def _names_a_matter(turn: CustomerTurn, sure: float) -> bool:
    reading = turn.reading
    real = reading.kind == "grievance" or (reading.kind == "inquiry" and reading.confidence["kind"] >= sure)
    return real or reading.order is not None


def _is_idle(turn: CustomerTurn) -> bool:
    """With nothing real behind it."""
    return turn.reading.kind in ("harassment", "prank") or turn.reading.abuse != "none"


def _is_prank(turn: CustomerTurn, sure: float) -> bool:
    """Later turns of a word or two often read as nonsense, so they must be sure."""
    return turn.reading.kind == "prank" and (turn.number == 1 or turn.reading.confidence["kind"] >= sure)


def _is_unclear(customer: Sequence[CustomerTurn], few_words: float) -> bool:
    """Nothing was asked for, no order named, and little said."""
    said = sum(turn.reading.style.words for turn in customer)
    return said < few_words and not any(turn.reading.requests or turn.reading.order for turn in customer)


def _last_rise(customer: Sequence[CustomerTurn], least: float) -> int:
    """The number of the last turn that was hotter than the one before, or 0."""
    rose = [
        after.number
        for before, after in pairwise(customer)
        if after.reading.intensity - before.reading.intensity >= least
    ]
    return rose[-1] if rose else 0


def _options(turn: AgentTurn) -> int:
    return max(turn.moves["option"], 2 if turn.moves["choice"] else 0)
