"""An answer as a mail: plain text and the same as HTML, headers that thread, nothing that text could smuggle in."""

from __future__ import annotations

import email.policy
import re
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from functools import cache

from django.utils.html import escape
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from tyyni_desk.conversations.models import Attachment, Message
from tyyni_desk.mail.letters import tokens
from tyyni_desk.mail.letters.subjects import answer_to
from tyyni_desk.mail.models import Mailbox

# Python's folding breaks ids longer than a line; a line may have 998 characters, and ids fit in 900.
_POLICY = email.policy.SMTP.clone(max_line_length=900)
_MOST_REFERENCES = 15
_URL = re.compile(r"https?://[^\s<>\"']*[^\s<>\"'.,;:!?)\]]")
_TYPE = re.compile(r"(?!multipart/|message/)[\w.+-]+/[\w.+-]+")
_STYLE = "font-family:system-ui,sans-serif;font-size:15px;line-height:1.5"


class NoRecipient(Exception):
    """There is no address to write to."""


def compose(message: Message, *, mailbox: Mailbox) -> EmailMessage:
    """The mail to send; raises NoRecipient, or ValueError for an address that cannot stand in a mail."""
    if not message.to:
        raise NoRecipient
    text = with_signature(message.text, mailbox, message.conversation.language)
    mail = EmailMessage(policy=_POLICY)
    _address(mail, message, mailbox)
    mail["Subject"] = _line(
        answer_to(message.conversation.subject, message.conversation_id, is_first=not message.references)
    )
    mail["Date"] = format_datetime(message.created_at)
    mail["Message-ID"] = f"<{_id(message.message_id or '')}>"
    if message.references:
        mail["In-Reply-To"] = f"<{_id(message.references[-1])}>"
        mail["References"] = " ".join(f"<{_id(one)}>" for one in message.references)
    if message.is_automatic:
        # RFC 3834: no machine answers this one.
        mail["Auto-Submitted"] = "auto-replied"
        mail["X-Auto-Response-Suppress"] = "All"
    mail.set_content(text, cte="quoted-printable")
    mail.add_alternative(to_html(text), subtype="html", cte="quoted-printable")
    for file in message.attachments.all():
        _attach(mail, file)
    return mail


def references_of(parent: Message | None) -> list[str]:
    """The chain of ids behind an answer to ``parent``: how it began, and the latest."""
    if parent is None or not parent.message_id:
        return []
    chain = [_id(one) for one in (*parent.references, parent.message_id)]
    return [*chain[:1], *chain[1:][-_MOST_REFERENCES:]]


def with_signature(text: str, mailbox: Mailbox, language: str) -> str:
    """In the customer's language; in English or the first there is where that is missing."""
    signatures = mailbox.signatures
    signature = signatures.get(language) or signatures.get("en") or next(iter(signatures.values()), "")
    return f"{text.rstrip()}\n\n-- \n{signature.strip()}\n" if signature.strip() else f"{text.rstrip()}\n"


def to_html(text: str) -> str:
    """Paragraphs, lists, emphasis and links of the agent's text; any HTML in it stays what it is, text."""
    return f'<!doctype html><html><body><div style="{_STYLE}">{_markdown().render(text)}</div></body></html>'


@cache
def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("zero", {"html": False, "breaks": True})
    markdown.enable(["emphasis", "list", "newline", "link"])
    markdown.add_render_rule("text", _linked)
    return markdown


def _linked(renderer: RendererHTML, tokens: list[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    """Text with its bare addresses made links, but for those that stand in a link already."""
    text = tokens[index].content
    if any(token.type == "link_open" for token in tokens[:index]):
        return str(escape(text))
    parts, end = [], 0
    for url in _URL.finditer(text):
        parts += [escape(text[end : url.start()]), f'<a href="{escape(url[0])}">{escape(url[0])}</a>']
        end = url.end()
    return "".join([*parts, escape(text[end:])])


def _address(mail: EmailMessage, message: Message, mailbox: Mailbox) -> None:
    mail["From"] = _named(mailbox.name, mailbox.address)
    mail["To"] = [_named("", one) for one in message.to]
    if message.cc:
        mail["Cc"] = [_named("", one) for one in message.cc]
    if mailbox.plus_addresses:
        mail["Reply-To"] = _named(mailbox.name, tokens.plus_address(mailbox.address, message.conversation_id))


def _named(name: str, address: str) -> Address:
    local, _, domain = _line(address).rpartition("@")
    return Address(_line(name), local, domain.encode("idna").decode("ascii") if not domain.isascii() else domain)


def _line(text: str) -> str:
    """One line without control characters: nothing in it can begin another header."""
    return " ".join(re.sub(r"[\x00-\x1f\x7f\u0085\u2028\u2029]", " ", text).split())


def _id(text: str) -> str:
    return re.sub(r"[\s<>\x00-\x1f]", "", text)


def _attach(mail: EmailMessage, file: Attachment) -> None:
    kind = file.content_type if _TYPE.fullmatch(file.content_type) else "application/octet-stream"
    main, _, sub = kind.partition("/")
    with file.file.open("rb") as content:
        mail.add_attachment(content.read(), maintype=main, subtype=sub, filename=_line(file.name))
