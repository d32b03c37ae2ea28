"""Reads: webhooks, and how their deliveries went."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from tyyni_desk.lib.secrets import decrypt
from tyyni_desk.webhooks.models import Webhook, WebhookDelivery


def webhooks() -> QuerySet[Webhook]:
    return Webhook.objects.order_by("url", "pk")


def deliveries(webhook: Webhook) -> QuerySet[WebhookDelivery]:
    """The latest first."""
    return webhook.deliveries.order_by("-pk")


def listening(name: str) -> Iterator[Webhook]:
    """Those that are told of the event."""
    enabled = Webhook.objects.filter(is_enabled=True)
    return (webhook for webhook in enabled if not webhook.events or name in webhook.events)


def keys(webhook: Webhook, *, at: datetime) -> list[str]:
    """The secrets that sign: the present one, and the one before while it is still good."""
    old = [webhook.old_secret] if webhook.old_secret and webhook.old_until and webhook.old_until > at else []
    return [decrypt(secret) for secret in [webhook.secret, *old]]


def banners() -> list[str]:
    """What an admin must know: nobody is told of events any more."""
    text = _("The webhook %(url)s failed for days and was switched off.")
    return [text % {"url": webhook.url} for webhook in switched_off()]


def switched_off() -> QuerySet[Webhook]:
    """Those that the desk itself switched off."""
    return Webhook.objects.exclude(gave_up_at=None).filter(is_enabled=False)
