"""What the tags of a snippet stand for in one conversation, and why one of them has no value."""

from __future__ import annotations

from typing import Any

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tyyni.drafting.names import gender, greeting
from tyyni_desk.conversations.models import Conversation, Message
from tyyni_desk.conversations.queries import order_of
from tyyni_desk.lib import money, tags
from tyyni_desk.people.models import Agent, Order
from tyyni_desk.snippets.states import state_in_words

TAGS = {
    "customer.greeting": gettext_lazy("a greeting by name, as the language has it"),
    "customer.first_name": gettext_lazy("the customer's first name"),
    "customer.name": gettext_lazy("the customer's whole name"),
    "customer.email": gettext_lazy("the customer's email address"),
    "order.number": gettext_lazy("the order that the conversation is about"),
    "order.state": gettext_lazy("how far the order has come, in words"),
    "order.items": gettext_lazy("what was ordered"),
    "order.total": gettext_lazy("the sum of the order"),
    "order.date": gettext_lazy("when it was ordered"),
    "order.tracking_url": gettext_lazy("where the parcel can be followed"),
    "conversation.number": gettext_lazy("the number of the conversation"),
    "conversation.subject": gettext_lazy("the subject of the conversation"),
    "agent.first_name": gettext_lazy("your first name"),
    "agent.name": gettext_lazy("your whole name"),
}


def values(conversation: Conversation, *, agent: Agent, language: str) -> dict[str, str]:
    """Every tag's value, in ``language``; an empty one has none."""
    customer, order = conversation.customer, order_of(conversation)
    return {
        "customer.greeting": _greeting(conversation, language),
        "customer.first_name": customer.first_name,
        "customer.name": customer.name,
        "customer.email": customer.email,
        "conversation.number": str(conversation.number),
        "conversation.subject": conversation.subject,
        "agent.first_name": agent.first_name,
        "agent.name": agent.name,
        **(_of_order(order, language) if order else {}),
    }


def missing(text: str, conversation: Conversation, *, agent: Agent, language: str) -> list[tuple[str, str]]:
    """The tags in ``text`` that have no value, each with the reason."""
    names = tags.unfilled(text)
    known = values(conversation, agent=agent, language=language) if names else {}
    return [
        (name, _("Write the value in its place.") if known.get(name) else why(name, conversation)) for name in names
    ]


def why(name: str, conversation: Conversation) -> str:
    """The reason for which a tag has no value here."""
    if name not in TAGS:
        return _("There is no such tag.")
    if not name.startswith("order."):
        return _("It is not known of this customer.")
    if not conversation.customer.orders.exists():
        return _("No order of this customer is known.")
    if order_of(conversation) is None:
        return _("The customer has several orders, and none of them is named here.")
    return _("The shop has not told it of this order.")


def _greeting(conversation: Conversation, language: str) -> str:
    """For Polish, Pan or Pani by the name or by the customer's own verbs, in the vocative."""
    name: str = conversation.customer.name
    if language != "pl":
        return greeting(_engine(language), "sinä", name or None)
    wrote = conversation.messages.filter(kind=Message.Kind.CUSTOMER).values_list("text", flat=True)
    return greeting("pl", gender(name or None, "\n".join(wrote)) or "państwo", name or None)


def _of_order(order: Order, language: str) -> dict[str, str]:
    with translation.override(language):
        ordered_at = order.ordered_at and date_format(timezone.localtime(order.ordered_at), "SHORT_DATE_FORMAT")
    return {
        "order.number": order.number,
        "order.state": state_in_words(order.state, language),
        "order.items": ", ".join(_item(item) for item in order.items),
        "order.total": money.written(order.total, order.currency, language),
        "order.date": ordered_at or "",
        "order.tracking_url": order.tracking_url,
    }


def _item(item: dict[str, Any]) -> str:
    name, quantity = str(item.get("name", "")), item.get("quantity", 1)
    return name if quantity in (1, "1") else f"{quantity} × {name}"


def _engine(language: str) -> Any:  # one of the engine's literals
    return language if language in ("fi", "en") else "en"
