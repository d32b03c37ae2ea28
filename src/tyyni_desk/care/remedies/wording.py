"""A remedy's words for one customer: their language, their form of address, and the sum."""

from __future__ import annotations

import re
from decimal import Decimal

from tyyni.drafting.case import voice_of
from tyyni.drafting.voice import REGISTERS
from tyyni_desk.care import queries as care
from tyyni_desk.care.remedies.models import Remedy
from tyyni_desk.conversations.models import Conversation, Message
from tyyni_desk.lib import money, tags
from tyyni_desk.people.models import LANGUAGES

FORMS = re.compile(r"\[([^\[\]]*)\]")
SUM = "sum"
_CODES = [code for code, _name in LANGUAGES]


def language_for(conversation: Conversation) -> str:
    return conversation.language if conversation.language in _CODES else "en"


class Speech:
    """How one conversation's customer is spoken to; worked out once for all of its remedies."""

    def __init__(self, conversation: Conversation) -> None:
        self.language = language_for(conversation)
        reading = care.last_reading(conversation)
        last = conversation.messages.filter(kind=Message.Kind.CUSTOMER, is_automatic=False).last()
        self._voice = None
        if reading and last:
            self._voice = voice_of(
                last.text,
                reading,
                name=conversation.customer.first_name or None,
                channel=conversation.channel,
                language=care.language_of(conversation),
            )

    def sentence(self, remedy: Remedy, amount: Decimal | None, currency: str) -> str:
        """The sentence for the customer; a sum that is not known stays as a tag, and stops a send."""
        text = remedy.sentences.get(self.language) or ""
        known = {SUM: money.written(amount, currency, self.language)} if amount is not None else {}
        return tags.fill(self._formed(text), known)

    def steps(self, remedy: Remedy) -> str:
        """What the customer does, numbered; empty where there is nothing to do."""
        lines = [line.strip() for line in remedy.steps.get(self.language, "").splitlines() if line.strip()]
        return "\n".join(f"{number}. {self._formed(line)}" for number, line in enumerate(lines, 1))

    def whole(self, remedy: Remedy, amount: Decimal | None, currency: str) -> str:
        """All that goes into the reply."""
        return "\n".join(filter(None, (self.sentence(remedy, amount, currency), self.steps(remedy))))

    def _formed(self, text: str) -> str:
        """The form of address of the customer; before anything was read, the polite one."""
        if self._voice is not None:
            return self._voice.formed(text)
        polite = {"pl": "państwo"}.get(self.language, "te")
        forms = next((forms for code, forms in REGISTERS.items() if code == self.language), ("you",))
        at = forms.index(polite) if polite in forms else 0
        return FORMS.sub(lambda found: found[1].split("|")[at], text)


def clause(sentence: str) -> str:
    """As it follows a colon in a draft: "I will put it right so: …" keeps its I, other words begin small."""
    first, _, rest = sentence.partition(" ")
    small = first if first in ("I", "I'll", "I’ll", "I've", "I’ve") else first[:1].lower() + first[1:]
    return f"{small} {rest}".strip()


def wrong_forms(text: str, language: str) -> bool:
    """Whether some "[…|…]" has not as many forms as the language has registers."""
    wanted = next((len(forms) for code, forms in REGISTERS.items() if code == language), 1)
    return any(len(found.split("|")) != wanted for found in FORMS.findall(text))
