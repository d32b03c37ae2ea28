"""What ties an answer to its conversation: our Message-IDs and plus-addresses, which only this desk can make."""

from __future__ import annotations

import hmac
import re
from collections.abc import Iterable, Iterator

from tyyni_desk.lib.secrets import sign

_ID = re.compile(r"tyyni\.(\d{1,18})\.(\d{1,18})\.([0-9a-f]{16})@")
_PLUS = re.compile(r"[^@\s]+\+(\d{1,18})\.([0-9a-f]{16})@")
_SUBJECT = re.compile(r"\[#(\d{1,18})\]")


def message_id(number: int, message: int, *, domain: str) -> str:
    """The Message-ID, without brackets, of answer ``message`` in conversation ``number``."""
    return f"tyyni.{number}.{message}.{sign(f'{number}.{message}', purpose='message-id')}@{domain}"


def plus_address(address: str, number: int) -> str:
    return _plus(address, f"{number}.{sign(str(number), purpose='reply-to')}")


def trial_address(address: str) -> str:
    """Mail to it proves, when it comes back, that the server knows plus-addresses."""
    return _plus(address, f"trial.{sign(address.lower(), purpose='trial')}")


def answers_named(text: str) -> Iterator[tuple[int, int]]:
    """The (conversation, message) of each Message-ID of ours in ``text``; forged ones are passed over."""
    for number, message, signature in _ID.findall(text):
        if _is_ours(signature, f"{number}.{message}", "message-id"):
            yield int(number), int(message)


def numbers_addressed(addresses: Iterable[str]) -> Iterator[int]:
    """The conversations whose plus-addresses are among ``addresses``."""
    for address in addresses:
        found = _PLUS.fullmatch(address.rpartition("@")[0] + "@")
        if found and _is_ours(found[2], found[1], "reply-to"):
            yield int(found[1])


def is_trial_of(address: str, addresses: Iterable[str]) -> bool:
    return trial_address(address).lower() in addresses


def number_in(subject: str) -> int | None:
    """The number a subject names; anybody can write it, so it proves nothing."""
    found = _SUBJECT.search(subject)
    return int(found[1]) if found else None


def base(address: str) -> str:
    """The address without what follows a plus, in small letters."""
    name, _, domain = address.lower().rpartition("@")
    return f"{name.partition('+')[0]}@{domain}"


def _plus(address: str, extension: str) -> str:
    name, _, domain = address.rpartition("@")
    return f"{name}+{extension}@{domain}"


def _is_ours(signature: str, text: str, purpose: str) -> bool:
    return hmac.compare_digest(signature, sign(text, purpose=purpose))
