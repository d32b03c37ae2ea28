"""OAuth 2 for mailboxes: an access token that is still good, fetched anew with the refresh token when it is not."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.utils import timezone

from tyyni_desk.lib import secrets
from tyyni_desk.mail.models import Mailbox

_EARLY = timedelta(minutes=3)
_TIMEOUT = 20


class NoToken(Exception):
    """The provider gives no access token; the message says why, in its words."""


def access_token(mailbox: Mailbox) -> str:
    """A token that holds for some minutes at least; raises NoToken."""
    kept = json.loads(secrets.decrypt(mailbox.secret)) if mailbox.secret else {}
    if kept.get("access_token") and kept.get("expires_at", 0) > (timezone.now() + _EARLY).timestamp():
        return str(kept["access_token"])
    if not kept.get("refresh_token"):
        raise NoToken("There is no refresh token. Connect the mailbox again.")
    kept.update(_refreshed(kept))
    keep(mailbox, kept)
    return str(kept["access_token"])


def keep(mailbox: Mailbox, tokens: dict[str, Any]) -> None:
    """Encrypt and store the tokens: access_token, expires_at, refresh_token, token_url, client_id, client_secret."""
    mailbox.secret = secrets.encrypt(json.dumps(tokens))
    Mailbox.objects.filter(pk=mailbox.pk).update(secret=mailbox.secret)


def _refreshed(kept: dict[str, Any]) -> dict[str, Any]:
    fields = {"grant_type": "refresh_token"}
    fields |= {name: kept[name] for name in ("refresh_token", "client_id", "client_secret", "scope") if kept.get(name)}
    request = urllib.request.Request(kept["token_url"], urlencode(fields).encode())
    try:
        with urllib.request.urlopen(request, timeout=_TIMEOUT) as response:
            answer = json.loads(response.read(1 << 20))
    except urllib.error.HTTPError as refusal:
        with refusal:
            raise NoToken(f"The provider refused: {refusal.read(300).decode('utf-8', 'replace')}") from refusal
    except (OSError, ValueError) as problem:
        raise NoToken(f"The provider cannot be reached: {problem}") from problem
    if "access_token" not in answer:
        raise NoToken("The provider's answer holds no access token.")
    answer["expires_at"] = timezone.now().timestamp() + float(answer.get("expires_in", 3600))
    return {name: answer[name] for name in ("access_token", "expires_at", "refresh_token") if answer.get(name)}
