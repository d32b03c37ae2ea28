"""How a higher layer hears what happened in this one: it registers for a kind of event, and is told in the same
transaction. Nothing here imports upward."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tyyni_desk.conversations.models import Event


class Refused(Exception):
    """A higher layer says no. What was done is undone; the text tells the agent why, and what to do."""


Listener = Callable[["Event"], None]
_LISTENERS: defaultdict[str, list[Listener]] = defaultdict(list)
ANY = "*"


def on(*kinds: str) -> Callable[[Listener], Listener]:
    """Call the function with every event of these kinds (``ANY``: of all)."""

    def register(listener: Listener) -> Listener:
        for kind in kinds:
            _LISTENERS[kind].append(listener)
        return listener

    return register


def tell(event: Event) -> None:
    for listener in (*_LISTENERS[event.kind], *_LISTENERS[ANY]):
        listener(event)
