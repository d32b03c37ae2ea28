"""Bounces: which of our mails did not arrive, and why, from every dialect that mail servers speak."""

from __future__ import annotations

import email.policy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesParser

from tyyni.mail.message import is_machine
from tyyni_desk.mail.letters import tokens
from tyyni_desk.mail.letters.parts import Letter, plain

_PARSER = BytesParser(policy=email.policy.compat32)
_SUBJECTS = re.compile(
    r"""undeliver | not\ be\ delivered | returned?\ mail | returning\ (?:message|mail) | return(?:ed)?\ to\ sender
      | delivery\ (?:status|fail|report|notif|problem) | failure\ (?:notice|delivery) | failed\ mail
      | mail\ (?:fail|delivery|system\ error|could\ not) | message\ (?:status|delivery) | non.?delivery
      | (?:delivery|permanent|address|mail)\ (?:error|failure) | warning:\ message | user\ unknown | notification\ d
      | toimitta(?:minen|mat) | ei\ voitu\ toimittaa | perillemeno
      | nie(?:doręcz|dostarcz|można|powodzenie) | zwrot | błąd\ dostarcz""",
    re.IGNORECASE | re.VERBOSE,
)
_BODIES = re.compile(
    r"""(?:could|can)\ ?not\ be\ delivered | wasn't\ able\ to\ deliver | unable\ to\ deliver | undeliverable
      | permanent\ (?:fatal\ )?error | delivery\ (?:has\ )?failed | not\ listed\ in | does(?:\ not|n't)\ exist
      | unknown\ (?:user|address|recipient|mailbox) | user\ unknown | no\ such\ user
      | mailbox\ (?:is\ )?(?:full|unavailable|not\ found)
      | ei\ voitu\ toimittaa | nie\ (?:mogła|może|można)[\w ]{0,20}doręcz""",
    re.IGNORECASE | re.VERBOSE,
)
_LATE = re.compile(
    r"delayed|will (?:be retried|retry|continue to try)|warning only|still (?:trying|being)|could not be delivered for",
    re.IGNORECASE,
)
_ID_HEADER = re.compile(r"^[> \t]*message-id:\s*\S+", re.IGNORECASE | re.MULTILINE)
_SEARCHED = 1_000_000
_LONGEST_REASON = 500


@dataclass(frozen=True, slots=True)
class Bounce:
    """``ours`` is the (conversation, message) that came back; ``is_final`` unless the server tries on."""

    ours: tuple[int, int] | None
    reason: str
    is_final: bool


def is_bounce(letter: Letter) -> bool:
    """A server says that a mail did not arrive (or not yet); a read receipt is none."""
    kind = letter.head.get("content-type", "").lower()
    if kind.startswith("multipart/report"):
        return "disposition-notification" not in kind
    if "x-failed-recipients" in letter.head:
        return True
    subject, body = letter.mail.subject, letter.mail.body
    if is_machine(letter.mail.sender_name, letter.mail.sender) or _is_from_nobody(letter):
        return bool(_SUBJECTS.search(subject) or _BODIES.search(body[:5000]))
    # A filter that bounces under a name of its own: it must show the head of a mail that we signed.
    return bool(_SUBJECTS.match(subject) and any(tokens.answers_named(" ".join(_ID_HEADER.findall(body)))))


def examine(raw: bytes, letter: Letter) -> Bounce:
    """What the bounce says of which mail of ours."""
    message = _PARSER.parsebytes(raw)
    texts = [raw[:_SEARCHED].decode("latin-1"), *_inner_texts(message)]
    recipients = list(_recipients(message))
    actions = {str(fields.get("Action", "")).strip().lower() for fields in recipients}
    is_late = (
        "failed" not in actions if actions - {""} else bool(_LATE.search(letter.mail.subject + letter.mail.body[:3000]))
    )
    return Bounce(_ours(texts, letter), _reason(recipients, letter), is_final=not is_late)


def _ours(texts: list[str], letter: Letter) -> tuple[int, int] | None:
    """The id of the returned mail itself, else what the bounce answers, else the newest id that it shows.

    The returned head also names every earlier answer in its References; those arrived.
    """
    heads = " ".join(found[0] for text in texts for found in _ID_HEADER.finditer(text))
    for shown in (heads, " ".join(f"<{one}>" for one in letter.in_reply_to), *texts):
        named = list(tokens.answers_named(shown))
        if named:
            return max(named, key=lambda one: one[1])
    return None


def _is_from_nobody(letter: Letter) -> bool:
    return letter.head.get("return-path", "").strip() == "<>" or not letter.mail.sender


def _recipients(message: Message) -> Iterator[Message]:
    """The fields of each recipient in the machine-readable part (RFC 3464)."""
    for part in message.walk():
        if part.get_content_type() == "message/delivery-status" and part.is_multipart():
            yield from (block for block in part.get_payload() if isinstance(block, Message) and block.get("Action"))


def _inner_texts(message: Message) -> Iterator[str]:
    """Parts that came encoded, in which the raw bytes show no id."""
    for part in message.walk():
        if str(part.get("Content-Transfer-Encoding", "")).strip().lower() in ("base64", "quoted-printable"):
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                yield payload[:_SEARCHED].decode("latin-1")


def _reason(recipients: list[Message], letter: Letter) -> str:
    failed = [fields for fields in recipients if str(fields["Action"]).strip().lower() == "failed"] or recipients
    for fields in failed:
        said = str(fields.get("Diagnostic-Code", "")).partition(";")[2] or str(fields.get("Status", ""))
        if said.strip():
            return plain(" ".join(said.split()))[:_LONGEST_REASON]
    body = letter.mail.body
    told = next((line for line in body.splitlines() if _BODIES.search(line)), "")
    return (told or " ".join(body.split()) or letter.mail.subject).strip()[:_LONGEST_REASON]
