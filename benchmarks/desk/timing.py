"""How a page is timed, alike for both: the median of several requests through the whole stack but the network."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable
from statistics import median


def milliseconds(call: Callable[[], object], *, times: int = 7) -> float:
    """The median of ``times`` calls after one that warms up."""
    call()
    spent = []
    for _ in range(times):
        began = time.perf_counter()
        call()
        spent.append(1000 * (time.perf_counter() - began))
    return median(spent)


def megabytes() -> float:
    """The most memory this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def per_second(count: int, call: Callable[[], object]) -> float:
    """How many of ``count`` things ``call`` does in a second."""
    began = time.perf_counter()
    call()
    return count / (time.perf_counter() - began)
