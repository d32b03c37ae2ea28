"""The ladder: boundary, hand-over, warning, last warning (rows S3.4 to S3.6). No rung is skipped.

A rung counts only if an agent's turn really did it, after abuse; the next one counts only if the abuse went on.
"""

from __future__ import annotations

from collections.abc import Sequence

from tyyni.protocol.conversation import AgentTurn

_DEEDS = {
    "boundary": ("boundary",),
    "handover": ("handover_clear", "handover"),
    "warn": ("warning",),
    "warn_last": ("warning",),
}


def rungs(*, handover: bool, last_warning: bool) -> tuple[str, ...]:
    """The rungs below the end, lowest first, as the company's policy has them."""
    return ("boundary", *(["handover"] if handover else []), "warn", *(["warn_last"] if last_warning else []))


def climbed(order: Sequence[str], agent: Sequence[AgentTurn], abusive: Sequence[int]) -> frozenset[str]:
    """The rungs that were taken. ``abusive`` are the numbers of the customer's abusive turns.

    One turn of an agent takes one rung: who sets a boundary and warns in the same breath has set a boundary.
    """
    taken: list[str] = []
    since = 0
    for turn in agent:
        # Whoever sets a limit has seen why, even where the reading has not.
        provoked = not taken or any(since < number < turn.number for number in abusive)
        if len(taken) < len(order) and provoked and turn.did(*_DEEDS[order[len(taken)]]):
            taken.append(order[len(taken)])
            since = turn.number
    return frozenset(taken)
