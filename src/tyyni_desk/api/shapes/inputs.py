"""What the API takes."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import AwareDatetime, BeforeValidator, ConfigDict, Field, StrictBool, StringConstraints

from tyyni_desk.api.shapes.outputs import LARGEST

_DATE_TIME = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}", re.ASCII)
_LINE = r"^[^\x00-\x1f]*$"
# Every blank is named, for \s means something else in each language that reads the schema.
_SAYS_SOMETHING = "[^\\x00-\\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]"
HTTPS = r"https://[!-~]+"


def _without_zeros(text: Any) -> Any:  # whatever the JSON holds
    """A byte of zero is no letter, and PostgreSQL keeps none."""
    return text.replace("\x00", "") if isinstance(text, str) else text


def number_only(value: Any) -> Any:  # whatever the JSON holds
    """1.0 is a whole number in JSON; true and "1" are none."""
    if isinstance(value, bool | str):
        raise ValueError("is no number")
    return value


def _moment(value: Any) -> Any:  # whatever the JSON holds
    """A number or a day alone is no date-time."""
    if not isinstance(value, str) or not _DATE_TIME.match(value):
        raise ValueError("is no ISO date-time")
    return value


Line = Annotated[str, StringConstraints(max_length=300, pattern=_LINE)]
Text = Annotated[
    str,
    StringConstraints(max_length=100_000, pattern=_SAYS_SOMETHING),
    BeforeValidator(_without_zeros),
    Field(examples=["Missä tilaukseni 10233 on?"]),
]
Whole = Annotated[int, BeforeValidator(number_only)]
Id = Annotated[int, Field(ge=1, le=LARGEST), BeforeValidator(number_only)]
Language = Literal["fi", "pl", "en"]
Email = Annotated[
    str, StringConstraints(max_length=254, pattern=r"^([^@\x00-\x20\x7f-\xa0]+@[^@\x00-\x20\x7f-\xa0]+)?$")
]
Phone = Annotated[str, StringConstraints(max_length=40, pattern=r"^(\+?[0-9][0-9 ()-]{3,30})?$")]
Moment = Annotated[datetime, BeforeValidator(_moment)]
AwareMoment = Annotated[AwareDatetime, BeforeValidator(_moment)]


class Strict(Schema):
    """A field that is not known is refused: a misspelt one would be lost without a word."""

    model_config = ConfigDict(extra="forbid")


class CustomerIn(Strict):
    email: Email = ""
    phone: Phone = ""
    name: Annotated[Line, Field(max_length=200)] = ""
    language: Language | Literal[""] = ""


class SpokenIn(Strict):
    """A call or a meeting, written down."""

    channel: Literal["phone_note", "store_note"]
    customer: CustomerIn
    subject: Line
    text: Text = Field(description="what was said, as near to the customer's own words as can be")


class ChangesIn(Strict):
    """What is left out stays."""

    subject: Line = ""
    state: Literal["open", "snoozed", "closed"] = "open"
    snoozed_until: AwareMoment | None = Field(None, description="with the state snoozed: when it wakes")
    assignee: Id | None = Field(None, description="an agent's id; null gives it back to the queue")
    team: Id | None = None
    tags: list[Annotated[Line, Field(max_length=60)]] = Field([], max_length=50, description="exactly these")


class NoteIn(Strict):
    text: Text


class ReplyIn(Strict):
    text: Text
    seen: Id | None = Field(
        None, description="the last message the author had read: a newer one stops the reply (409). Null: no check."
    )
    close: StrictBool = False
    why: Annotated[str, StringConstraints(max_length=2000), BeforeValidator(_without_zeros)] = Field(
        "", description="why it is to be sent though it would do harm as it stands; kept for 30 days without its author"
    )
