"""A draft to start from: the owner's model may write it, and what is not fit comes from the phrases instead."""

from __future__ import annotations

import re
from dataclasses import dataclass

import tyyni
from tyyni.models.language import language_model
from tyyni.text.value import Text
from tyyni_desk.care import queries
from tyyni_desk.care.remedies import queries as remedies
from tyyni_desk.care.safety.queries import is_in_danger
from tyyni_desk.care.suggesting.models import ModelServer
from tyyni_desk.care.suggesting.placeholders import Lost, Placeholders
from tyyni_desk.care.suggesting.server import NoAnswer, complete
from tyyni_desk.conversations.models import Conversation
from tyyni_desk.people.models import Agent

_LANGUAGES = {"fi": "Finnish", "pl": "Polish", "en": "English"}
_TURNS, _SIGNS = 6, 3000  # what the model reads of the conversation: its last turns, each cut
_FEWEST_WORDS, _MOST_WORDS = 12, 300
_SYSTEM = (
    "You draft answers for a customer service agent, who will read and change them. Write in {language}. First say "
    "in your own words what happened and that it matters, then one short apology for the thing itself if we failed, "
    "then the answer or what we can do, then the next step. Use only facts given here: no sums, dates, promises or "
    "reasons of your own. Words in square brackets such as [NAME1] stand for names and numbers; keep them exactly. "
    "Greet {name} and sign as {sender}. Write the letter only."
)


class Unfit(ValueError):
    """What the model wrote is no letter to this customer."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    text: str
    by: str  # "model" or "phrases"


def suggestion(conversation: Conversation, *, agent: Agent) -> Suggestion:
    """Raises ValueError while the customer has said nothing."""
    offered = remedies.facts(conversation, agent=agent)
    phrases = queries.suggestion(conversation, agent=agent, more=offered).draft
    server = ModelServer.objects.first()
    # To somebody in danger a person writes, with the phrases that were made for it.
    if server is None or is_in_danger(conversation):
        return Suggestion(phrases, "phrases")
    try:
        return Suggestion(_by_model(server, conversation, agent), "model")
    except (NoAnswer, Lost, Unfit):
        return Suggestion(phrases, "phrases")


def _by_model(server: ModelServer, conversation: Conversation, agent: Agent) -> str:
    places = Placeholders(_known(conversation, agent))
    name, sender = conversation.customer.first_name, agent.first_name
    language = conversation.language if conversation.language in _LANGUAGES else "en"
    system = _SYSTEM.format(
        language=_LANGUAGES[language], name=places.hide(name) or "the customer", sender=places.hide(sender)
    )
    said = [_said(turn, places) for turn in queries.turns(conversation)[-_TURNS:]]
    asked = [{"role": "system", "content": system}, *said]
    written = complete(server, asked)
    _check_numbers(written, asked)
    text = places.put_back(written, needed=[word for word in (name, sender) if word]).strip()
    _check(text, conversation, language)
    return text


def _said(turn: tyyni.Turn, places: Placeholders) -> dict[str, str]:
    role = "user" if turn.role == "customer" else "assistant"
    return {"role": role, "content": places.hide(turn.text[:_SIGNS])}


def _known(conversation: Conversation, agent: Agent) -> list[str]:
    """Everything on record that tells who this is."""
    customer = conversation.customer
    names = [customer.name, *customer.name.split(), agent.name, *agent.name.split(), agent.email]
    identities = [identity.value for identity in customer.identities.all()]
    return [*names, *identities, *customer.orders.values_list("number", flat=True)]


def _check_numbers(written: str, asked: list[dict[str, str]]) -> None:
    """A sum, a day or an hour that nobody told the model is made up."""
    told = {number for turn in asked for number in re.findall(r"\d+", turn["content"])}
    if set(re.findall(r"\d+", written)) - told:
        raise Unfit


def _check(text: str, conversation: Conversation, language: str) -> None:
    words = text.split()
    if not _FEWEST_WORDS <= len(words) <= _MOST_WORDS or len(set(words)) < len(words) / 3 or "<" in text:
        raise Unfit
    likely = language_model().probabilities(Text(text).folded)
    if max(likely, key=lambda code: likely[code]) != language:
        raise Unfit
    if queries.review(conversation, text).verdict == "hold":
        raise Unfit
