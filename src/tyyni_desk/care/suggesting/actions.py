"""Connects the owner's language model, or takes it away."""

from __future__ import annotations

from django.db import transaction

from tyyni_desk.care.suggesting.models import ModelServer
from tyyni_desk.lib import secrets
from tyyni_desk.people import audit
from tyyni_desk.people.models import Agent


@transaction.atomic
def connect(*, url: str, model: str, key: str, allows_private: bool, by: Agent) -> None:
    """An empty key keeps the one before, unless the address is another one."""
    before = ModelServer.objects.first()
    kept = before.key if before and before.url == url else ""
    fields = {"url": url, "model": model, "allows_private": allows_private}
    ModelServer.objects.update_or_create(pk=1, defaults={**fields, "key": secrets.encrypt(key) if key else kept})
    audit.note(by=by, action="model_connected", subject=model, detail={"url": url})


@transaction.atomic
def disconnect(*, by: Agent) -> None:
    for server in ModelServer.objects.all():
        audit.note(by=by, action="model_removed", subject=server.model)
        server.delete()
