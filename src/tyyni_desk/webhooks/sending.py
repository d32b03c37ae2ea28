"""The way of one event to one address: tried again for days, each time later; every outcome is kept."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

import tyyni
from tyyni_desk.lib import posting
from tyyni_desk.live import publish
from tyyni_desk.webhooks import actions, queries, signing
from tyyni_desk.webhooks.models import Webhook, WebhookDelivery

# Seconds until the next try; after the last one it is given up.
DELAYS = (5, 60, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400)
SWITCHED_OFF_AFTER = timedelta(days=5)
_REST = timedelta(seconds=30)
_GONE = 410


def send(delivery_id: int) -> datetime | None:
    """Try it; the moment of the next try when one is needed."""
    waiting = WebhookDelivery.objects.filter(pk=delivery_id, delivered_at=None, gave_up_at=None)
    delivery = waiting.select_related("webhook").first()
    if delivery is None or not delivery.webhook.is_enabled:
        return None
    now = timezone.now()
    if delivery.webhook.rests_until and delivery.webhook.rests_until > now:
        return delivery.webhook.rests_until
    try:
        answer = _post(delivery, now)
    except posting.TROUBLES as problem:
        return _failed(delivery, status=None, said=f"{type(problem).__name__}: {problem}")
    if 200 <= answer.status < 300:
        return _delivered(delivery, answer)
    if answer.status == _GONE:
        actions.switch(delivery.webhook, on=False, by=None)
    return _failed(delivery, status=answer.status, said=answer.text)


def _post(delivery: WebhookDelivery, now: datetime) -> posting.Answer:
    keys = queries.keys(delivery.webhook, at=now)
    signed = signing.headers(delivery.pk, at=int(now.timestamp()), body=delivery.body, keys=keys)
    about = {"Content-Type": "application/json", "User-Agent": f"Tyyni/{tyyni.__version__}"}
    return posting.post(
        delivery.webhook.url,
        delivery.body.encode(),
        about | signed,
        allows_private=delivery.webhook.allows_private,
    )


@transaction.atomic
def _delivered(delivery: WebhookDelivery, answer: posting.Answer) -> None:
    _keep(delivery, status=answer.status, said=answer.text, delivered_at=timezone.now())
    Webhook.objects.filter(pk=delivery.webhook_id).update(failing_since=None, rests_until=None)


@transaction.atomic
def _failed(delivery: WebhookDelivery, *, status: int | None, said: str) -> datetime | None:
    now, webhook = timezone.now(), delivery.webhook
    is_last = delivery.attempts >= len(DELAYS)
    _keep(delivery, status=status, said=said, gave_up_at=now if is_last else None)
    since = webhook.failing_since or now
    Webhook.objects.filter(pk=webhook.pk).update(failing_since=since, rests_until=now + _REST)
    if since <= now - SWITCHED_OFF_AFTER and webhook.is_enabled:
        actions.switch(webhook, on=False, by=None)
        publish.notice("banner")
    return None if is_last else now + timedelta(seconds=DELAYS[delivery.attempts])


def _keep(delivery: WebhookDelivery, *, status: int | None, said: str, **outcome: datetime | None) -> None:
    WebhookDelivery.objects.filter(pk=delivery.pk).update(
        attempts=F("attempts") + 1, status=status, answer=said.replace("\x00", "")[:2000], **outcome
    )
