"""Tells every open page what changed. Pages fetch the change themselves, so nothing here is personal."""

from __future__ import annotations

import asyncio
from typing import Any

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.db import transaction

EVERYBODY = "desk"
_server: asyncio.AbstractEventLoop | None = None


def serve_on(loop: asyncio.AbstractEventLoop) -> None:
    """The loop that the pages' sockets live on; the layer in memory may be touched from there only."""
    global _server
    _server = loop


def changed(number: int, what: str = "conversation") -> None:
    """After the commit: conversation ``number`` looks different now."""
    transaction.on_commit(lambda: _send({"type": "changed", "number": number, "what": what}))


def notice(what: str) -> None:
    """After the commit: something that every page shows (a banner, a count) looks different now."""
    transaction.on_commit(lambda: _send({"type": "changed", "number": 0, "what": what}))


def _send(event: dict[str, Any]) -> None:
    layer = get_channel_layer()
    if layer is None:
        raise RuntimeError("CHANNEL_LAYERS names no usable layer")
    if _server is not None and _server.is_running():
        asyncio.run_coroutine_threadsafe(layer.group_send(EVERYBODY, event), _server)
    else:
        async_to_sync(layer.group_send)(EVERYBODY, event)
