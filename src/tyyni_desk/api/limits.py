"""How many requests a token may send in a minute, counted in the cache: Redis's where there are several processes."""

from __future__ import annotations

import time
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache

from tyyni_desk.api.models import Token
from tyyni_desk.api.problems import Refused

_WINDOW = 60


@dataclass(frozen=True, slots=True)
class Spent:
    """What a token has left in this minute."""

    limit: int
    left: int
    seconds: int  # until it has all of it again

    @property
    def headers(self) -> dict[str, str]:
        """As in the IETF's draft on rate limit fields."""
        return {
            "RateLimit-Policy": f'"token";q={self.limit};w={_WINDOW}',
            "RateLimit": f'"token";r={self.left};t={self.seconds}',
        }


def spend(token: Token) -> Spent:
    """Count one request; raises Refused (429) when it is one too many."""
    window, seconds = divmod(int(time.time()), _WINDOW)
    limit, count = settings.API_RATE, _count(f"api:{token.pk}:{window}")
    spent = Spent(limit, max(0, limit - count), _WINDOW - seconds)
    if count > limit:
        headers = {"Retry-After": str(spent.seconds), **spent.headers}
        raise Refused(429, "too-many", f"A token may send {limit} requests a minute.", headers=headers)
    return spent


def _count(key: str) -> int:
    cache.add(key, 0, 2 * _WINDOW)
    try:
        return cache.incr(key)
    except ValueError:  # thrown out of a full cache between the two lines
        return 1
