"""Mail that a provider posts to us instead of a mailbox that we fetch: Postmark, Mailgun, Amazon SES.

django-anymail checks who posts and knows what each provider sends. What arrives goes through the same door as every
mail: stored, answered with 200, parsed in a job. Any other answer than 200 makes the provider try again.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from email.policy import default
from functools import cache
from typing import Any

from anymail.exceptions import AnymailError, AnymailWebhookValidationFailure
from anymail.inbound import AnymailInboundMessage
from anymail.signals import AnymailInboundEvent, inbound
from django.conf import settings
from django.dispatch import receiver
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.utils.module_loading import import_string
from django.views.decorators.csrf import csrf_exempt

from tyyni_desk.mail import actions
from tyyni_desk.mail.letters import tokens
from tyyni_desk.mail.models import Mailbox

log = logging.getLogger(__name__)
# Headers stay as they were written.
_AS_IT_CAME = default.clone(refold_source="none")


@receiver(inbound)
def keep(event: AnymailInboundEvent, esp_name: str, **_: Any) -> None:
    """Store what a provider posted."""
    content = _raw(event, esp_name) or _put_together(event.message)
    actions.store(content, source="hook", mailbox=_mailbox(event.message), arrived=event.timestamp)


def _raw(event: AnymailInboundEvent, provider: str) -> bytes:
    """The mail's own bytes, where the provider sends them."""
    if provider == "Postmark":
        return str(event.esp_event.get("RawEmail", "")).encode()
    return str(event.esp_event.POST["body-mime"]).encode("latin-1") if provider == "Mailgun" else b""


def _put_together(message: AnymailInboundMessage) -> bytes:
    """Alike each time it is posted, so that the same mail is stored once: no boundary of its parts is random."""
    several = [part for part in message.walk() if part.get_content_maintype() == "multipart"]
    for number, part in enumerate(several):
        if not part.get_boundary():
            part.set_boundary(f"=-part-{number}")
    return bytes(message.as_bytes(policy=_AS_IT_CAME))


def _mailbox(message: AnymailInboundMessage) -> Mailbox | None:
    """The mailbox whose address the provider took the mail for."""
    address = tokens.base(message.envelope_recipient or "")
    return Mailbox.objects.filter(address__iexact=address).first() if address else None


def _hook(provider: str, needed: str) -> Callable[[HttpRequest], HttpResponse]:
    """The provider's view; there is none until ``needed`` and the secret are set."""

    @cache  # imported when first used: what Amazon's alone needs takes 10 MB and a fifth of a second
    def view() -> Any:
        return import_string(f"anymail.webhooks.{provider}InboundWebhookView")

    @csrf_exempt
    def hook(request: HttpRequest) -> HttpResponse:
        if not all(settings.ANYMAIL[name] for name in ("WEBHOOK_SECRET", needed)):
            raise Http404
        if view().esp_name == "Mailgun":
            # As UTF-8, letters of other charsets would be gone before the mail could say which one it has.
            request.encoding = "latin-1"
        try:
            answer: HttpResponse = view().as_view()(request)
        except AnymailWebhookValidationFailure as problem:
            log.warning("%s", problem)
            return HttpResponse("Refused: the user, the password or the signature is wrong.\n", status=401)
        except (AnymailError, KeyError, TypeError, ValueError) as problem:
            log.warning("%s posted what is no mail: %s", view().esp_name, problem)
            return HttpResponse(f"Not understood: {type(problem).__name__}: {problem}\n", status=400)
        return answer

    hook.ability = None  # type: ignore[attr-defined]  # the provider has a secret, no role
    return hook


urlpatterns = [
    path("postmark", _hook("postmark.Postmark", "WEBHOOK_SECRET"), name="postmark_hook"),
    # At an address that ends so, Mailgun posts the mail as it came, not in pieces.
    path("mailgun/mime", _hook("mailgun.Mailgun", "MAILGUN_WEBHOOK_SIGNING_KEY"), name="mailgun_hook"),
    path("amazon-ses", _hook("amazon_ses.AmazonSES", "WEBHOOK_SECRET"), name="amazon_ses_hook"),
]
