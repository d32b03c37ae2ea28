"""The socket of an open page: it hears numbers of conversations that changed, never their text."""

from __future__ import annotations

from typing import Any

from channels.generic.websocket import AsyncJsonWebsocketConsumer

from tyyni_desk.live.publish import EVERYBODY

NOT_SIGNED_IN = 4401


class DeskConsumer(AsyncJsonWebsocketConsumer):  # type: ignore[misc]  # channels has no types
    async def connect(self) -> None:
        if not self.scope["user"].is_authenticated:
            await self.accept()
            await self.close(NOT_SIGNED_IN)
            return
        # First: a page that knows itself connected misses nothing.
        await self.channel_layer.group_add(EVERYBODY, self.channel_name)
        await self.accept()

    async def disconnect(self, code: int) -> None:
        await self.channel_layer.group_discard(EVERYBODY, self.channel_name)

    async def changed(self, event: dict[str, Any]) -> None:
        await self.send_json({"number": event["number"], "what": event["what"]})
